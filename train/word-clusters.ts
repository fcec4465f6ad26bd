import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashText } from '../src/core/entities/tagger/hashing';
import { clusterKey, WordClusters } from '../src/core/entities/tagger/word-clusters';
import { tokenize } from '../src/core/text/tokens';
import type { AnnotatedText } from './corpus';
import { clusterVectors, trainVectors } from './word-vectors';

/** As much of the raw text of one language as is read, in words: more is slower and says little more. */
const MOST_WORDS = 8_000_000;
/** Rarer words get no cluster. */
const LEAST_COUNT = 8;
const MOST_CLUSTERED = 40_000;
/** With less raw text a language has no clusters: they would say nothing that the annotated text does not. */
const LEAST_TEXT = 150_000;
const DIMENSION = 50;
const WINDOW = 4;
const FREQUENT = 1e-4;
const FINE = 1_000;
const COARSE = 100;

/**
 * Clusters of words that are used alike, for each language of which `folder` has raw text, in files
 * `LANGUAGE/*.txt` with a sentence or a paragraph a line. The annotated articles' text is read with it.
 */
export function wordClusters(
  folder: string,
  corpus: readonly AnnotatedText[],
  seed: number,
  report: (line: string) => void,
): WordClusters {
  const found = new Map<number, number>();
  let offset = 0;
  for (const language of readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()) {
    const text = new WordText();
    for (const article of corpus) if (article.language === language) text.add(article.text);
    const files = rawFiles(path.join(folder, language));
    files.forEach((lines, index) => {
      const limit = text.length + (MOST_WORDS - text.length) / (files.length - index);
      for (let line = 0; line < lines.length && text.length < limit; line++) text.add(lines[line]!);
    });
    if (text.length < LEAST_TEXT) continue;
    const { words, counts, numbers } = text.frequent(LEAST_COUNT, MOST_CLUSTERED);
    const epochs = epochsFor(text.length);
    const vectors = trainVectors(numbers, counts, {
      dimension: DIMENSION,
      window: WINDOW,
      epochs,
      frequent: FREQUENT,
      seed,
    });
    const fine = clusterVectors(vectors, DIMENSION, FINE, 12, seed);
    const coarse = clusterVectors(fine.centres, DIMENSION, COARSE, 20, seed).clusters;
    words.forEach((word, index) => {
      const cluster = fine.clusters[index]!;
      const key = clusterKey(hashText(language), hashText(word));
      found.set(key, ((offset + cluster + 1) << 8) | (coarse[cluster]! + 1));
    });
    offset += FINE;
    report(`${language}: ${text.length} words of raw text, ${words.length} in clusters`);
  }
  const keys = Uint32Array.from(found.keys()).sort();
  return new WordClusters(
    keys,
    keys.map((key) => found.get(key)!),
  );
}

function epochsFor(length: number): number {
  return Math.max(1, Math.min(10, Math.round(15_000_000 / length)));
}

/** The lines of each of a folder's files, the smallest file first. */
function rawFiles(folder: string): string[][] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .sort((a, b) => a.length - b.length)
    .map((text) => text.split('\n'));
}

/** Words in small letters, numbered in the order in which they first come. */
class WordText {
  length = 0;
  #numbers = new Int32Array(1 << 20);
  #end = 0;
  readonly #known = new Map<string, number>();
  readonly #counts: number[] = [];

  add(line: string): void {
    for (const { start, end } of tokenize(line)) {
      const word = line.slice(start, end).toLowerCase();
      let number = this.#known.get(word);
      if (number === undefined) {
        number = this.#known.size;
        this.#known.set(word, number);
        this.#counts.push(0);
      }
      this.#counts[number]!++;
      this.#push(number);
      this.length++;
    }
    this.#push(-1);
  }

  /** The most frequent words, how often each stands there, and the text in their numbers without the others. */
  frequent(leastCount: number, most: number): { words: string[]; counts: Uint32Array; numbers: Int32Array } {
    const ranked = [...this.#known]
      .filter(([, number]) => this.#counts[number]! >= leastCount)
      .sort(([, a], [, b]) => this.#counts[b]! - this.#counts[a]! || a - b)
      .slice(0, most);
    const renumbered = new Int32Array(this.#known.size).fill(-2);
    ranked.forEach(([, number], rank) => (renumbered[number] = rank));
    const numbers = this.#numbers
      .subarray(0, this.#end)
      .map((number) => (number < 0 ? -1 : renumbered[number]!))
      .filter((number) => number > -2);
    return {
      words: ranked.map(([word]) => word),
      counts: Uint32Array.from(ranked, ([, number]) => this.#counts[number]!),
      numbers,
    };
  }

  #push(number: number): void {
    if (this.#end === this.#numbers.length) {
      const grown = new Int32Array(2 * this.#end);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#end++] = number;
  }
}
