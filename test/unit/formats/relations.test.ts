import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  DATASET_FORMATS,
  datasetFormat,
  editSidecar,
  EMPTY_SIDECAR,
  exportArticles,
  mergeImport,
  type AnnotatedArticle,
  type DatasetFormat,
  type Relation,
} from '../../../src/core';
import { annotated, anyArticle, readBack } from './articles';

const TEXT = 'Mark Rutte chefia a NATO.\nJens Stoltenberg saiu da NATO em outubro.\n';
const RELATIONS: readonly Relation[] = [
  { id: 'r1', type: 'leads', from: 'k0', to: 'k1', by: 'ana', at: '2024-07-20T10:00:00Z' },
  { id: 'r2', type: 'left', from: 'k2', to: 'k1', attributes: { since: 2024 }, note: 'sic' },
];

function related(): AnnotatedArticle {
  const article = annotated(TEXT, [
    { quote: 'Mark Rutte', label: 'person' },
    { quote: 'NATO', label: 'organization' },
    { quote: 'Jens Stoltenberg', label: 'person', status: 'suggested' },
  ]);
  return { ...article, relations: RELATIONS };
}

const format = (id: string) => datasetFormat(id) as DatasetFormat;

describe('relations in a dataset', () => {
  for (const id of ['brat', 'jsonl']) {
    it(`are the same after export and import in ${id}, whatever the text`, async () => {
      const any = fc.tuple(
        anyArticle,
        fc.array(
          fc.record({
            from: fc.nat(4),
            to: fc.nat(4),
            type: fc.constantFrom('leads', 'works-for', 'é um', 'Status'),
            note: fc.constantFrom(undefined, 'a\tb\nc', '{"x"'),
          }),
          { maxLength: 4 },
        ),
      );
      await fc.assert(
        fc.asyncProperty(any, async ([article, some]) => {
          const relations = some.flatMap(({ from, to, type, note }, index): Relation[] => {
            const [start, end] = [article.mentions[from], article.mentions[to]];
            const made = { id: `r${index}`, type, ...(note !== undefined && { note }) };
            return start && end ? [{ ...made, from: start.id, to: end.id }] : [];
          });
          const { files, lost } = exportArticles(format(id), [{ ...article, relations }]);
          assert.equal(lost.get('relations'), undefined);
          const reading = await readBack(format(id), files);
          assert.deepEqual(reading.problems, []);
          assert.deepEqual(reading.articles[0]?.relations ?? [], relations);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('are lines that brat reads, with the types that it needs to show them', () => {
    const { files } = exportArticles(format('brat'), [related()]);
    const content = (path: string) => files.find((file) => file.path === path)?.content as string;
    assert.match(content('a.ann'), /^R1\tleads Arg1:T1 Arg2:T2$/m);
    assert.match(content('a.ann'), /^R2\tleft Arg1:T3 Arg2:T2$/m);
    assert.match(
      content('annotation.conf'),
      /\[relations\]\nleads\tArg1:person, Arg2:organization\nleft\tArg1:person, Arg2:organization\n<OVERLAP>/,
    );
  });

  it('of another program are read without notes', async () => {
    const reading = await readBack(format('brat'), [
      { path: 'a.txt', content: 'Mark Rutte chefia a NATO.\n' },
      {
        path: 'a.ann',
        content: 'R9\tleads Agent:T2 Theme:T1\nT1\torg 20 24\tNATO\nT2\tper 0 10\tMark Rutte\n',
      },
    ]);
    assert.deepEqual(reading.problems, []);
    const [article] = reading.articles;
    const quotes = new Map(article?.annotations.map(({ id, anchor }) => [id, anchor.quote]));
    assert.deepEqual(
      article?.relations?.map(({ type, from, to }) => [quotes.get(from), type, quotes.get(to)]),
      [['Mark Rutte', 'leads', 'NATO']],
    );
  });

  it('are counted as lost where a format has no place for them, or for an end', () => {
    for (const one of DATASET_FORMATS.filter(({ relations }) => !relations)) {
      assert.equal(exportArticles(one, [related()]).lost.get('relations'), 2, one.id);
    }
    const [rutte, ...others] = related().mentions;
    const article = { ...related(), mentions: [{ ...rutte!, status: 'rejected' as const }, ...others] };
    const flat = { ...format('jsonl'), facts: new Set<never>() };
    assert.equal(exportArticles(flat, [article]).lost.get('relations'), 1);
  });

  it('name the annotators as the rest of the dataset does', () => {
    const [file] = exportArticles(format('jsonl'), [related()], { anonymous: true }).files;
    assert.match(file?.content as string, /"by":"annotator-1"/);
    assert.doesNotMatch(file?.content as string, /ana"/);
  });

  it('come into a sidecar once, between what it has', async () => {
    const reading = await readBack(format('jsonl'), exportArticles(format('jsonl'), [related()]).files);
    const imported = reading.articles[0]!;
    const first = editSidecar(EMPTY_SIDECAR, mergeImport(TEXT, EMPTY_SIDECAR, imported).changes);
    assert.deepEqual(first.relations, RELATIONS);
    assert.deepEqual(mergeImport(TEXT, first, imported).changes, []);
  });

  it('are told of where the sidecar keeps to what it says of an end', async () => {
    const reading = await readBack(format('jsonl'), exportArticles(format('jsonl'), [related()]).files);
    const imported = reading.articles[0]!;
    const [rutte] = imported.annotations;
    const before = editSidecar(EMPTY_SIDECAR, [
      { kind: 'put', annotation: { ...rutte!, id: 'mine', label: 'event' } },
    ]);
    const { refused, changes } = mergeImport(TEXT, before, imported);
    assert.deepEqual(
      refused.map((one) => [one.kind, one.kind === 'relation' ? one.relation.type : one.annotation.label]),
      [
        ['conflict', 'person'],
        ['relation', 'leads'],
      ],
    );
    assert.equal(editSidecar(before, changes).relations.length, 1);
  });

  it('that lead nowhere are named with their place', async () => {
    const line = { file: 'a.txt', text: TEXT, relations: [{ type: 'leads', from: 'x', to: 'y' }] };
    const { problems } = await readBack(format('jsonl'), [
      { path: 'd.jsonl', content: JSON.stringify(line) },
    ]);
    assert.deepEqual(
      problems.map(({ code, args }) => [code, args]),
      [['dataset-relation', ['leads', 'x', 'y']]],
    );
  });
});
