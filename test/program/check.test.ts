import assert from 'node:assert/strict';
import { check } from '../../src/cli/check';
import { CommandLine } from './command-line';

function entry(id: string, quote: string, more = ''): string {
  return `  - id: ${id}
    label: date
    quote: ${quote}
    position: [0, ${quote.length}]
    prefix: ""
    suffix: " choveu"
    status: accepted
${more}`;
}

describe('marginalia check', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string | Uint8Array>) => {
    folder = await CommandLine.in(files);
  };
  afterEach(() => folder.remove());

  it('has nothing to say of sound files', async () => {
    const timex = '    timex:\n      type: DATE\n      value: 2024-07-17\n';
    await start({
      'a.txt': 'Ontem choveu',
      'a.txt.ann.yaml': `marginalia: 1\nannotations:\n${entry('k1', 'Ontem', timex)}`,
      'b.md': '',
    });
    assert.equal(await check(['.'], { format: 'text' }, folder), 0);
    assert.equal(folder.printed, '');
  });

  it('gives each problem its place in its file', async () => {
    const timex = '    timex:\n      type: DATE\n      value: ontem\n';
    await start({
      'a.txt': 'Ontem choveu',
      'a.txt.ann.yaml': `marginalia: 1\nannotations:\n${entry('k1', 'Ontem', timex)}${entry('k2', 'Hoje')}`,
      'b.txt': '---\ntitle: x\npublished: soon\n---\nb',
      'c.txt': 'c',
      'c.txt.ann.yaml': 'marginalia: 1\nannotations:\n  - id: k1\n    status: maybe\n',
      'gone.txt.ann.yaml': 'marginalia: 1\n',
      'd.txt': 'é\0',
    });
    assert.equal(await check(['.'], { format: 'text' }, folder), 1);
    const lines = folder.printed.trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^[\w.]+:\d+:\d+: error: \S/);
    const about = (place: string) => lines.filter((line) => line.startsWith(place));
    assert.match(about('a.txt.ann.yaml:3:5:').join(), /"ontem" is not a TIMEX3 value of type DATE/);
    assert.match(about('a.txt.ann.yaml:13:5:').join(), /"Hoje" is not found in the article/);
    assert.match(about('b.txt:3:12:').join(), /The date "soon" is not understood/);
    assert.equal(about('c.txt.ann.yaml:4:13:').length, 1);
    assert.match(about('gone.txt.ann.yaml:1:1:').join(), /there is no article gone\.txt/);
    assert.match(about('d.txt:1:2:').join(), /NUL byte at byte offset 2/);
  });

  it('lists problems as JSON for programs', async () => {
    await start({ 'a.txt': 'x\0' });
    assert.equal(await check(['a.txt'], { format: 'json' }, folder), 1);
    assert.deepEqual(JSON.parse(folder.printed), [
      {
        file: 'a.txt',
        line: 1,
        column: 2,
        severity: 'error',
        code: 'binary',
        message: 'this is not a text file: a NUL byte at byte offset 1',
      },
    ]);
  });

  it('holds annotations and relations to the project of their folder', async () => {
    const relation = (type: string) => `  - id: ${type}\n    type: ${type}\n    from: k1\n    to: k1\n`;
    const sidecar = `marginalia: 1\nannotations:\n${entry('k1', 'Ontem').replace('date', 'day')}relations:\n`;
    await start({
      'marginalia.yaml': 'marginalia: 1\nlabels:\n  - name: day\nrelations:\n  - name: before\n',
      'news/a.txt': 'Ontem choveu',
      'news/a.txt.ann.yaml': `${sidecar}${relation('before')}${relation('after')}`,
    });
    assert.equal(await check(['.'], { format: 'text' }, folder), 0);
    assert.equal(
      folder.printed,
      'news/a.txt.ann.yaml:15:5: warning: The relation “after” is not among those of the project: before. Give it another type, or add it to marginalia.yaml.\n',
    );
  });

  it('names a fault of a project file once', async () => {
    await start({ 'marginalia.yaml': 'marginalia: 1\nrelations: yes\n', 'a.txt': 'a', 'b.txt': 'b' });
    assert.equal(await check(['.'], { format: 'text' }, folder), 1);
    assert.match(folder.printed, /^marginalia\.yaml:2:\d+: error: relations: .*\n$/);
  });

  it('tells a file that it cannot read from one that is wrong', async () => {
    await start({});
    assert.equal(await check(['gone.txt'], { format: 'text' }, folder), 2);
    assert.equal(folder.printed, 'gone.txt: error: there is no such file or folder\n');
  });
});
