import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'models/README.md'];

async function documents(): Promise<string[]> {
  return [...DOCUMENTS, ...(await readdir('docs')).map((name) => `docs/${name}`)];
}

/** The part of a document below a heading, up to the next of its level. */
function sectionOf(text: string, heading: string): string {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0]!;
}

function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** Paths of tests in code, as `test/unit/a.test.ts`. */
function testsNamedIn(text: string): string[] {
  return [...text.matchAll(/`(test\/[^`\s]+)`/g)].map(([, file]) => file!);
}

/** The ids that GitHub gives to the headings of a document. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the documents', () => {
  it('link to files and headings that are there', async () => {
    for (const file of await documents()) {
      for (const link of linksIn(await readFile(file, 'utf8'))) {
        if (/^[a-z]+:/.test(link)) continue;
        const [target = '', heading] = link.split('#');
        const linked = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
        assert.ok(existsSync(linked), `${file} links to ${link}`);
        if (heading !== undefined)
          assert.ok(headingsOf(await readFile(linked, 'utf8')).includes(heading), `${file} links to ${link}`);
      }
    }
  });

  it('name tests that are there', async () => {
    for (const file of await documents()) {
      for (const test of testsNamedIn(await readFile(file, 'utf8')))
        assert.ok(existsSync(test), `${file} names ${test}`);
    }
  });

  it('name commands that are there', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: object };
    for (const file of await documents()) {
      for (const [, name] of (await readFile(file, 'utf8')).matchAll(/`npm run ([\w:-]+)/g))
        assert.ok(Object.hasOwn(scripts, name!), `${file} names npm run ${name}`);
    }
  });

  it('promise nothing about safety without a test', async () => {
    const promises = sectionOf(await readFile('README.md', 'utf8'), 'How safe')
      .split('\n')
      .filter((line) => line.startsWith('- '));
    assert.ok(promises.length > 5);
    for (const promise of promises) {
      const tests = linksIn(promise).filter((link) => link.startsWith('test/'));
      assert.notEqual(tests.length, 0, promise);
      for (const test of tests) assert.match(await readFile(test, 'utf8'), /\bit\(/, test);
    }
    const security = sectionOf(
      await readFile('SECURITY.md', 'utf8'),
      'Threats, what stands against them, and the tests',
    );
    const rows = security
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(2);
    assert.ok(rows.length > 5);
    for (const row of rows) assert.notEqual(testsNamedIn(row).length, 0, row);
  });
});
