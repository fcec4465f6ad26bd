import { firstDayOf } from '../dates/timex-distance';
import type { Progress } from '../marks/mark';
import type { CalendarDate } from '../model/article';
import type { Label } from '../model/label';
import { leftIn, type EntityRecord, type MentionRecord } from './article-record';
import { paragraphsOf } from './companions';
import type { CorpusIndex } from './corpus-index';

/** A place in a corpus that a report leads to. */
export interface CorpusPlace {
  readonly file: string;
  readonly start: MentionRecord['start'];
  readonly end: MentionRecord['end'];
}

export interface LabelCount {
  readonly label: Label;
  readonly accepted: number;
  readonly suggested: number;
  readonly entities: number;
}

export interface ArticleProgress extends Progress {
  readonly file: string;
}

export interface FrequentEntity {
  readonly label: Label;
  readonly name: string;
  readonly mentions: number;
  readonly articles: number;
  /** Its first mention. */
  readonly place: CorpusPlace;
}

export interface DatedEvent {
  readonly name: string;
  /** The day, or the first day of the month or year, that the date says. */
  readonly date: CalendarDate;
  /** The TIMEX3 value. */
  readonly value: string;
  readonly place: CorpusPlace;
}

export interface EntityPair {
  readonly first: string;
  readonly second: string;
  /** How many paragraphs name both. */
  readonly paragraphs: number;
  /** The first of them. */
  readonly place: CorpusPlace;
}

export interface RelatedPair {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** How often that is said. */
  readonly count: number;
  /** The first mention that it leads from. */
  readonly place: CorpusPlace;
}

/** What a corpus holds, in figures. */
export interface CorpusReport {
  readonly articles: readonly ArticleProgress[];
  readonly labels: readonly LabelCount[];
  readonly frequent: readonly FrequentEntity[];
  /** In order of time. */
  readonly events: readonly DatedEvent[];
  readonly pairs: readonly EntityPair[];
  /** Those that are said most often first. */
  readonly relations: readonly RelatedPair[];
}

/** How much a report shows of each list. */
export interface ReportLimits {
  readonly frequent: number;
  readonly events: number;
  readonly pairs: number;
  readonly relations: number;
}

const LIMITS: ReportLimits = { frequent: 20, events: 60, pairs: 40, relations: 100 };

/**
 * Sums up a corpus. An event is dated by the date that stands nearest to a mention of it in the same paragraph. Pairs
 * are entities of one article that a paragraph names, dates aside.
 */
export function corpusReport(index: CorpusIndex, limits: ReportLimits = LIMITS): CorpusReport {
  const all = index.entities();
  const frequent = all
    .filter(({ label }) => label !== 'date')
    .slice(0, limits.frequent)
    .map(({ label, name, mentionCount, articles }): FrequentEntity => {
      const [{ file, entity }] = articles as [(typeof articles)[0]];
      return { label, name, mentions: mentionCount, articles: articles.length, place: placeOf(file, entity) };
    });
  return {
    articles: [...index.articles].map(([file, record]) => {
      const suggested = leftIn(record) ?? record.progress.suggested;
      return { file, ...record.progress, suggested };
    }),
    labels: labelCounts(index),
    frequent,
    events: datedEvents(index).slice(0, limits.events),
    pairs: pairsOf(index, limits.pairs),
    relations: relatedPairs(index, limits.relations),
  };
}

function labelCounts(index: CorpusIndex): LabelCount[] {
  const counts = new Map<Label, { accepted: number; suggested: number; entities: number }>();
  for (const { label, articles } of index.entities()) {
    const count = counts.get(label) ?? { accepted: 0, suggested: 0, entities: 0 };
    count.entities++;
    for (const { entity } of articles) {
      for (const { status } of entity.mentions) {
        if (status === 'accepted') count.accepted++;
        else count.suggested++;
      }
    }
    counts.set(label, count);
  }
  return [...counts]
    .map(([label, count]) => ({ label, ...count }))
    .sort((a, b) => b.accepted + b.suggested - a.accepted - a.suggested);
}

function datedEvents(index: CorpusIndex): DatedEvent[] {
  const events: DatedEvent[] = [];
  for (const [file, { entities }] of index.articles) {
    const dates = entities.flatMap(({ value, mentions }) => {
      const date = value === undefined ? undefined : firstDayOf(value);
      return date === undefined ? [] : mentions.map((mention) => ({ date, value: value!, mention }));
    });
    for (const entity of entities) {
      if (entity.label !== 'event') continue;
      const near = entity.mentions
        .flatMap((mention) =>
          dates
            .filter((one) => one.mention.start.line === mention.start.line)
            .map((one) => ({ ...one, of: mention, distance: distance(mention, one.mention) })),
        )
        .reduce<Near | undefined>(
          (best, one) => (best && best.distance <= one.distance ? best : one),
          undefined,
        );
      if (!near) continue;
      const place = { file, start: near.of.start, end: near.of.end };
      events.push({ name: entity.name, date: near.date, value: near.value, place });
    }
  }
  return events.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

interface Near {
  readonly date: CalendarDate;
  readonly value: string;
  readonly of: MentionRecord;
  readonly distance: number;
}

function distance(a: MentionRecord, b: MentionRecord): number {
  return a.start.character < b.start.character
    ? b.start.character - a.end.character
    : a.start.character - b.end.character;
}

/** A paragraph with more entities than these, a list of names for instance, tells little of who belongs together. */
const MOST_TOGETHER = 30;

function pairsOf(index: CorpusIndex, most: number): EntityPair[] {
  const pairs = new Map<
    string,
    { paragraphs: number; readonly keys: [string, string]; place: CorpusPlace }
  >();
  for (const [file, { entities }] of index.articles) {
    const byParagraph = new Map<number, Map<string, EntityRecord>>();
    for (const entity of entities) {
      if (entity.label === 'date') continue;
      const key = index.keyOf(file, entity);
      for (const paragraph of paragraphsOf(entity)) {
        const there = byParagraph.get(paragraph) ?? new Map<string, EntityRecord>();
        there.set(key, entity);
        byParagraph.set(paragraph, there);
      }
    }
    for (const [paragraph, there] of byParagraph) {
      if (there.size > MOST_TOGETHER) continue;
      const keys = [...there.keys()].sort();
      for (const [at, a] of keys.entries()) {
        for (const b of keys.slice(at + 1)) {
          const pair = pairs.get(`${a}\n${b}`);
          if (pair) pair.paragraphs++;
          else {
            const place = placeOf(file, there.get(a)!, paragraph);
            pairs.set(`${a}\n${b}`, { paragraphs: 1, keys: [a, b], place });
          }
        }
      }
    }
  }
  return [...pairs.values()]
    .sort((a, b) => b.paragraphs - a.paragraphs)
    .slice(0, most)
    .map(({ keys: [a, b], paragraphs, place }) => ({
      first: index.entity(a)!.name,
      second: index.entity(b)!.name,
      paragraphs,
      place,
    }));
}

function relatedPairs(index: CorpusIndex, most: number): RelatedPair[] {
  const pairs = new Map<string, RelatedPair>();
  for (const [file, { entities, relations }] of index.articles) {
    if (relations.length === 0) continue;
    const ends = new Map(
      entities.flatMap((entity) =>
        entity.mentions.map((mention) => [mention.id, { entity, mention }] as const),
      ),
    );
    for (const { type, from, to } of relations) {
      const [one, other] = [ends.get(from), ends.get(to)];
      if (!one || !other) continue;
      const [first, second] = [index.keyOf(file, one.entity), index.keyOf(file, other.entity)];
      const key = JSON.stringify([type, first, second]);
      const { start, end } = one.mention;
      const known = pairs.get(key);
      pairs.set(key, {
        type,
        from: index.entity(first)?.name ?? one.entity.name,
        to: index.entity(second)?.name ?? other.entity.name,
        count: (known?.count ?? 0) + 1,
        place: known?.place ?? { file, start, end },
      });
    }
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count).slice(0, most);
}

function placeOf(file: string, { mentions }: EntityRecord, paragraph?: number): CorpusPlace {
  const { start, end } = mentions.find((one) => one.start.line === paragraph) ?? mentions[0]!;
  return { file, start, end };
}
