import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readGold, readGoldLine } from '../../../eval/corpus';

function line(value: unknown) {
  return { number: 1, bytes: Buffer.from(JSON.stringify(value)) };
}

const ENTRY = {
  id: 'a1',
  language: 'pt',
  text: '🚀 Lisboa, ontem.',
  labels: ['location', 'date'],
  spans: [
    { start: 2, end: 8, label: 'location' },
    { start: 10, end: 15, label: 'date', timex: 'DATE', value: '2024-07-18' },
  ],
};

describe('a line of gold annotations', () => {
  it('counts code points, and the article UTF-16 code units', () => {
    const gold = readGoldLine(line({ ...ENTRY, published: '2024-07-19' }), 'file');
    if (typeof gold === 'string') assert.fail(gold);
    const texts = gold.mentions.map(({ span }) => gold.article.text.slice(span.start, span.end));
    assert.deepEqual(texts, ['Lisboa', 'ontem']);
    assert.deepEqual(gold.mentions[1]?.timex, { type: 'DATE', value: '2024-07-18' });
    assert.deepEqual([gold.set, gold.article.published], ['file', '2024-07-19']);
  });

  it('is in the language that it names, or in the one identified where that is not trusted', () => {
    const languageOf = (trusted: boolean) => {
      const gold = readGoldLine(line(ENTRY), 's', { identify: () => 'gl', trusted });
      return typeof gold === 'string' ? gold : [gold.article.language, gold.language];
    };
    assert.deepEqual(languageOf(true), ['pt', 'pt']);
    assert.deepEqual(languageOf(false), ['gl', 'pt']);
  });

  it('says what is wrong with it', () => {
    const outside = { ...ENTRY, spans: [{ start: 2, end: 18, label: 'location' }] };
    assert.equal(readGoldLine(line(outside), 's'), '"spans"[0] is not a span of the text with a label');
    assert.equal(readGoldLine(line({ ...ENTRY, labels: 'date' }), 's'), '"labels" is not a list of strings');
    assert.equal(readGoldLine({ number: 1, bytes: Buffer.from('{') }, 's'), 'the line is not valid JSON');
  });
});

describe('a folder of gold annotations', () => {
  const sidecar = (status: string) =>
    `marginalia: 1\nannotations:\n  - id: k1\n    label: location\n    quote: Lisboa\n    position: [0, 6]\n    prefix: ''\n    suffix: ''\n    status: ${status}\n`;

  it('holds JSON Lines and articles whose sidecar is finished', async () => {
    const cwd = await mkdtemp(path.join(tmpdir(), 'marginalia-'));
    try {
      await mkdir(path.join(cwd, 'news', 'pt'), { recursive: true });
      await writeFile(path.join(cwd, 'news', 'set.jsonl'), `${JSON.stringify(ENTRY)}\nnot JSON\n`);
      for (const [name, status] of [
        ['done.txt', 'accepted'],
        ['open.txt', 'suggested'],
      ] as const) {
        await writeFile(path.join(cwd, 'news', 'pt', name), 'Lisboa cresce.\n');
        await writeFile(path.join(cwd, 'news', 'pt', `${name}.ann.yaml`), sidecar(status));
      }
      const terminal = {
        cwd,
        stdin: (async function* () {})(),
        out: () => Promise.resolve(),
        err: () => undefined,
      };
      const seen: string[] = [];
      for await (const reading of readGold(['news', 'absent'], terminal))
        seen.push(reading.kind === 'fault' ? reading.message : `${reading.gold.set} ${reading.gold.id}`);
      assert.deepEqual(seen, [
        'set a1',
        `${path.join('news', 'set.jsonl')}:2: error: the line is not valid JSON`,
        'news/pt news/pt/done.txt',
        'absent: error: there is no such file or folder',
      ]);
    } finally {
      await rm(cwd, { recursive: true });
    }
  });
});
