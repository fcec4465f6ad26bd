import assert from 'node:assert/strict';
import { annotateStream } from '../../src/cli/annotate-stream';
import { linesOf } from '../../src/cli/lines';
import { CommandLine } from './command-line';

interface Annotated {
  readonly id: string | number;
  readonly language: string;
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly value?: string;
  }[];
}

describe('marginalia annotate --jsonl', () => {
  let folder: CommandLine;
  before(async () => {
    folder = await CommandLine.in({
      'corpus.jsonl': '{"id":"x","text":"Ele chegou ontem.","language":"pt","published":"2024-07-18"}\n',
    });
  });
  beforeEach(() => {
    folder.printed = '';
    folder.complaints = [];
  });
  after(() => folder.remove());

  it('gives a line for a line, in order, with the text taken as it is given', async () => {
    const texts = [
      '\ufeffOn 18 July 2024\r\nit rained',
      '🚀🚀 e\u0301 18 July 2024',
      'שלום 18 July 2024\r',
      '',
      '\ud83d 18 July 2024',
    ];
    folder.input = texts.map((text, id) => `${JSON.stringify({ id, text, language: 'en' })}\n`).join('');
    assert.equal(await annotateStream('-', {}, folder), 0);
    const lines = folder.objects as Annotated[];
    assert.deepEqual(
      lines.map(({ id }) => id),
      [0, 1, 2, 3, 4],
    );
    for (const [index, { language, spans }] of lines.entries()) {
      assert.equal(language, 'en');
      assert.equal(spans.length > 0, texts[index] !== '');
      for (const { start, end, text } of spans) {
        assert.equal([...(texts[index] ?? '')].slice(start, end).join(''), text);
      }
    }
  });

  it('reads a file, and takes the date from the line before the command', async () => {
    assert.equal(await annotateStream('corpus.jsonl', { published: '1999-01-01' }, folder), 0);
    const [{ spans }] = folder.objects as [Annotated];
    assert.deepEqual(
      spans.map(({ text, value }) => [text, value]),
      [['ontem', '2024-07-17']],
    );
  });

  it('answers a bad line in its place, says so, and goes on', async () => {
    folder.input = Buffer.concat([
      Buffer.from('{"id":"a","text":""}\nnonsense\n{"id":"c"}\n\n["d"]\n{"text":"e"}\n'),
      Buffer.from('{"id":"f","text":"","language":"?"}\n{"id":"g","text":"","published":"2024-02-30"}\n'),
      Buffer.from('{"id":"h","text":"\xff"}\n', 'latin1'),
      Buffer.from('{"id":"i","text":"","language":null,"published":null}'),
    ]);
    assert.equal(await annotateStream('-', {}, folder), 1);
    assert.deepEqual(folder.objects, [
      { id: 'a', language: 'und', spans: [] },
      { id: null, error: 'the line is not valid JSON' },
      { id: 'c', error: '"text" is not a string' },
      { id: null, error: 'the line is not valid JSON' },
      { id: null, error: '"id" is not a string or a number' },
      { id: null, error: '"id" is not a string or a number' },
      { id: 'f', error: '"language" is not a language tag' },
      { id: 'g', error: '"published" is not a date YYYY-MM-DD' },
      { id: null, error: 'the line is not valid UTF-8' },
      { id: 'i', language: 'und', spans: [] },
    ]);
    assert.equal(folder.complaints.length, 8);
    assert.equal(folder.complaints[0], 'standard input:2: error: the line is not valid JSON');
  });

  it('says what it cannot read', async () => {
    assert.equal(await annotateStream('gone.jsonl', {}, folder), 2);
    assert.deepEqual(folder.complaints, ['gone.jsonl: error: there is no such file or folder']);
  });

  it('cuts lines wherever the chunks end, and holds none beyond the limit', async () => {
    async function* chunks() {
      for (const text of ['a', 'bc\nd', '\n\n', '12', '345', '6\ne', 'f'])
        yield await Promise.resolve(Buffer.from(text));
    }
    const lines: [number, string | undefined][] = [];
    for await (const { number, bytes } of linesOf(chunks(), 5))
      lines.push([number, bytes && Buffer.from(bytes).toString()]);
    assert.deepEqual(lines, [
      [1, 'abc'],
      [2, 'd'],
      [3, ''],
      [4, undefined],
      [5, 'ef'],
    ]);
  });
});
