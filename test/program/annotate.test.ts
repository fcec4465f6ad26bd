import assert from 'node:assert/strict';
import { chmod, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { annotate, type AnnotateOptions } from '../../src/cli/annotate';
import { parseSidecar } from '../../src/core';
import { CommandLine } from './command-line';

const OPTIONS: AnnotateOptions = { dryRun: false, format: 'text' };
const ARTICLE =
  '---\nlanguage: en\npublished: 2024-07-18\n---\nVladimir Putin visited Pyongyang yesterday. 🚀\n';

describe('marginalia annotate', () => {
  let folder: CommandLine;
  const start = async (files: Record<string, string | Uint8Array>) => {
    folder = await CommandLine.in(files);
  };
  afterEach(() => folder.remove());

  it('writes what it finds beside the article, as suggestions', async () => {
    await start({ 'a.txt': ARTICLE });
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    const { annotations } = parseSidecar(await folder.read('a.txt.ann.yaml'));
    const yesterday = annotations.find(({ anchor }) => anchor.quote === 'yesterday');
    assert.equal(yesterday?.status, 'suggested');
    assert.deepEqual(yesterday.timex, { type: 'DATE', value: '2024-07-17', anchor: '2024-07-18' });
    assert.ok(
      annotations.some(({ label, anchor }) => label === 'person' && anchor.quote === 'Vladimir Putin'),
    );
    assert.equal(folder.printed, `a.txt: ${annotations.length} suggestions added\n`);
    assert.deepEqual(await folder.list(), ['a.txt', 'a.txt.ann.yaml']);
  });

  it('adds nothing the second time', async () => {
    await start({ 'a.txt': ARTICLE });
    await annotate(['a.txt'], OPTIONS, folder);
    const before = await folder.read('a.txt.ann.yaml');
    folder.printed = '';
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    assert.equal(folder.printed, 'a.txt: 0 suggestions added\n');
    assert.equal(await folder.read('a.txt.ann.yaml'), before);
  });

  it('leaves decisions, comments and unknown keys as they are, and suggests around them', async () => {
    const decided = `# Ana's
marginalia: 1
annotations:
  - id: k1
    label: person # sure
    quote: Vladimir Putin
    position: [43, 57]
    prefix: "---\\n"
    suffix: " visited"
    status: accepted
    ours: yes
  - id: k2
    label: date
    quote: yesterday
    position: [76, 85]
    prefix: "Pyongyang "
    suffix: "."
    status: rejected
`;
    await start({ 'a.txt': ARTICLE, 'a.txt.ann.yaml': decided });
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    const after = await folder.read('a.txt.ann.yaml');
    for (const line of decided.split('\n')) assert.ok(after.includes(`${line}\n`), line);
    const quotes = parseSidecar(after).annotations.map(({ anchor }) => anchor.quote);
    assert.deepEqual(quotes, ['Vladimir Putin', 'Pyongyang', 'yesterday']);
  });

  it('reports a malformed sidecar with its place and leaves it as it is', async () => {
    const broken = 'marginalia: 1\nannotations:\n  - id: [\n';
    await start({ 'a.txt': ARTICLE, 'a.txt.ann.yaml': broken, 'b.txt': ARTICLE });
    assert.equal(await annotate(['a.txt', 'b.txt'], OPTIONS, folder), 1);
    assert.match(folder.complaints[0] ?? '', /^a\.txt\.ann\.yaml:\d+:\d+: error: This is not valid YAML: /);
    assert.equal(await folder.read('a.txt.ann.yaml'), broken);
    assert.match(folder.printed, /^b\.txt: \d+ suggestions added\n$/);
  });

  it('prints instead of writing with --dry-run, in a form for people', async () => {
    await start({ 'a.txt': ARTICLE });
    assert.equal(await annotate(['a.txt'], { ...OPTIONS, dryRun: true }, folder), 0);
    assert.match(
      folder.printed,
      /^a\.txt: language en, published 2024-07-18, \d suggestions, \d of them new\n/,
    );
    assert.match(folder.printed, /^ {2}5:34 +date +\d+ % {2}yesterday {2}\(DATE 2024-07-17\)$/m);
    assert.deepEqual(await folder.list(), ['a.txt']);
  });

  it('prints with each name the entity that it belongs to, in the article as a whole', async () => {
    await start({
      'a.txt': 'Vladimir Putin was received by Angela Merkel. Mr Putin left on 18 July 2024.\n',
    });
    const options = { dryRun: true, format: 'jsonl', language: 'en' } as const;
    assert.equal(await annotate(['a.txt'], options, folder), 0);
    const [{ spans }] = folder.objects as [{ spans: { text: string; entity?: string }[] }];
    assert.deepEqual(
      spans.map(({ text, entity }) => [text, entity]),
      [
        ['Vladimir Putin', 'Vladimir Putin'],
        ['Angela Merkel', 'Angela Merkel'],
        ['Putin', 'Vladimir Putin'],
        ['18 July 2024', undefined],
      ],
    );
  });

  it('prints one JSON object an article, with offsets in code points', async () => {
    await start({ 'news/a.txt': `\ufeff🚀🚀 On 18 July 2024\r\nit rained.` });
    const options = { dryRun: true, format: 'jsonl', language: 'en' } as const;
    assert.equal(await annotate(['news/a.txt'], options, folder), 0);
    const [{ spans, ...rest }] = folder.objects as [{ spans: { text: string; confidence: number }[] }];
    assert.deepEqual(rest, { file: 'news/a.txt', language: 'en' });
    const { confidence, ...date } = spans.find(({ text }) => text.endsWith('18 July 2024')) ?? assert.fail();
    assert.ok(confidence > 0 && confidence <= 1);
    assert.deepEqual(date, {
      start: 6,
      end: 18,
      label: 'date',
      text: '18 July 2024',
      value: '2024-07-18',
      timex: 'DATE',
    });
  });

  it('takes language and date from the command where neither article nor sidecar says them, and keeps the date', async () => {
    await start({
      'a.txt': 'Ele chegou ontem.',
      'b.txt': '---\npublished: 2020-01-02\n---\nEle chegou ontem.',
    });
    const options = { ...OPTIONS, language: 'pt', published: '2024-07-18' };
    assert.equal(await annotate(['a.txt', 'b.txt'], options, folder), 0);
    const [a, b] = await Promise.all(['a', 'b'].map((name) => folder.read(`${name}.txt.ann.yaml`)));
    assert.match(a ?? '', /^published: "2024-07-18"$/m);
    assert.match(a ?? '', /value: "?2024-07-17"?$/m);
    assert.doesNotMatch(b ?? '', /^published:/m);
    assert.match(b ?? '', /value: "?2020-01-01"?$/m);
  });

  it('warns of front matter that it does not understand', async () => {
    await start({ 'a.txt': '---\npublished: soon\n---\nIt rained yesterday.' });
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    assert.deepEqual(folder.complaints, [
      'a.txt:2:12: warning: The date "soon" is not understood. Write it as YYYY-MM-DD.',
    ]);
  });

  it('reads an article from standard input, and then only prints', async () => {
    await start({});
    folder.input = ARTICLE;
    assert.equal(await annotate(['-'], OPTIONS, folder), 0);
    assert.match(folder.printed, /^-: language en, /);
    assert.deepEqual(await folder.list(), []);
  });

  it('refuses what is not UTF-8 text, says where, and goes on', async () => {
    await start({
      'binary.txt': Buffer.from([0x41, 0x0a, 0x42, 0x00]),
      'latin1.txt': Buffer.from('a\né\xe9', 'latin1'),
      'empty.txt': '',
      'z.txt': ARTICLE,
    });
    assert.equal(await annotate(['.'], OPTIONS, folder), 1);
    assert.deepEqual(folder.complaints, [
      'binary.txt:2:2: error: this is not a text file: a NUL byte at byte offset 3',
      'latin1.txt:2:1: error: this is not UTF-8: an invalid byte at byte offset 2',
    ]);
    assert.match(folder.printed, /^empty\.txt: 0 suggestions added\nz\.txt: \d suggestions added\n$/);
    assert.ok(!(await folder.list()).includes('empty.txt.ann.yaml'));
  });

  it('walks folders in the order of names, without hidden folders, node_modules and sidecars', async () => {
    await start({
      'c/b.md': 'x',
      'c/a.txt': 'x',
      'c/a.txt.ann.yaml': 'marginalia: 1\n',
      'c/d/z.article': 'x',
      'c/.git/a.txt': 'x',
      'c/node_modules/p/readme.md': 'x',
      'c/notes.yaml': 'x',
      '[odd] {name}/e.txt': 'x',
    });
    assert.equal(await annotate(['c', './c/a.txt', '[odd] {name}'], OPTIONS, folder), 0);
    assert.deepEqual(
      folder.printed.split('\n').map((line) => line.replace(/: 0 .*/, '')),
      ['c/a.txt', 'c/b.md', 'c/d/z.article', '[odd] {name}/e.txt', ''],
    );
  });

  it('takes the articles of sidecars that lack theirs, and hidden ones where the project names them', async () => {
    await start({
      'marginalia.yaml': "marginalia: 1\narticles: ['**/*.txt', '.drafts/*.txt']\nexclude: ['old/**']\n",
      'a.txt': 'x',
      'a/x.txt': 'x',
      'a-b/x.txt': 'x',
      'a-b/gone.txt.ana.ann.yaml': 'marginalia: 1\n',
      '.drafts/d.txt': 'x',
      '.git/a.txt': 'x',
      'old/a.txt': 'x',
      'old/own/marginalia.yaml': 'marginalia: 1\n',
      'old/own/b.md': 'x',
    });
    await annotate(['.'], OPTIONS, folder);
    assert.deepEqual(
      folder.printed.split('\n').map((line) => line.replace(/: 0 .*/, '')),
      ['.drafts/d.txt', 'a-b/x.txt', 'a.txt', 'a/x.txt', 'old/own/b.md', ''],
    );
    assert.deepEqual(folder.complaints, ['a-b/gone.txt: error: there is no such file or folder']);
  });

  it('finds names with the trained model, and by rules where that is missing or damaged', async () => {
    await start({ 'a.txt': ARTICLE, 'b.txt': ARTICLE, 'c.txt': ARTICLE, 'damaged.bin': 'no model' });
    folder.model = pathToFileURL(path.resolve('models/entities.bin'));
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    assert.match(await folder.read('a.txt.ann.yaml'), /quote: Vladimir Putin\n[^]*?source: tagger\n/);
    assert.deepEqual(folder.complaints, []);
    for (const [article, model] of [['b.txt', 'damaged.bin'] as const, ['c.txt', 'missing.bin'] as const]) {
      folder.model = pathToFileURL(path.join(folder.cwd, model));
      assert.equal(await annotate([article], OPTIONS, folder), 0);
      assert.match(
        await folder.read(`${article}.ann.yaml`),
        /quote: Vladimir Putin\n[^]*?source: (?!tagger)/,
      );
      assert.match(folder.complaints.pop() ?? '', /^warning: .*names are found by rules/);
    }
  });

  it('follows no link to a folder, so that nothing comes twice', async function () {
    if (process.platform === 'win32') this.skip(); // links want a privilege there
    await start({ 'a.txt': 'x' });
    await symlink('.', path.join(folder.cwd, 'loop'));
    assert.equal(await annotate(['.'], OPTIONS, folder), 0);
    assert.equal(folder.printed, 'a.txt: 0 suggestions added\n');
  });

  it('says what it cannot find', async () => {
    await start({ 'a.txt': 'x' });
    assert.equal(await annotate(['gone.txt', 'a.txt'], OPTIONS, folder), 2);
    assert.deepEqual(folder.complaints, ['gone.txt: error: there is no such file or folder']);
    assert.equal(folder.printed, 'a.txt: 0 suggestions added\n');
  });

  it('lets no name of a file steer the terminal', async function () {
    if (process.platform === 'win32') this.skip(); // such names cannot be there
    await start({ 'a\u001b[31m\n.txt': '' });
    await annotate(['.'], OPTIONS, folder);
    assert.equal(folder.printed, 'a\\u001b[31m\\n.txt: 0 suggestions added\n');
  });

  it('keeps the permissions of a sidecar', async function () {
    if (process.platform === 'win32') this.skip(); // there are no such permissions there
    await start({ 'a.txt': ARTICLE, 'a.txt.ann.yaml': 'marginalia: 1\n' });
    const sidecar = path.join(folder.cwd, 'a.txt.ann.yaml');
    await chmod(sidecar, 0o640);
    assert.equal(await annotate(['a.txt'], OPTIONS, folder), 0);
    assert.equal((await stat(sidecar)).mode & 0o777, 0o640);
  });
});
