import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { listFiles } from '@vscode/vsce';

interface Manifest {
  readonly [key: string]: unknown;
  readonly contributes: Readonly<Record<string, unknown>>;
}

describe('the package', () => {
  it('holds what runs and what people read, and nothing else', async () => {
    const files = await listFiles({ cwd: process.cwd() });
    assert.deepEqual(files.map((file) => file.replaceAll('\\', '/')).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/NOTICES.md',
      'dist/cli.mjs',
      'dist/extension.js',
      'dist/places.json',
      'dist/schemas/project.schema.json',
      'dist/schemas/registry.schema.json',
      'dist/schemas/sidecar.schema.json',
      'media/icon.png',
      'media/report.css',
      'media/report.js',
      'media/view.svg',
      'models/README.md',
      'models/entities.bin',
      'package.json',
      'package.nls.json',
      'syntaxes/article.language-configuration.json',
      'syntaxes/article.tmLanguage.json',
    ]);
  });

  it('has a text for every placeholder of its manifest, and no text without one', async () => {
    const source = await readFile('package.json', 'utf8');
    const used = new Set([...source.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    const texts = JSON.parse(await readFile('package.nls.json', 'utf8')) as Record<string, string>;
    assert.deepEqual(Object.keys(texts).sort(), [...used].sort());
  });

  it('leaves no string that people read outside package.nls.json', async () => {
    const { contributes } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const untranslated: string[] = [];
    JSON.stringify(contributes, (key, value: unknown) => {
      const read = ['title', 'name', 'contents', 'description', 'markdownDescription'].includes(key);
      if (read && typeof value === 'string' && !/^%[\w.]+%$/.test(value)) untranslated.push(value);
      return value;
    });
    assert.deepEqual(untranslated, []);
  });
});
