import { ENTITY_LABELS, words } from '../languages/language';
import { isAllCapitalised } from '../capitalised-names';
import { factOf, longestKnownName, phrase, type Reading, type WordRange } from '../reading';
import { LONGEST_SENTENCE } from './assembly/layout';
import { hashFeature, hashText } from './hashing';
import { TEMPLATE } from './templates';
import { edge, gazetteerBits, letterHashes, type Form, type WordForms } from './word-forms';

/** Counted up whenever a feature changes its meaning: a model fits only the version it was trained with. */
export const FEATURE_VERSION = 2;

/** The hashed features of a sentence's words; used again for each sentence. */
export class FeatureBuffer {
  /** For each word the features of its form, unsigned 32-bit hashes: one array for all words that share them. */
  readonly own: Uint32Array[] = [];
  /** The hashes of the features that tell of the words' places, one word after the other. */
  values = new Uint32Array(1 << 14);
  /** Where each word's begin in `values`, and at `length` where the last word's end. */
  offsets = new Uint32Array(LONGEST_SENTENCE + 1);
  /** How many words the sentence has. */
  length = 0;
  #end = 0;

  start(): void {
    this.length = 0;
    this.#end = 0;
    this.offsets[0] = 0;
  }

  add(template: number, first: number, second: number): void {
    if (this.#end === this.values.length) {
      const grown = new Uint32Array(2 * this.values.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.#end++] = hashFeature(template, first, second);
  }

  /** Ends the word whose place the features added since the last one tell of. */
  endWord(own: Uint32Array): void {
    this.own[this.length] = own;
    this.offsets[++this.length] = this.#end;
  }

  /** All features of a word. */
  of(word: number): number[] {
    return [...this.own[word]!, ...this.values.subarray(this.offsets[word], this.offsets[word + 1])];
  }
}

/** How the article writes a word, whatever its case. */
interface Usage {
  /** How often the article has it with a capital inside a sentence, and with a small letter. */
  capitals: number;
  smalls: number;
  /** The longest run of capitalised words that it is part of. */
  longest: Run | undefined;
}

/** Capitalised words in a row. */
interface Run extends WordRange {
  readonly name: RunName;
  /** The runs that only a comma or an `and` parts from each other, this one among them. */
  list: Run[];
}

/** What is common to the runs of the same words. */
interface RunName {
  readonly hash: number;
  readonly gazetteer: number;
  count: number;
  /** The words beside its first occurrences: where the run stood, the hash before it and the hash after it. */
  readonly contexts: { readonly first: number; readonly before: number; readonly after: number }[];
}

const BEFORE_TEXT = hashText('\u0002');
const AFTER_TEXT = hashText('\u0003');
const EDGE_BEFORE = edge('\u0002', BEFORE_TEXT);
const EDGE_AFTER = edge('\u0003', AFTER_TEXT);
const MOST_CONTEXTS = 3;

/** The sentences of a reading, those of more than 256 words cut into parts of that length. */
export function boundedSentences(reading: Reading): WordRange[] {
  return reading.sentences.flatMap(({ first, end }) => {
    const parts: WordRange[] = [];
    for (let at = first; at < end; at += LONGEST_SENTENCE) {
      parts.push({ first: at, end: Math.min(end, at + LONGEST_SENTENCE) });
    }
    return parts;
  });
}

/** Writes the features of an article's sentences, which must be of `boundedSentences(reading)`. */
export interface FeatureWriter {
  /** Fills a buffer with those of a sentence. */
  readonly write: (sentence: WordRange, buffer: FeatureBuffer) => void;
  /** All that the features of a sentence take from the rest of the article: with the same, the same words have the same. */
  readonly surroundings: (sentence: WordRange) => number[];
}

/** Prepares the features of an article: counts over the whole text. Linear in the length of the text. */
export function createFeatureWriter(
  reading: Reading,
  sentences: readonly WordRange[],
  wordForms: WordForms,
): FeatureWriter {
  const { language } = wordForms;
  const forms: Form[] = [];
  for (const { line } of reading.lines) for (const form of factOf(line, wordForms.ofLine)) forms.push(form);
  const usages = usagesOf(reading);
  const runs = new Array<Run | undefined>(forms.length);
  const runNames = new Map<string, RunName>();
  const isTitleLine = new Set<number>();
  for (const sentence of sentences) {
    if (isAllCapitalised(reading, sentence)) isTitleLine.add(sentence.first);
    count(sentence, isTitleLine.has(sentence.first));
    findRuns(sentence);
  }
  return { write, surroundings };

  function count({ first, end }: WordRange, isTitle: boolean): void {
    let isStart = true;
    for (let index = first; index < end; index++) {
      const form = forms[index]!;
      if (!form.isWord) continue;
      if (form.isCapital) {
        if (!isStart && !isTitle) usages[index]!.capitals++;
      } else if (form.isSmall) usages[index]!.smalls++;
      isStart = false;
    }
  }

  function findRuns(sentence: WordRange): void {
    let last: Run | undefined;
    for (let first = sentence.first; first < sentence.end;) {
      if (!forms[first]!.isCapital) {
        first++;
        continue;
      }
      const end = runEnd(first, sentence.end);
      const text = phrase(reading.words, { first, end }).toLowerCase();
      let name = runNames.get(text);
      if (name === undefined) {
        const gazetteer = gazetteerBits(reading.gazetteer, phrase(reading.words, { first, end }));
        name = { hash: hashText(text), gazetteer, count: 0, contexts: [] };
        runNames.set(text, name);
      }
      name.count++;
      if (name.contexts.length < MOST_CONTEXTS) {
        const before = first > sentence.first ? forms[first - 1]!.lower.hash : BEFORE_TEXT;
        const after = end < sentence.end ? forms[end]!.lower.hash : AFTER_TEXT;
        name.contexts.push({ first, before, after });
      }
      const run: Run = { first, end, name, list: [] };
      run.list =
        last !== undefined && last.list.length < LONGEST_LIST && isListed(last.end, first) ? last.list : [];
      run.list.push(run);
      last = run;
      for (let index = first; index < end; index++) {
        runs[index] = run;
        const usage = usages[index]!;
        const known = usage.longest;
        if (known === undefined || known.end - known.first < end - first) usage.longest = run;
      }
      first = end;
    }
  }

  /** A run goes on over short numbers and over a hyphen that joins it to a capital: `Nord Stream 2`, `Jean-Pierre`. */
  function runEnd(first: number, limit: number): number {
    let end = first + 1;
    while (end < limit) {
      const word = reading.words[end]!;
      if (forms[end]!.isCapital || (word.shape === 'number' && word.form.length < 4)) end++;
      else if (word.form === '-' && end + 1 < limit && forms[end + 1]!.isCapital && isGlued(end)) end += 2;
      else break;
    }
    return end;
  }

  /** What parts the items of a list: a comma, an `and` or both, and articles after them. */
  function isListed(from: number, end: number): boolean {
    if (end - from > 3 || end === from) return false;
    let isParted = false;
    for (let index = from; index < end; index++) {
      const { form, lower } = reading.words[index]!;
      if (form === ',' || AND_WORDS.has(lower)) isParted = true;
      else if (!isParted || !ARTICLES.has(lower)) return false;
    }
    return isParted;
  }

  function isGlued(index: number): boolean {
    const { words } = reading;
    return words[index - 1]!.end === words[index]!.start && words[index]!.end === words[index + 1]!.start;
  }

  function write(sentence: WordRange, buffer: FeatureBuffer): void {
    const { first, end } = sentence;
    const title = isTitleLine.has(first) ? 1 : 0;
    const last = reading.words[end - 1]!.form;
    const shortLine = end - first <= 4 && !/^[.!?…,:;]$/u.test(last) ? 1 : 0;
    const longNames = findLongNames(sentence);
    let start = first;
    while (start < end && !forms[start]!.isWord) start++;
    let quoted = 0;
    let bracketed = 0;
    let lastName = -9;
    let nextName = first - 1;
    buffer.start();
    for (let index = first; index < end; index++) {
      if (nextName < index) {
        nextName = index;
        while (nextName < end && !isNameLike(nextName)) nextName++;
      }
      if (isNameLike(index)) lastName = index;
      const word = reading.words[index]!;
      if (word.shape === 'mark' && /^["“„«]$/.test(word.form)) quoted = 1;
      const isNear = index - lastName <= NEAR_AFTER || nextName - index <= NEAR_BEFORE;
      if (isNear) {
        const position = index === start ? 1 : index < start ? 2 : 0;
        writeWord(index, sentence, position, title, buffer);
        writeCounts(index, position, title, buffer);
        writeRun(index, sentence, title, buffer);
        writeGazetteer(index, sentence, longNames, buffer);
        writeClusters(index, sentence, buffer);
        const form = forms[index]!;
        buffer.add(TEMPLATE.quoted, quoted, bracketed * 4 + form.letterCase);
        if (shortLine === 1) buffer.add(TEMPLATE.shortLine, end - first, form.letterCase);
      } else {
        buffer.add(TEMPLATE.plainWord, forms[index]!.lower.hash, 0);
        buffer.add(TEMPLATE.plainBefore, hashBefore(index, first), 0);
        buffer.add(TEMPLATE.plainAfter, hashAfter(index, end), 0);
      }
      buffer.endWord(isNear ? wordForms.features(forms[index]!) : NO_FEATURES);
      if (quoted === 1 && index > first && /^[”»“]$/.test(word.form)) quoted = 0;
      if (word.form === '(') bracketed = 1;
      else if (word.form === ')') bracketed = 0;
    }
  }

  function surroundings({ first: start, end }: WordRange): number[] {
    const told: number[] = [];
    for (let index = start; index < end; index++) {
      const { letterCase, isSmall } = forms[index]!;
      const usage = usages[index]!;
      const run = runs[index];
      if (letterCase === 0 && run === undefined) {
        if (isSmall && usage.capitals > 0) told.push(start - index - 1);
        continue;
      }
      told.push(casesOf(usage));
      if (run === undefined) continue;
      const { first, name } = run;
      if (index === first) {
        told.push(Math.min(name.count, MOST_CONTEXTS));
        for (const context of name.contexts) {
          if (context.first !== first) told.push(context.before, context.after);
        }
      }
      const longer = longerRun(index, run);
      if (longer === undefined) told.push(0);
      else {
        const { longest, offset } = longer;
        told.push(longest.end - longest.first, offset);
        told.push(forms[longest.first]!.lower.hash, longest.name.contexts[0]!.before);
      }
    }
    return told;
  }

  function isNameLike(index: number): boolean {
    return forms[index]!.isCapital || reading.words[index]!.shape === 'number';
  }

  function hashBefore(index: number, first: number): number {
    return index > first ? forms[index - 1]!.lower.hash : BEFORE_TEXT;
  }

  function hashAfter(index: number, end: number): number {
    return index + 1 < end ? forms[index + 1]!.lower.hash : AFTER_TEXT;
  }

  function writeWord(
    index: number,
    { first, end }: WordRange,
    position: number,
    title: number,
    buffer: FeatureBuffer,
  ): void {
    const own = forms[index]!;
    const before = index > first ? forms[index - 1]! : EDGE_BEFORE;
    const after = index + 1 < end ? forms[index + 1]! : EDGE_AFTER;
    const before2 = index - 1 > first ? forms[index - 2]! : EDGE_BEFORE;
    const after2 = index + 2 < end ? forms[index + 2]! : EDGE_AFTER;
    const before3 = index - 2 > first ? forms[index - 3]! : EDGE_BEFORE;
    const after3 = index + 3 < end ? forms[index + 3]! : EDGE_AFTER;
    const word = own.lower.hash;
    buffer.add(TEMPLATE.before, before.lower.hash, 0);
    buffer.add(TEMPLATE.after, after.lower.hash, 0);
    buffer.add(TEMPLATE.secondBefore, before2.lower.hash, 0);
    buffer.add(TEMPLATE.secondAfter, after2.lower.hash, 0);
    buffer.add(TEMPLATE.thirdBefore, before3.lower.hash, 0);
    buffer.add(TEMPLATE.thirdAfter, after3.lower.hash, 0);
    buffer.add(TEMPLATE.beforeAndWord, before.lower.hash, word);
    buffer.add(TEMPLATE.wordAndAfter, word, after.lower.hash);
    buffer.add(TEMPLATE.beforeAndAfter, before.lower.hash, after.lower.hash);
    buffer.add(TEMPLATE.twoBefore, before.lower.hash, before2.lower.hash);
    buffer.add(TEMPLATE.twoAfter, after.lower.hash, after2.lower.hash);
    buffer.add(TEMPLATE.shape, own.shape, position);
    buffer.add(TEMPLATE.shapeBefore, before.shape, own.shape);
    buffer.add(TEMPLATE.shapeAfter, own.shape, after.shape);
    buffer.add(TEMPLATE.shapesAround, before.shape ^ Math.imul(after.shape, 31), own.shape);
    buffer.add(TEMPLATE.shapesBefore, before2.shape ^ Math.imul(before.shape, 31), own.shape);
    buffer.add(TEMPLATE.shapesAfter, after2.shape ^ Math.imul(after.shape, 31), own.shape);
    buffer.add(TEMPLATE.endingBefore, before.lower.suffixes[2]!, 0);
    buffer.add(TEMPLATE.endingAfter, after.lower.suffixes[2]!, 0);
    buffer.add(TEMPLATE.languageAndShapeBefore, own.shape, language ^ before.shape);
    buffer.add(TEMPLATE.titleLine, title, own.letterCase * 4 + position);
  }

  function writeClusters(index: number, { first, end }: WordRange, buffer: FeatureBuffer): void {
    const own = forms[index]!;
    const before = (index > first ? forms[index - 1]! : EDGE_BEFORE).lower;
    const after = (index + 1 < end ? forms[index + 1]! : EDGE_AFTER).lower;
    const before2 = (index - 1 > first ? forms[index - 2]! : EDGE_BEFORE).lower;
    const after2 = (index + 2 < end ? forms[index + 2]! : EDGE_AFTER).lower;
    const { coarse } = own.lower;
    if (before.cluster !== 0) {
      buffer.add(TEMPLATE.clusterBefore, before.cluster, own.letterCase);
      buffer.add(TEMPLATE.coarseBefore, before.coarse ^ language, coarse);
      buffer.add(TEMPLATE.coarseTwoBefore, before.coarse ^ language, before2.coarse);
    }
    if (after.cluster !== 0) {
      buffer.add(TEMPLATE.clusterAfter, after.cluster, own.letterCase);
      buffer.add(TEMPLATE.coarseAfter, after.coarse ^ language, coarse);
      buffer.add(TEMPLATE.coarseTwoAfter, after.coarse ^ language, after2.coarse);
    }
    if (before.cluster !== 0 && after.cluster !== 0) {
      buffer.add(TEMPLATE.coarseAround, before.coarse ^ language, after.coarse);
    }
    const run = runs[index];
    if (run === undefined) return;
    const place = Math.min(index - run.first, 3);
    const runStart = forms[run.first]!.lower.cluster;
    const runEnd = forms[run.end - 1]!.lower.cluster;
    const beforeRun = run.first > first ? forms[run.first - 1]!.lower.cluster : 0;
    const afterRun = run.end < end ? forms[run.end]!.lower.cluster : 0;
    if (runStart !== 0) buffer.add(TEMPLATE.runStartCluster, runStart, place);
    if (runEnd !== 0) buffer.add(TEMPLATE.runEndCluster, runEnd, place);
    if (beforeRun !== 0) buffer.add(TEMPLATE.clusterBeforeRun, beforeRun, place);
    if (afterRun !== 0) buffer.add(TEMPLATE.clusterAfterRun, afterRun, place);
  }

  function writeCounts(index: number, position: number, title: number, buffer: FeatureBuffer): void {
    const { lower, letterCase, isSmall } = forms[index]!;
    if (letterCase === 0 && runs[index] === undefined) {
      if (isSmall) buffer.add(TEMPLATE.smallWordInArticle, usages[index]!.capitals > 0 ? 1 : 0, 0);
      return;
    }
    const cases = casesOf(usages[index]!);
    buffer.add(TEMPLATE.caseInArticle, cases, position + 4 * title);
    buffer.add(TEMPLATE.caseInArticleAndShape, cases, letterCase);
    // `Stream | 2`: a number in a run; the letters of a capital are features of its form.
    if (letterCase === 0) for (const hash of letterHashes(lower.text)) buffer.add(TEMPLATE.letters, hash, 0);
  }

  function writeRun(index: number, sentence: WordRange, title: number, buffer: FeatureBuffer): void {
    const run = runs[index];
    if (run === undefined) return;
    const { first, end, name } = run;
    const place = Math.min(index - first, 3);
    const before = hashBefore(first, sentence.first);
    const after = hashAfter(end - 1, sentence.end);
    const lastWord = forms[end - 1]!.lower;
    const length = Math.min(end - first, 5);
    buffer.add(TEMPLATE.run, name.hash, 0);
    buffer.add(TEMPLATE.runLength, length * 8 + place, title);
    buffer.add(TEMPLATE.beforeRun, before, place);
    buffer.add(TEMPLATE.afterRun, after, place);
    buffer.add(TEMPLATE.runStart, forms[first]!.lower.hash, place);
    buffer.add(TEMPLATE.runEnd, lastWord.hash, place);
    buffer.add(TEMPLATE.runEnding, lastWord.suffixes[2]!, place);
    buffer.add(TEMPLATE.twoBeforeRun, hashBefore(first - 1, sentence.first), before);
    buffer.add(TEMPLATE.twoAfterRun, after, hashAfter(end, sentence.end));
    buffer.add(TEMPLATE.runCount, Math.min(name.count, MOST_CONTEXTS), length);
    const endingBefore = first > sentence.first ? forms[first - 1]!.lower.suffixes[2]! : 1;
    const endingAfter = end < sentence.end ? forms[end]!.lower.suffixes[2]! : 1;
    buffer.add(TEMPLATE.endingsAroundRun, endingBefore, endingAfter);
    if (name.gazetteer !== 0) buffer.add(TEMPLATE.runInGazetteer, name.gazetteer, place);
    writeList(run, place, sentence, buffer);
    for (const context of name.contexts) {
      if (context.first === first) continue;
      buffer.add(TEMPLATE.elsewhereBefore, context.before, place);
      buffer.add(TEMPLATE.elsewhereAfter, context.after, place);
    }
    const longer = longerRun(index, run);
    if (longer === undefined) return;
    const { longest, offset } = longer;
    buffer.add(
      TEMPLATE.longerRun,
      Math.min(longest.end - longest.first, 5) * 8 + Math.min(offset, 3),
      length,
    );
    buffer.add(TEMPLATE.longerRunStart, forms[longest.first]!.lower.hash, offset);
    const context = longest.name.contexts[0]!;
    buffer.add(TEMPLATE.beforeLongerRun, context.before, offset);
  }

  function writeList(run: Run, place: number, sentence: WordRange, buffer: FeatureBuffer): void {
    const { list } = run;
    if (list.length === 1) return;
    const { first } = list[0]!;
    const { end } = list[list.length - 1]!;
    const before = hashBefore(first, sentence.first);
    buffer.add(TEMPLATE.beforeList, before, place);
    buffer.add(TEMPLATE.twoBeforeList, hashBefore(first - 1, sentence.first), before);
    buffer.add(TEMPLATE.afterList, hashAfter(end - 1, sentence.end), place);
    buffer.add(TEMPLATE.listLength, Math.min(list.length, 6), place);
    const at = list.indexOf(run);
    const previous = list[at - 1];
    const next = list[at + 1];
    if (previous !== undefined) {
      buffer.add(TEMPLATE.listBefore, previous.name.gazetteer, Math.min(previous.end - previous.first, 3));
      buffer.add(TEMPLATE.listBefore, forms[previous.end - 1]!.lower.hash, 8 + place);
    }
    if (next !== undefined) {
      buffer.add(TEMPLATE.listAfter, next.name.gazetteer, Math.min(next.end - next.first, 3));
      buffer.add(TEMPLATE.listAfter, forms[next.end - 1]!.lower.hash, 8 + place);
    }
  }

  /** The longest run of the article that the word is part of, and the word's place in it, where it is longer than this one. */
  function longerRun(index: number, run: Run): { longest: Run; offset: number } | undefined {
    const { longest } = usages[index]!;
    if (longest === undefined || longest.end - longest.first <= run.end - run.first) return undefined;
    return { longest, offset: longestOffset(usages[index]!, longest) };
  }

  function longestOffset(usage: Usage, longest: Run): number {
    for (let at = longest.first; at < Math.min(longest.end, longest.first + 8); at++) {
      if (usages[at] === usage) return at - longest.first;
    }
    return 8;
  }

  function writeGazetteer(
    index: number,
    { first, end }: WordRange,
    longNames: Uint8Array,
    buffer: FeatureBuffer,
  ): void {
    const own = forms[index]!;
    const before = index > first ? forms[index - 1]!.gazetteer : 0;
    const after = index + 1 < end ? forms[index + 1]!.gazetteer : 0;
    if (before !== 0 || own.gazetteer !== 0) buffer.add(TEMPLATE.gazetteerBefore, before, own.gazetteer);
    if (after !== 0 || own.gazetteer !== 0) buffer.add(TEMPLATE.gazetteerAfter, own.gazetteer, after);
    const longName = longNames[index - first]!;
    if (longName !== 0) buffer.add(TEMPLATE.longName, longName, 0);
  }

  /** For each word of a sentence 0, or the kind of the known name of several words that it is part of and its place. */
  function findLongNames({ first, end }: WordRange): Uint8Array {
    const kinds = new Uint8Array(end - first);
    for (let at = first; at < end; at++) {
      if (!forms[at]!.beginsNames) continue;
      const known = longestKnownName(reading, at, Math.min(end, at + LONGEST_LISTED));
      if (known === undefined || known.end - at < 2) continue;
      const kind = 1 + ENTITY_LABELS.indexOf(known.label) * 2 + (known.weight >= 2 ? 1 : 0);
      for (let index = at; index < known.end; index++) {
        kinds[index - first] = kind * 4 + (index === at ? 1 : index === known.end - 1 ? 3 : 2);
      }
      at = known.end - 1;
    }
    return kinds;
  }
}

/** The `and` and `or` of the languages that the model knows, and their articles. */
const AND_WORDS = words('and or e ou y o et und oder en of i a ali in oraz lub и или й та і або');
const ARTICLES = words('the o a os as el la los las le les der die das de het il i gli');
const LONGEST_LIST = 30;
const NEAR_BEFORE = 2;
const NEAR_AFTER = 4;
const LONGEST_LISTED = 5;
const NO_FEATURES = new Uint32Array(0);

/** How often a word has a capital inside a sentence, in steps, and whether it has a small letter. */
function casesOf({ capitals, smalls }: Usage): number {
  return Math.min(2, Math.ceil(capitals / 2)) * 2 + (smalls > 0 ? 1 : 0);
}

function usagesOf({ words }: Reading): Usage[] {
  const usages = new Map<string, Usage>();
  return words.map(({ lower }) => {
    let usage = usages.get(lower);
    if (usage === undefined) usages.set(lower, (usage = { capitals: 0, smalls: 0, longest: undefined }));
    return usage;
  });
}
