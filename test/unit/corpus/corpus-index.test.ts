import { assert } from 'chai';
import fc from 'fast-check';
import {
  articleRecord,
  companionsOf,
  corpusReport,
  CorpusIndex,
  indexLines,
  leftIn,
  type ArticleRecord,
  type Entity,
  type Mark,
} from '../../../src/core';

const NO_PROGRESS = { accepted: 0, rejected: 0, suggested: 0 };

/** An article whose marks are written `[label|name]`; a date has its value as its name. */
function record(written: string, published?: string): ArticleRecord {
  let text = '';
  const marks: Mark[] = [];
  const entities = new Map<string, { label: string; name: string; mentions: Mark[] }>();
  const entityOf = new Map<Mark, Entity<Mark>>();
  for (const [, before = '', label, name] of written.matchAll(/([^[]*)(?:\[(\w+)\|([^\]]+)\])?/g)) {
    text += before;
    if (label === undefined || name === undefined) continue;
    const mark: Mark = {
      id: `m${marks.length}`,
      span: { start: text.length, end: text.length + name.length },
      label,
      status: 'accepted',
      ...(label === 'date' && { timex: { type: 'DATE', value: name } }),
    };
    text += name;
    marks.push(mark);
    const entity = entities.get(`${label} ${name}`) ?? { label, name, mentions: [] };
    entity.mentions.push(mark);
    entities.set(`${label} ${name}`, entity);
    entityOf.set(mark, entity);
  }
  return articleRecord({
    article: { text, ...(published !== undefined && { published }) },
    lines: indexLines(text),
    marks,
    entityOf: (mark) => entityOf.get(mark)!,
  });
}

describe('the record of an article', () => {
  it('keeps where each mention stands, by line and character', () => {
    const { entities, progress } = record('A\n[person|Ana 😀 Sá] e [person|Rui].');
    assert.deepEqual(
      entities.map(({ name, mentions: [mention] }) => [name, mention?.start, mention?.end]),
      [
        ['Ana 😀 Sá', { line: 1, character: 0 }, { line: 1, character: 9 }],
        ['Rui', { line: 1, character: 12 }, { line: 1, character: 15 }],
      ],
    );
    assert.deepEqual(progress, { ...NO_PROGRESS, accepted: 2 });
  });
});

describe('what is left of an article', () => {
  const left = (accepted: number, suggested: number, counted?: number) =>
    leftIn({
      progress: { accepted, rejected: 0, suggested },
      ...(counted !== undefined && { left: counted }),
    });

  it('is not known from a sidecar that decisions were written to: it lacks what was only shown', () => {
    assert.isUndefined(left(3, 0));
    assert.equal(left(0, 5), 5);
    assert.equal(left(3, 0, 4), 4);
    assert.equal(left(3, 0, 0), 0);
  });

  it('is kept by the index beside what else is known', () => {
    const index = new CorpusIndex();
    index.put('a', record('[person|Ana]'));
    index.count('a', 7);
    assert.deepInclude(index.record('a'), { left: 7, progress: { ...NO_PROGRESS, accepted: 1 } });
    assert.equal(corpusReport(index).articles[0]?.suggested, 7);
  });

  it('is forgotten where other things are suggested now, and what else is known is not', () => {
    const index = new CorpusIndex();
    index.put('a', record('[person|Ana]'));
    index.count('a', 7);
    index.count('a', undefined);
    assert.deepEqual(index.record('a'), record('[person|Ana]'));
  });
});

describe('the index of a corpus', () => {
  it('takes entities of several articles for one by their label and letters', () => {
    const index = new CorpusIndex();
    index.put('a', record('[location|São Paulo] [person|São Paulo]'));
    index.put('b', record('[location|SAO PAULO] [location|São Paulo]'));
    const [first, second] = index.entities();
    assert.deepInclude(first, { label: 'location', name: 'São Paulo', mentionCount: 3 });
    assert.deepInclude(second, { label: 'person', mentionCount: 1 });
  });

  it('forgets what an article said before', () => {
    const index = new CorpusIndex();
    index.put('a', record('[person|Ana]'));
    index.put('a', record('[person|Rui]'));
    assert.deepEqual(
      index.entities().map(({ name }) => name),
      ['Rui'],
    );
    index.remove('a');
    assert.isEmpty(index.entities());
  });

  it('says the same in whatever order articles come, go and come again', () => {
    const written = ['[person|Ana] [person|Rui]', '[person|Rui]', '[location|Faro] [person|ANA]'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean())), (moves) => {
        const index = new CorpusIndex();
        for (const [file, text, stays] of moves) {
          if (stays) index.put(String(file), record(written[text]!));
          else index.remove(String(file));
        }
        const fresh = new CorpusIndex();
        for (const [file, kept] of index.articles) fresh.put(file, kept);
        assert.deepEqual(index.entities(), fresh.entities());
      }),
    );
  });

  it('finds names by their beginning first, then by their words, then by letters in order', () => {
    const index = new CorpusIndex();
    index.put(
      'a',
      record('[person|Ana Costa] [person|Mariana Costa] [person|Costa e Ana] [person|Alberto Nunca]'),
    );
    assert.deepEqual(
      index.search('ana costa', 10).map(({ name }) => name),
      ['Ana Costa', 'Mariana Costa', 'Costa e Ana'],
    );
    assert.deepEqual(
      index.search('albnun', 10).map(({ name }) => name),
      ['Alberto Nunca'],
    );
    assert.lengthOf(index.search('', 2), 2);
  });
});

describe('entities that stand together', () => {
  it('are counted by paragraph', () => {
    const article = record(
      '[person|Ana] [location|Faro] [date|2024]\n[person|Ana] [person|Rui] [location|Faro]',
    );
    const companions = companionsOf(article, 'person:ana');
    assert.deepEqual(
      companions.map(({ entity, paragraphs }) => [entity.name, paragraphs]),
      [
        ['Faro', 2],
        ['Rui', 1],
      ],
    );
  });
});

describe('the report of a corpus', () => {
  it('dates an event by the nearest date of its paragraph, and names who stands together', () => {
    const index = new CorpusIndex();
    index.put('a', record('[date|2024-07-18] [event|Cimeira] [date|2023]\n[event|Copa] em [date|XXXX-07]'));
    index.put(
      'b',
      record('[person|Ana] [location|Faro]\n[event|Feira] [date|2022-W10]\n[person|Ana] [location|Faro]'),
    );
    const report = corpusReport(index);
    assert.deepEqual(
      report.events.map(({ name, date, place }) => [name, date, place.file]),
      [
        ['Feira', '2022-03-07', 'b'],
        ['Cimeira', '2024-07-18', 'a'],
      ],
    );
    assert.deepInclude(report.pairs[0], { first: 'Faro', second: 'Ana', paragraphs: 2 });
    assert.deepInclude(
      report.frequent.find(({ name }) => name === 'Ana'),
      { name: 'Ana', mentions: 2, articles: 1 },
    );
    assert.deepInclude(
      report.labels.find(({ label }) => label === 'event'),
      { accepted: 3, entities: 3 },
    );
  });
});

describe('the relations in a report', () => {
  it('are counted by type and entities, and lead to the first mention that they lead from', () => {
    const index = new CorpusIndex();
    const related = (written: string, ...relations: ArticleRecord['relations']) => ({
      ...record(written),
      relations,
    });
    index.put(
      'a',
      related('[person|Ana] na [organization|ONU]\n[person|Ana]', { type: 'leads', from: 'm2', to: 'm1' }),
    );
    index.put(
      'b',
      related(
        '[person|Ana] na [organization|ONU] [person|Rui]',
        { type: 'leads', from: 'm0', to: 'm1' },
        { type: 'knows', from: 'm0', to: 'm2' },
        { type: 'knows', from: 'm0', to: 'gone' },
      ),
    );
    assert.deepEqual(
      corpusReport(index).relations.map(({ type, from, to, count, place }) => [
        type,
        from,
        to,
        count,
        place.file,
        place.start.line,
      ]),
      [
        ['leads', 'Ana', 'ONU', 2, 'a', 1],
        ['knows', 'Ana', 'Rui', 1, 'b', 0],
      ],
    );
  });
});
