import { shippedRecognition } from '../eval/shipped-recognition';
import { parse } from 'yaml';
import {
  annotate,
  articleRecord,
  companionsOf,
  editSidecar,
  EMPTY_SIDECAR,
  indexCodePoints,
  indexLines,
  layMarks,
  marksAt,
  parseSidecar,
  readArticle,
  type Article,
  type Sidecar,
  type SidecarChange,
} from '../src/core';
import { timeInTurns } from './measure';
import { bodyOf } from './reader';

const WORDS = 10_000;
const ANNOTATIONS = 2_000;
const DECIDER = { by: 'ana', at: '2024-07-18T12:00:00Z' };

export interface StepTime {
  readonly step: string;
  /** In milliseconds. */
  readonly time: number;
}

/** What the steps of working on an article of 10,000 words and 2,000 annotations take; the first is the yardstick. */
export async function timeLargeArticle(samples: readonly Article[], rounds: number): Promise<StepTime[]> {
  const text = longText(samples, WORDS);
  const { article } = readArticle(text, { language: 'en' });
  const sidecar = annotated(text, WORDS, ANNOTATIONS);
  const { source } = sidecar;
  const { recognize, resolveEntities, roleBeside } = await shippedRecognition();
  const suggestions = recognize(article);
  const [first] = sidecar.annotations;
  if (first === undefined) throw new Error('The long article has no annotation.');
  const decision: SidecarChange = { kind: 'put', annotation: { ...first, status: 'rejected' } };
  const { marks } = layMarks(text, sidecar.annotations, suggestions);
  const entities = resolveEntities(text, marks, article.language);
  const lines = indexLines(text);
  const recordNow = () => articleRecord({ article, lines, marks, entityOf: (mark) => entities.get(mark)! });
  const record = recordNow();
  const middle = marks[Math.floor(marks.length / 2)]!.span.start;
  const steps: readonly (readonly [step: string, run: () => void])[] = [
    ['`yaml` alone: parse the sidecar', () => void parse(source)],
    ['`parseSidecar`', () => void parseSidecar(source)],
    [
      '`layMarks`: annotations and suggestions on the text',
      () => void layMarks(text, sidecar.annotations, suggestions),
    ],
    ['recognise the article', () => void recognize(article)],
    [
      'open: parse, recognise, lay the marks',
      () => void layMarks(text, parseSidecar(source).annotations, recognize(article)),
    ],
    [
      'resolve the entities and record them, once a change',
      () => {
        resolveEntities(text, marks, article.language);
        recordNow();
      },
    ],
    [
      'hover: the facts of a card',
      () => {
        const [mark] = marksAt(marks, middle);
        const own = record.entities.find(({ mentions }) => mentions.some(({ id }) => id === mark!.id));
        companionsOf(record, own!.key);
        for (const { span } of entities.get(mark!)!.mentions) roleBeside(text, span, article.language);
      },
    ],
    ['`editSidecar`: one decision', () => void editSidecar(sidecar, [decision])],
  ];
  const times = timeInTurns(
    steps.map(([, run]) => run),
    rounds,
  );
  return steps.map(([step], index) => ({ step, time: times[index] ?? 0 }));
}

const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;

/** The articles again and again, up to the wanted number of words. */
export function longText(samples: readonly Article[], count: number): string {
  const once = samples.map(bodyOf).join('\n');
  const words = once.match(WORD)?.length ?? 0;
  if (words === 0) throw new Error('There is no article to make a long one of.');
  return once.repeat(Math.ceil(count / words));
}

/** A sidecar with annotations of single words, evenly spread over the first words of the text. */
export function annotated(text: string, words: number, annotations: number): Sidecar {
  const codePoints = indexCodePoints(text);
  const labels = ['person', 'organization', 'location'];
  const taken = new Set<string>();
  const changes: SidecarChange[] = [];
  let word = 0;
  for (const match of text.matchAll(WORD)) {
    if (changes.length === annotations) break;
    if (word++ % Math.floor(words / annotations) !== 0) continue;
    const span = { start: match.index, end: match.index + match[0].length };
    const label = labels[changes.length % labels.length]!;
    const annotation = annotate(text, span, label, undefined, DECIDER, taken, codePoints);
    taken.add(annotation.id);
    changes.push({ kind: 'put', annotation });
  }
  return editSidecar(EMPTY_SIDECAR, changes);
}
