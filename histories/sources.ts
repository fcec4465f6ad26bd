import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { indexCodePoints, layMarks, parseSidecar, SIDECAR_SUFFIX } from '../src/core';
import { wordsOf } from '../src/core/anchoring/words';
import type { Source } from './run';

/** The samples with their names, and the texts of `histories/texts`, whose names are whatever is named twice. */
export async function readSources(samples: string, texts: string): Promise<Source[]> {
  const sources: Source[] = [];
  for (const language of ['pt', 'bg', 'en']) {
    const folder = path.join(samples, language);
    for (const name of (await readdir(folder)).sort()) {
      if (name.endsWith(SIDECAR_SUFFIX)) continue;
      const text = await readFile(path.join(folder, name), 'utf8');
      const { annotations } = parseSidecar(await readFile(path.join(folder, name + SIDECAR_SUFFIX), 'utf8'));
      const codePoints = indexCodePoints(text);
      const mentions = layMarks(text, annotations, []).marks.map(({ span }) => ({
        start: codePoints.fromUtf16(span.start),
        end: codePoints.fromUtf16(span.end),
      }));
      sources.push(source(language, text, mentions));
    }
  }
  for (const name of (await readdir(texts)).sort()) {
    const text = await readFile(path.join(texts, name), 'utf8');
    sources.push(source(name.slice(0, 2), text, repeatedNames(text)));
  }
  return sources;
}

function source(language: string, text: string, mentions: Source['mentions']): Source {
  const signs = Array.from(text);
  const names = [...new Set(mentions.map(({ start, end }) => signs.slice(start, end).join('')))];
  const words = [...new Set(text.match(/(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\p{Script=Han}{2}/gu))];
  const sentences = text.match(/[^.!?؟。\n]{20,}[.!?؟。]/gu) ?? [];
  const vocabulary = {
    words,
    // Sentences of the article with their words in another order: likely words, unlikely contexts.
    sentences: sentences.map((one) => (language === 'zh' ? reversed(one, '') : reversed(one, ' '))),
    names: names.length > 0 ? names : words.slice(0, 20),
    space: language === 'zh' ? '' : ' ',
  };
  return { language, text, mentions, vocabulary };
}

function reversed(sentence: string, space: string): string {
  return sentence.trim().slice(0, -1).split(space).reverse().join(space) + sentence.slice(-1);
}

/** Runs of two or three words (in Chinese, signs) that occur more than once, as names do. */
function repeatedNames(text: string): Source['mentions'] {
  const words = wordsOf(text).filter(({ text: word }) => /\p{L}/u.test(word));
  const places = new Map<string, { start: number; end: number }[]>();
  const codePoints = indexCodePoints(text);
  for (const size of [2, 3]) {
    for (let at = 0; at + size <= words.length; at++) {
      const [start, end] = [words[at]!.start, words[at + size - 1]!.end];
      const name = text.slice(start, end);
      if (/[.,。，、“”\n]/u.test(name)) continue;
      const span = { start: codePoints.fromUtf16(start), end: codePoints.fromUtf16(end) };
      places.set(name, [...(places.get(name) ?? []), span]);
    }
  }
  return [...places.values()].filter((spans) => spans.length > 1).flat();
}
