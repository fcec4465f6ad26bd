import {
  annotate,
  editSidecar,
  EMPTY_SIDECAR,
  indexCodePoints,
  type Article,
  type Sidecar,
  type SidecarChange,
} from '../src/core';
import { bodyOf } from './reader';

const DECIDER = { by: 'ana', at: '2024-07-18T12:00:00Z' };
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
