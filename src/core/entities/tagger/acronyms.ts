import { headLabel } from '../capitalised-names';
import { isCapital, type Reading, type WordRange } from '../reading';
import { NameIndex, overlaid, type LabelledName } from './labelled-names';

/**
 * `Liga das Cidades (| LC |)`: an acronym in brackets has the label of the body, event or work before it; and where the
 * tagger saw none there, the words of a body that the acronym's letters begin: `| Liga das Cidades | (LC)`.
 */
export function acronyms(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words } = reading;
  const index = new NameIndex(names, reading);
  const additions: LabelledName[] = [];
  for (let bracket = 1; bracket + 2 < words.length; bracket++) {
    if (words[bracket]!.form !== '(' || !isAcronym(bracket + 1)) continue;
    const acronym = { first: bracket + 1, end: bracket + 2 };
    const full = index.at(bracket - 1);
    const known = index.at(bracket + 1);
    if (full !== undefined) {
      const isSpoken = full.label !== 'person' && full.label !== 'location' && full.end - full.first > 1;
      if (isSpoken && known?.label !== full.label) additions.push({ ...full, ...acronym });
      continue;
    }
    const range = spelledOut(bracket, words[bracket + 1]!.form);
    if (range === undefined || index.within(range).length > 0) continue;
    const body = { label: 'organization', confidence: ACRONYM_CONFIDENCE } as const;
    additions.push({ ...range, ...body }, { ...acronym, ...body });
  }
  return overlaid(names, additions, reading);

  function isAcronym(word: number): boolean {
    const { form, shape } = words[word]!;
    return shape === 'capitals' && /^\p{Lu}{2,8}$/u.test(form) && /^[),;]$/.test(words[word + 1]!.form);
  }

  /** The words before `end` whose first letters are the acronym's, small words between them aside. */
  function spelledOut(end: number, acronym: string): WordRange | undefined {
    const letters = [...acronym];
    let first = end;
    while (letters.length > 0 && first > 0 && end - first < LONGEST_BODY) {
      const word = words[--first]!;
      if (word.shape === 'small' && word.form.length <= SHORTEST_INITIAL) continue;
      if (word.form[0]?.toUpperCase() === letters.at(-1)) letters.pop();
      else if (word.shape !== 'small' || word.form.length > LONGEST_PARTICLE) return undefined;
    }
    const isBody = isCapital(words[first]) && headLabel(reading, first) === 'organization';
    return letters.length === 0 && isBody ? { first, end } : undefined;
  }
}

const ACRONYM_CONFIDENCE = 0.7;
/** In words. */
const LONGEST_BODY = 12;
/** In letters: shorter small words lend the acronym none. */
const SHORTEST_INITIAL = 2;
/** In letters. */
const LONGEST_PARTICLE = 4;
