import assert from 'node:assert/strict';
import {
  adjudicateRelations,
  annotate,
  compareRelations,
  editSidecar,
  EMPTY_SIDECAR,
  firstDisagreements,
  isAgreed,
  isRelationSettled,
  layeredArticle,
  layMarks,
  parseSidecar,
  type RelationComparison,
  type RelationReading,
  type Sidecar,
  type SidecarChange,
} from '../../../src/core';
import { CARLA, codePoints, TEXT } from './disputed-text';

/** The layer of someone who has mentions by their quotes, and relations as `quote type quote`. */
function layer(by: string, mentions: readonly string[], relations: readonly string[] = []): Sidecar {
  const taken = new Set<string>();
  const at = '2024-07-21T09:30:00Z';
  const ids = new Map<string, string>();
  const puts = mentions.map((quote): SidecarChange => {
    const start = TEXT.indexOf(quote);
    const span = { start, end: start + quote.length };
    const annotation = annotate(TEXT, span, 'person', undefined, { by, at }, taken, codePoints);
    taken.add(annotation.id);
    ids.set(quote, annotation.id);
    return { kind: 'put', annotation };
  });
  const related = relations.map((one, index): SidecarChange => {
    const [, from = '', type = '', to = ''] = /^(.+) (leads|joins|hires) (.+)$/.exec(one) ?? [];
    const ends = { from: ids.get(from)!, to: ids.get(to)! };
    return { kind: 'relate', relation: { id: `${by}${index}`, type, ...ends, by, at } };
  });
  return editSidecar(EMPTY_SIDECAR, [...puts, ...related]);
}

function marksOf({ annotations }: Sidecar) {
  return layMarks(TEXT, annotations, []).marks;
}

function compare(layers: Readonly<Record<string, Sidecar>>, adjudicated: Sidecar): RelationComparison[] {
  return compareRelations(layeredArticle(TEXT, new Map(Object.entries(layers))), marksOf(adjudicated));
}

function told({ annotators, relations }: RelationReading): string {
  const quote = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);
  return `${annotators.join()}: ${relations.map(({ from, type, to }) => `${quote(from.span)} ${type} ${quote(to.span)}`).join()}`;
}

function after(sidecar: Sidecar, one: RelationComparison, chosen: RelationReading | undefined): Sidecar {
  return editSidecar(sidecar, adjudicateRelations(one, chosen, sidecar.relations, CARLA));
}

describe('comparing relations of layers', () => {
  const ana = layer('ana', ['Marcelo Duarte', 'ONU', 'Porto'], ['Marcelo Duarte leads ONU']);

  it('waits until both ends are in the adjudicated layer', () => {
    const bo = layer('bo', ['Marcelo Duarte', 'ONU'], ['Marcelo Duarte leads ONU']);
    assert.deepEqual(compare({ ana, bo }, EMPTY_SIDECAR), []);
    assert.deepEqual(compare({ ana, bo }, layer('carla', ['Marcelo Duarte'])), []);
    const both = compare({ ana, bo }, layer('carla', ['Marcelo Duarte', 'ONU']));
    assert.deepEqual(both.map(isAgreed), [true]);
    assert.equal(told(both[0]!.readings[0]!), 'ana,bo: Marcelo Duarte leads ONU');
  });

  it('leads from and to what was chosen, whatever extent an annotator had', () => {
    const bo = layer('bo', ['Duarte', 'ONU'], ['Duarte leads ONU']);
    const [one] = compare({ ana, bo }, layer('carla', ['Duarte', 'ONU']));
    assert.deepEqual(one!.readings.map(told), ['ana,bo: Duarte leads ONU']);
  });

  it('gives those no say who lack an end', () => {
    const bo = layer('bo', ['Marcelo Duarte']);
    const [one] = compare({ ana, bo }, layer('carla', ['Marcelo Duarte', 'ONU']));
    assert.deepEqual(one!.readings.map(told), ['ana: Marcelo Duarte leads ONU']);
  });

  it('lists as a disagreement another type, another direction, and nothing', () => {
    const bo = layer('bo', ['Marcelo Duarte', 'ONU'], ['ONU leads Marcelo Duarte']);
    const dina = layer('dina', ['Marcelo Duarte', 'ONU'], ['Marcelo Duarte joins ONU']);
    const eva = layer('eva', ['Marcelo Duarte', 'ONU']);
    const [one, ...others] = compare({ ana, bo, dina, eva }, layer('carla', ['Marcelo Duarte', 'ONU']));
    assert.deepEqual(others, []);
    assert.deepEqual(one!.readings.map(told), [
      'ana: Marcelo Duarte leads ONU',
      'bo: ONU leads Marcelo Duarte',
      'dina: Marcelo Duarte joins ONU',
      'eva: ',
    ]);
  });
});

describe('adjudicating relations', () => {
  const ana = layer('ana', ['Marcelo Duarte', 'ONU'], ['Marcelo Duarte leads ONU']);
  const bo = layer('bo', ['Marcelo Duarte', 'ONU'], ['ONU hires Marcelo Duarte']);
  const ends = layer('carla', ['Marcelo Duarte', 'ONU']);
  const [one] = compare({ ana, bo }, ends) as [RelationComparison];

  it('writes what was chosen, with what everybody had, who chose, and when', () => {
    const { relations, source } = after(ends, one, one.readings[1]);
    assert.deepEqual(relations, [
      {
        id: relations[0]!.id,
        type: 'hires',
        from: one.ends[1].id,
        to: one.ends[0].id,
        by: 'carla',
        at: CARLA.at,
        adjudicated: [
          { type: 'leads', by: 'ana', at: '2024-07-21T09:30:00Z' },
          { type: 'hires', reversed: true, by: 'bo', at: '2024-07-21T09:30:00Z' },
        ],
      },
    ]);
    assert.deepEqual(parseSidecar(source).relations, relations);
  });

  it('keeps what was proposed as rejected where none is right, so that it is not asked again', () => {
    const sidecar = after(ends, one, undefined);
    assert.deepEqual(
      sidecar.relations.map(({ type, rejected }) => [type, rejected]),
      [
        ['leads', true],
        ['hires', true],
      ],
    );
    assert.ok(isRelationSettled(one, sidecar.relations));
    assert.ok(!isRelationSettled(one, ends.relations));
    assert.deepEqual(layeredArticle(TEXT, new Map([['carla', sidecar]])).relations.get('carla'), []);
  });

  it('replaces an earlier choice', () => {
    const first = after(ends, one, one.readings[0]);
    const second = after(first, one, one.readings[1]);
    assert.deepEqual(
      second.relations.map(({ type }) => type),
      ['hires'],
    );
    assert.deepEqual(
      after(second, one, undefined).relations.map(({ rejected }) => rejected),
      [true, true],
    );
  });
});

describe('where annotators first differ', () => {
  it('is told by label of the mentions and by type of the relations', () => {
    const ana = layer(
      'ana',
      ['Marcelo Duarte', 'ONU', 'Porto'],
      ['Marcelo Duarte leads ONU', 'ONU joins Porto'],
    );
    const bo = layer('bo', ['Marcelo Duarte', 'ONU', 'no Porto'], ['Marcelo Duarte leads ONU']);
    const { labels, types } = firstDisagreements(layeredArticle(TEXT, new Map(Object.entries({ ana, bo }))));
    const quotes = (places: ReadonlyMap<string, { start: number; end: number }>) =>
      [...places].map(([key, { start, end }]) => [key, TEXT.slice(start, end)]);
    assert.deepEqual(quotes(labels), [['person', 'no Porto']]);
    assert.deepEqual(quotes(types), [['joins', 'ONU']]);
  });
});
