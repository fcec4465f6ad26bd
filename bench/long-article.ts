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

/** So many words make an annotated phrase: few stand twice in an article, so what decisions teach of them adds little. */
const PHRASE = 3;

/** A sidecar that annotates phrases of the first words of a text, evenly spread. */
export function annotated(text: string, words: number, annotations: number): Sidecar {
  const codePoints = indexCodePoints(text);
  const labels = ['person', 'organization', 'location'];
  const taken = new Set<string>();
  const changes: SidecarChange[] = [];
  const distance = Math.floor(words / annotations);
  let before = 0;
  for (const line of text.matchAll(/.+/g)) {
    if (changes.length === annotations) break;
    const ofLine = [...line[0].matchAll(WORD)];
    for (let first = 0; first + PHRASE <= ofLine.length && changes.length < annotations; first++) {
      if (before + first < changes.length * distance) continue;
      const last = ofLine[first + PHRASE - 1]!;
      const span = {
        start: line.index + ofLine[first]!.index,
        end: line.index + last.index + last[0].length,
      };
      const label = labels[changes.length % labels.length]!;
      const annotation = annotate(text, span, label, undefined, DECIDER, taken, codePoints);
      taken.add(annotation.id);
      changes.push({ kind: 'put', annotation });
      first += PHRASE - 1;
    }
    before += ofLine.length;
  }
  return editSidecar(EMPTY_SIDECAR, changes);
}
