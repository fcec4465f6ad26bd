import { shippedRecognition } from '../eval/shipped-recognition';
import { parse } from 'yaml';
import {
  articleRecord,
  companionsOf,
  editSidecar,
  indexLines,
  layMarks,
  marksAt,
  parseSidecar,
  readArticle,
  type Annotation,
  type Article,
  type SidecarChange,
} from '../src/core';
import { annotated, longText } from './long-article';
import { timeInTurns, turnOf } from './measure';

const WORDS = 10_000;
const ANNOTATIONS = 2_000;
const RELATIONS = 500;

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
  const related = editSidecar(sidecar, sidecar.annotations.slice(0, RELATIONS).map(relationTo(first)));
  const relate = relationTo(first)(sidecar.annotations[RELATIONS]!);
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
    [`\`editSidecar\`: one relation beside ${RELATIONS}`, () => void editSidecar(related, [relate])],
  ];
  const times = await timeInTurns(
    steps.map(([, run]) => turnOf(run)),
    rounds,
  );
  return steps.map(([step], index) => ({ step, time: times[index] ?? 0 }));
}

function relationTo({ id: to }: Annotation): (from: Annotation) => SidecarChange {
  return ({ id: from }) => ({ kind: 'relate', relation: { id: `${from}-of`, type: 'part-of', from, to } });
}
