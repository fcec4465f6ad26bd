import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  DATASET_FORMATS,
  datasetFormat,
  decodeDatasetFile,
  exportArticles,
  safePath,
  type DatasetFile,
  type DatasetFormat,
} from '../../../src/core';
import { annotated, readBack, TIMEX } from './articles';

const formatOf = (id: string) => datasetFormat(id) as DatasetFormat;

const article = annotated('Ana esteve em Lisboa a 17 de julho.\nFoi 🚀 bom.\n', [
  { quote: 'Ana', label: 'person', by: 'rui', at: '2024-07-20T10:00:00Z' },
  { quote: 'Lisboa', label: 'location', status: 'suggested', confidence: 0.75, source: 'tagger' },
  { quote: '17 de julho', label: 'date', timex: TIMEX },
]);

const importable = DATASET_FORMATS.filter((format) => format.read);

/** What an importer says of one file, and the articles that it makes of it all the same. */
async function complaints(id: string, content: string, path = 'a.x'): Promise<string[]> {
  const { problems } = await readBack(formatOf(id), [{ path, content }]);
  return problems.map(({ code, file, range }) => {
    assert.equal(file, path);
    assert.ok(range.start >= 0 && range.end <= content.length);
    const line = content.slice(0, range.start).split('\n').length;
    return `${line}: ${code}`;
  });
}

describe('an importer of datasets', () => {
  for (const format of importable) {
    it(`never fails on files of ${format.name} that are cut off or broken, and names the file`, async () => {
      const { files } = exportArticles(format, [article]);
      const broken = fc
        .tuple(
          fc.nat(files.length - 1),
          fc.nat(4000),
          fc.constantFrom('cut', '\0', '"', '<', '\t', ',', '9', '{', '\n'),
        )
        .map(([index, at, what]) =>
          files.map((file, number): DatasetFile => {
            const { path, content } = file;
            if (number !== index) return file;
            const place = at % (content.length + 1);
            if (typeof content !== 'string') return { path, content: content.slice(0, place) };
            return {
              path,
              content: content.slice(0, place) + (what === 'cut' ? '' : what + content.slice(place + 1)),
            };
          }),
        );
      await fc.assert(
        fc.asyncProperty(broken, async (dataset) => {
          const paths = new Set(dataset.map(({ path }) => path));
          const read = await format.read?.(dataset, {});
          assert.ok(read);
          for (const problem of read.problems) assert.ok(paths.has(problem.file));
        }),
        { numRuns: 15 },
      );
    });

    it(`says that a file of another kind is not ${format.name}, or finds nothing in it`, async () => {
      for (const content of ['', 'Ana esteve em Lisboa.\n', '[1, 2]', '<a/>', 'a,b\n1,2\n', '{"a": 1}\n']) {
        const path = `a.${format.extensions[0]}`;
        const read = await format.read?.([{ path, content }], {});
        const marked = read?.articles.flatMap(({ annotations }) => annotations) ?? [];
        assert.deepEqual(marked, []);
      }
    });
  }

  it('refuses entities, which could read other files or fill the memory', async () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>\n<TimeML><TEXT>&y;</TEXT></TimeML>\n`;
    const leak = `<!DOCTYPE TimeML SYSTEM "file:///etc/passwd">\n<TimeML><TEXT>a</TEXT></TimeML>\n`;
    for (const id of ['timeml', 'tei']) {
      assert.deepEqual(await complaints(id, bomb), ['2: xml-doctype']);
      assert.deepEqual(await complaints(id, leak), ['1: xml-doctype']);
    }
    assert.deepEqual(await complaints('timeml', '<TimeML><TEXT>&y;</TEXT></TimeML>'), ['1: xml-syntax']);
    assert.deepEqual(await complaints('tei', '<a>'.repeat(10_000)), ['1: xml-depth']);
  });

  it('takes the names of keys for names, whatever they are', async () => {
    const line =
      '{"file":"a.txt","text":"Ana","__proto__":{"label":"x"},"constructor":1,"spans":[{"start":0,"end":3,"label":"__proto__","id":"constructor"}]}\n';
    const { articles, problems } = await readBack(formatOf('jsonl'), [{ path: 'a.jsonl', content: line }]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      articles.flatMap(({ annotations }) => annotations.map(({ id, label }) => [id, label])),
      [['constructor', '__proto__']],
    );
    assert.equal(({} as Record<string, unknown>)['label'], undefined);
    for (const format of DATASET_FORMATS) {
      const named = annotated('Ana', [{ quote: 'Ana', label: '__proto__' }], '__proto__.txt');
      assert.ok(exportArticles(format, [named]).files.length > 0);
    }
  });

  it('lets no name of an article lead out of the folder', async () => {
    const names = [
      '../a.txt',
      'b/../../a.txt',
      '/etc/passwd',
      'C:\\a.txt',
      '..\\a.txt',
      'a//b.txt',
      '.git/config',
      '',
      '.',
      'a/.',
      'x\\..\\..\\y',
    ];
    for (const name of names) {
      assert.equal(safePath(name), undefined, name);
      const line = `${JSON.stringify({ file: name, text: 'Ana', spans: [] })}\n`;
      const { articles } = await readBack(formatOf('jsonl'), [{ path: 'a.jsonl', content: line }]);
      assert.deepEqual(articles, [], name);
    }
    assert.equal(safePath('notícias/2024/a b.md'), 'notícias/2024/a b.md');
    assert.equal(safePath('./a\nb?.txt'), 'a_b_.txt');
    assert.equal(safePath('con.txt'), '_con.txt');
    assert.equal(safePath('doc'), 'doc.txt');
  });

  it('writes no name that leads out of the folder either', () => {
    for (const format of DATASET_FORMATS) {
      const { files } = exportArticles(format, [
        annotated('Ana', [], '../../x/../a.txt'),
        annotated('Rui', [], '/x/a.txt'),
      ]);
      for (const { path } of files) assert.match(path, /^(?!\/)(?!.*\.\.)/);
      assert.equal(new Set(files.map(({ path }) => path)).size, files.length);
    }
  });

  it('says what is wrong with a file of another encoding', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const codes = (bytes: readonly number[]) => {
      const file = decodeDatasetFile('a.csv', Uint8Array.from(bytes), decoder);
      return 'message' in file ? file.message : file.content;
    };
    assert.match(String(codes([0xff, 0xfe, 0x41, 0x00])), /UTF-16. Save it as UTF-8/);
    assert.match(String(codes([0x41, 0xe9, 0x41])), /not UTF-8: see the byte at offset \{0\}/);
    assert.match(String(codes([0x41, 0x00])), /NUL/);
  });

  it('tells where offsets are not the units that they should be', async () => {
    const line = (spans: object[]) => `${JSON.stringify({ file: 'a.txt', text: '🚀 Ana', spans })}\n`;
    const utf16 = line([]) + line([{ start: 3, end: 6, label: 'person', text: 'Ana' }]);
    assert.deepEqual(await complaints('jsonl', utf16), ['2: dataset-span']);
    assert.deepEqual(await complaints('jsonl', line([{ start: 0, end: 3, label: 'person', text: 'Ana' }])), [
      '1: dataset-quote',
    ]);
    assert.deepEqual(await complaints('jsonl', line([{ start: 2, end: 2, label: 'person' }])), [
      '1: dataset-span',
    ]);
    assert.deepEqual(await complaints('jsonl', line([{ start: 0.5, end: 2, label: 'person' }])), [
      '1: dataset-schema',
    ]);
  });

  it('names the line of what is wrong', async () => {
    assert.deepEqual(await complaints('jsonl', '{"file":"a.txt","text":"a"}\n{"file":"b.txt","te'), [
      '2: dataset-json',
    ]);
    assert.deepEqual(await complaints('jsonl', '{"file":"a.txt","text":"a"}\n\n{"text":"a"}\n'), [
      '3: dataset-schema',
    ]);
    assert.deepEqual(await complaints('csv', 'file,text\na.txt,"Ana\nfalou"\nb.txt\n'), ['4: csv-columns']);
    assert.deepEqual(await complaints('csv', 'file,text\na.txt,"Ana\n'), ['2: csv-quotes']);
    assert.deepEqual(await complaints('csv', 'Ana,Rui\n'), ['1: csv-header']);
    assert.deepEqual(await complaints('conllu', '# newdoc id = a\n1\tAna\t_\n'), ['2: conllu-columns']);
    assert.deepEqual(
      await complaints('timeml', '<TimeML>\n<TEXT>\n<TIMEX3 tid="t1">hoje</TIMEX3></TEXT></TimeML>'),
      ['3: timeml-timex'],
    );
    assert.deepEqual(await complaints('tei', '<TEI>\n<body>\n</TEI>'), ['3: xml-syntax']);
    assert.deepEqual(await complaints('webanno', '#FORMAT=WebAnno TSV 3.3\n\n#Text=Ana\n1-1\t0-3\n'), [
      '4: webanno-line',
    ]);
    const ann = 'T1\tperson 0 3\tAna\n#1\tAnnotatorNotes T1\t{"id":"k';
    const { problems } = await readBack(formatOf('brat'), [
      { path: 'a.txt', content: 'Ana' },
      { path: 'a.ann', content: ann },
    ]);
    assert.deepEqual(
      problems.map(({ code, severity, range }) => [
        code,
        severity,
        ann.slice(0, range.start).split('\n').length,
      ]),
      [['brat-line', 'error', 2]],
    );
    assert.deepEqual(await complaints('nif', '@prefix a: <urn:a#> .\na:b a:c "d\n'), ['2: turtle']);
  });

  it('says what the annotation model cannot hold, and reads the rest', async () => {
    const text = { path: 'a.txt', content: 'Ana viu a Rita' };
    const ann = [
      'T1\tperson 0 3\tAna',
      'T2\tperson 10 14\tRita',
      'E1\tMeeting:T1',
      'R1\tviu Arg1:T1 Arg2:T2',
      'N1\tReference T9 Wikidata:Q1\tAna',
      '#1\tAnnotatorNotes T9\tquem?',
      'A1\tNegated T9',
      '*\tEquiv T1 T2',
      'E1\tperson:T1 Seen:T9',
      '',
    ].join('\n');
    const { articles, problems } = await readBack(formatOf('brat'), [text, { path: 'a.ann', content: ann }]);
    assert.deepEqual(
      problems.map(
        ({ severity, code, args, message }) =>
          `${severity} ${code} ${args[0] ?? /This is ((?:an?|no) \w+)/.exec(message)?.[1]}`,
      ),
      [
        'warning brat-event Seen:T9',
        'warning brat-kind no normalisation',
        'warning brat-kind a note',
        'warning brat-kind an attribute',
        'warning brat-kind an equivalence',
      ],
    );
    assert.equal(articles[0]?.annotations.length, 2);
  });
});

describe('a dataset for a spreadsheet', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "'=1", "''+1"];
  const written = (options: Record<string, string>) =>
    exportArticles(
      formatOf('csv'),
      [
        annotated(
          formulas.join('|'),
          formulas.map((quote) => ({ quote, label: 'event', by: quote })),
        ),
      ],
      { options },
    ).files.find(({ path }) => path === 'annotations.csv')?.content as string;

  it('has an apostrophe before whatever would run as a formula', () => {
    const cells = written({})
      .split(/[,\r\n]+/)
      .map((cell) => cell.replace(/^"|"$/g, ''));
    assert.ok(cells.some((cell) => cell === "'=1+1"));
    assert.ok(cells.some((cell) => cell === "''=1"));
    assert.deepEqual(
      cells.filter((cell) => /^[=+\-@\t\r]/.test(cell)),
      [],
    );
  });

  it('is left alone where one asks for it', () => {
    assert.ok(written({ formulas: 'plain' }).includes(',=1+1,'));
  });
});

describe('a page for reading', () => {
  it('has no element, attribute or address but its own, whatever article, labels and people are called', () => {
    const hostile = `"><script src="https://x.example"></script><img src=x onerror='y()'>`;
    const text = `---\ntitle: ${JSON.stringify(hostile)}\nsource: ${JSON.stringify(`javascript:${hostile}`)}\nlanguage: pt\n---\nAna ${hostile} veio.\n`;
    const mention = {
      quote: 'Ana',
      label: hostile,
      by: hostile,
      source: hostile,
      confidence: 0.5,
      entity: hostile,
    };
    const timex = { ...TIMEX, value: hostile };
    const article = annotated(text, [mention, { quote: 'veio', label: 'date', timex }], `${hostile}.txt`);
    const { files } = exportArticles(formatOf('html'), [article]);
    const page = files.map(({ content }) => content).join('');
    const tags = [...page.replace(/<style>[^]*?<\/style>/, '').matchAll(/<(\w+)([^>]*)>/g)];
    const names = new Set(tags.map(([, name]) => name));
    const own = [
      'html',
      'head',
      'meta',
      'title',
      'style',
      'body',
      'header',
      'h1',
      'p',
      'ul',
      'li',
      'mark',
      'article',
    ];
    assert.deepEqual(
      [...names].filter((name) => !own.includes(name!)),
      [],
    );
    const given = tags.flatMap(([, , attributes]) => {
      const named = attributes!
        .replace(/="[^"]*"/g, '=')
        .trim()
        .split(/=?\s+|=$/);
      return named.filter((name) => name !== '');
    });
    const known = ['charset', 'class', 'content', 'dir', 'http-equiv', 'lang', 'name', 'style', 'title'];
    assert.deepEqual([...new Set(given)].sort(), known);
  });
});

describe('text from Windows', () => {
  it('is read with its byte order mark and line ends counted as they were', async () => {
    const text = '\ufeffAna\r\nviu 🚀 Rita\r\n';
    const at = [...text.slice(0, text.indexOf('Rita'))].length;
    const span = { start: at, end: at + 4, label: 'person', text: 'Rita' };
    const line = `\ufeff${JSON.stringify({ file: 'a.txt', text, spans: [span] })}\r\n`;
    const ann = `T1\tperson ${at} ${at + 4}\tRita\r\n`;
    const expected = { text: 'Ana\nviu 🚀 Rita\n', quote: 'Rita', position: [10, 14] };
    for (const [id, files] of [
      ['jsonl', [{ path: 'a.jsonl', content: line }]],
      [
        'brat',
        [
          { path: 'a.txt', content: text },
          { path: 'a.ann', content: ann },
        ],
      ],
    ] as const) {
      const { articles, problems } = await readBack(formatOf(id), files);
      assert.deepEqual(problems, []);
      const anchor = articles[0]?.annotations[0]?.anchor;
      assert.deepEqual(
        { text: articles[0]?.text, quote: anchor?.quote, position: anchor?.position },
        expected,
      );
    }
  });
});

describe('a Parquet file that was damaged on its way', () => {
  const { files } = exportArticles(formatOf('huggingface'), [article]);
  const at = files.findIndex(({ path }) => path.endsWith('.parquet'));
  const parquet = files[at]?.content as Uint8Array;

  it('is read or refused, whichever byte of it is another: it ends no program and keeps none waiting', async function () {
    this.timeout(30_000);
    for (let place = 0; place < parquet.length; place += 11) {
      for (const byte of [0xff, 0x7f, (parquet[place] as number) ^ 1]) {
        const content = parquet.slice();
        content[place] = byte;
        const { problems } = await readBack(
          formatOf('huggingface'),
          files.map((file, index) => (index === at ? { ...file, content } : file)),
        );
        for (const { file } of problems) assert.ok(files.some(({ path }) => path === file));
      }
    }
  });
});
