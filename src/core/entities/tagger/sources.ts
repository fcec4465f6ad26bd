import type { NameLanguage, Words } from '../languages/language';
import {
  factsOf,
  isCapital,
  longestKnownName,
  shifted,
  type Reading,
  type Word,
  type WordRange,
} from '../reading';
import { NameIndex, overlaid, type LabelledName } from './labelled-names';

/**
 * `Foto: Ana Lima/| Fotopress |`, `По материали на | Inforadio |, | ЖТК | и | Le Canal |`, `според „| Труд |“`: who an article
 * owes its news to is an organization, unless the tagger saw a person's full name there.
 */
export function sourced(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language } = reading;
  const index = new NameIndex(names, reading);
  const { credits, openings } = creditsOf(language);
  const additions: LabelledName[] = [];
  const sentences = factsOf(reading, sentencesWithSources).flatMap(({ facts, first }) =>
    facts.map((sentence) => shifted(sentence, first)),
  );
  for (const sentence of sentences) {
    for (let word = sentence.first; word < sentence.end; word++) {
      const start = startOfCredits(word, sentence);
      if (start !== undefined) {
        word = addList(start, sentence.end) - 1;
        continue;
      }
      const quoted = quotedSource(word, sentence);
      if (quoted === undefined) continue;
      add(quoted);
      word = quoted.end;
    }
  }
  return overlaid(names, additions, reading);

  /** Only what stands first in a line, or after a mark, introduces a list. */
  function startOfCredits(word: number, sentence: WordRange): number | undefined {
    if (!openings.has(words[word]!.lower)) return undefined;
    const credit = credits.find((forms) => forms.every((form, at) => words[word + at]?.lower === form));
    if (credit === undefined) return undefined;
    const isFirst = word === sentence.first || !isWord(word - 1);
    const start = word + credit.length;
    return isFirst && start < sentence.end ? start : undefined;
  }

  /** Adds the organizations of a list and returns where it ends. */
  function addList(start: number, limit: number): number {
    let isAfterSlash = false;
    for (let word = start; word < limit;) {
      const { form, lower } = words[word]!;
      if (SEPARATOR.test(form) || language.conjunctions.has(lower) || isArticle(word)) {
        isAfterSlash = /^[/|]$/.test(form) || (isAfterSlash && isArticle(word));
        word++;
        continue;
      }
      if (!isCapital(words[word]) || language.furniture.has(lower)) return word;
      const name = index.at(word);
      const end = endOfSource(word, name, limit);
      const isPerson = name?.label === 'person' && end - word > 1 && !isAfterSlash;
      const isPlace = name?.label === 'location' && name.end < end;
      if (!isPerson && !isPlace) add({ first: word, end });
      word = end;
    }
    return limit;
  }

  /** `News.ro`, `Агенция Фокус`: to the end of what is known or tagged, of the capitals, and of an address. */
  function endOfSource(word: number, name: LabelledName | undefined, limit: number): number {
    const tagged = name?.first === word ? name.end : 0;
    let end = Math.max(tagged, longestKnownName(reading, word, limit)?.end ?? word + 1);
    while (end < limit && isCapital(words[end]) && words[end]!.shape === words[word]!.shape) end++;
    const isAddress =
      words[end]?.form === '.' && end + 1 < limit && words[end + 1]!.start === words[end - 1]!.end + 1;
    return isAddress ? end + 2 : end;
  }

  function isArticle(word: number): boolean {
    return language.articles.has(words[word]!.lower) || ARTICLE.test(words[word]!.form);
  }

  /** `според | „Труд“`: at most a few words that begin with a capital or a number. */
  function quotedSource(word: number, sentence: WordRange): WordRange | undefined {
    if (!isSourceWord(words, word, language)) return undefined;
    const first = word + 2;
    if (first >= sentence.end || !/^["„«“]$/.test(words[word + 1]!.form)) return undefined;
    if (!isCapital(words[first]) && words[first]!.shape !== 'number') return undefined;
    for (let end = first + 1; end < Math.min(sentence.end, first + LONGEST_SOURCE + 1); end++)
      if (/^["“”»]$/.test(words[end]!.form)) return { first, end };
    return undefined;
  }

  function isWord(word: number): boolean {
    return words[word]!.shape !== 'mark';
  }

  function add(range: WordRange): void {
    const others = index.within(range);
    const confidence = Math.max(SOURCE_CONFIDENCE, ...others.map((other) => other.confidence));
    const isMore = others.some(({ first, end }) => first < range.first || end > range.end);
    if (!isMore) additions.push({ ...range, label: 'organization', confidence });
  }
}

/** What begins a list of sources, word by word, and the first words of it. */
interface Credits {
  readonly credits: readonly (readonly string[])[];
  readonly openings: Words;
}

const creditsByLanguage = new WeakMap<NameLanguage, Credits>();

function creditsOf(language: NameLanguage): Credits {
  let known = creditsByLanguage.get(language);
  if (known === undefined) {
    const credits = language.credits.map((credit) => credit.replace(/:$/, ' :').split(' '));
    known = { credits, openings: new Set(credits.map(([opening]) => opening!)) };
    creditsByLanguage.set(language, known);
  }
  return known;
}

/** The sentences of a line in which a word begins to name sources. */
function sentencesWithSources({ words, sentences, language }: Reading): WordRange[] {
  const { openings } = creditsOf(language);
  return sentences.filter(({ first, end }) => {
    for (let word = first; word < end; word++) {
      if (openings.has(words[word]!.lower) || isSourceWord(words, word, language)) return true;
    }
    return false;
  });
}

/** `според`, `segundo`; `в.` at its point. */
function isSourceWord(words: readonly Word[], word: number, { sourcesAfter }: NameLanguage): boolean {
  const { lower } = words[word]!;
  return lower === '.' ? word > 0 && sourcesAfter.has(`${words[word - 1]!.lower}.`) : sourcesAfter.has(lower);
}

const SEPARATOR = /^[,;/|&+]$/;
const ARTICLE = /^(?:a|o|as|os|do|da|the)$/;
/** In words. */
const LONGEST_SOURCE = 5;
const SOURCE_CONFIDENCE = 0.7;
