import type { EntityLabel } from '../languages/language';
import { factsOf, isCapital, longestKnownName, shifted, type Reading, type WordRange } from '../reading';
import { NameIndex, nameKey, overlaid, type LabelledName } from './labelled-names';

/** A name that means the same wherever it stands. */
interface Settled extends WordRange {
  readonly label: EntityLabel;
}

/**
 * `no | Kremlin`, `União Soviética`, `Сейнт Винсент и Гренадини`, `the | West`: seats of power, states and blocs have
 * the label and the extent that the language lists them with, also where the tagger saw a part or nothing of them.
 * What may be somebody's name (`Jordan`) or stands inside a longer name (`Bank of Russia`) is left to the tagger.
 */
export function settled(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language } = reading;
  const index = new NameIndex(names, reading);
  const people = new Set(
    names.filter(({ label }) => label === 'person').flatMap((name) => wordsOf(name, reading)),
  );
  const additions: LabelledName[] = [];
  for (const { facts, first } of factsOf(reading, settledNames)) {
    for (const { isBloc, label, ...range } of facts) {
      const known = { ...shifted(range, first), label };
      additions.push(...settle(known, isBloc || known.end - known.first > 1 || label === 'organization'));
    }
  }
  return overlaid(names, additions, reading);

  function settle(known: Settled, isClear: boolean): LabelledName[] {
    const { first, end, label } = known;
    if (!isCapital(words[end - 1]) && language.script === 'Latin') return [];
    const others = index.within(known);
    const [only] = others;
    const name = { first, end, label, confidence: SETTLED_CONFIDENCE };
    if (only === undefined) return isClear && standsAlone(known) ? [name] : [];
    if (others.length === 1 && only.first === first && only.end === end) {
      const isPerson = only.label === 'person' && end - first === 1 && !isBodyAlone(known);
      return isPerson || only.label === label
        ? []
        : [{ ...name, confidence: Math.max(only.confidence, SETTLED_CONFIDENCE) }];
    }
    if (others.every((other) => other.first >= first && other.end <= end)) return [name];
    // `Fulano | Casa Branca`: a person and, with nothing between, a seat of power.
    const isAtEnd =
      only.first < first && only.end <= end && only.label === 'person' && label === 'organization';
    return isAtEnd && end - first > 1 && isCapital(words[first - 1]) ? [{ ...only, end: first }, name] : [];
  }

  function isBodyAlone({ first, end, label }: Settled): boolean {
    return label === 'organization' && !people.has(nameKey({ first, end }, reading));
  }

  function standsAlone({ first, end }: WordRange): boolean {
    return !isUntaggedCapital(first - 1) && !isUntaggedCapital(end);
  }

  function isUntaggedCapital(word: number): boolean {
    return isCapital(words[word]) && index.at(word) === undefined;
  }
}

/** The settled names that a line writes. */
function settledNames(line: Reading): (Settled & { readonly isBloc: boolean })[] {
  const { words, language } = line;
  const blocs = language.blocs.map((bloc) => bloc.split(' '));
  const found: (Settled & { readonly isBloc: boolean })[] = [];
  for (const sentence of line.sentences) {
    for (let first = sentence.first; first < sentence.end; first++) {
      if (!isCapital(words[first])) continue;
      const known = longestKnownName(line, first, sentence.end);
      if (known?.isSettled === true) {
        found.push({ first, end: known.end, label: known.label, isBloc: false });
      } else if (isBloc(first)) found.push({ first, end: first + 1, label: 'location', isBloc: true });
      if (known !== undefined) first = known.end - 1;
    }
  }
  return found;

  function isBloc(word: number): boolean {
    return blocs.some((bloc) => bloc.every((form, at) => words[word + 1 + at - bloc.length]?.form === form));
  }
}

/** The single words of people's names, where they have several. */
function wordsOf({ first, end }: LabelledName, { words }: Reading): string[] {
  return end - first < 2 ? [] : words.slice(first, end).map((word) => word.lower);
}

const SETTLED_CONFIDENCE = 0.8;
