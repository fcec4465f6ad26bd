import { classNameness, classNames, type ClassName } from '../capitalised-names';
import type { EntityLabel } from '../languages/language';
import { factsOf, isCapital, shifted, type Reading } from '../reading';
import { NameIndex, overlaid, type LabelledName } from './labelled-names';

/**
 * `the missile | Tempest`, `o filme “| Mar Alto |”`, `| Договора за реките |`, `| Guerra dos Montes |`: events, products and
 * whatever stands in quotation marks have the label that a class word in or beside them says, and the extent that
 * the recogniser by rules gives them where the tagger saw less. Other bodies and places the tagger knows better.
 */
export function classed(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language, gazetteer } = reading;
  const index = new NameIndex(names, reading);
  const additions = factsOf(reading, classNames).flatMap(({ facts, first }) =>
    facts.flatMap((name) =>
      classedName({ ...name, ...shifted(name, first), sentence: shifted(name.sentence, first) }),
    ),
  );
  return overlaid(names, additions, reading);

  function classedName(candidate: ClassName): LabelledName[] {
    const { first, end } = candidate;
    const label = labelOf(candidate);
    if (label === undefined) return candidate.label === 'organization' ? body(candidate) : [];
    const name = { first, end, label, confidence: CLASSED_CONFIDENCE };
    const others = index.within(candidate);
    const [only] = others;
    if (only === undefined) return isClear(candidate) ? [name] : [];
    if (others.every((other) => other.first >= first && other.end <= end)) {
      if (only.first > first || only.end < end) return [name];
      return isSomebody(only) ? [] : [{ ...only, label }];
    }
    if (others.length > 1 || only.first < first) return [];
    return [goesOn(only, end) ? { ...only, label } : name];
  }

  /** `| Forças de Paz |`, `agência | ZKB |`: a body that the tagger saw nothing of, or an acronym. */
  function body(candidate: ClassName): LabelledName[] {
    const { first, end } = candidate;
    const isAcronym = end - first === 1 && words[first]!.shape === 'capitals';
    const [only] = index.within(candidate);
    const isPhrase = words.slice(first, end).some(({ shape }) => shape === 'capital' || shape === 'small');
    const isFree =
      only === undefined
        ? isAcronym || (isClear(candidate) && end - first > 1 && isPhrase)
        : isAcronym && only.end === end;
    return isFree ? [{ first, end, label: 'organization', confidence: CLASSED_CONFIDENCE }] : [];
  }

  function labelOf({ label, isQuoted }: ClassName): EntityLabel | undefined {
    return isQuoted || label === 'event' || label === 'product' ? label : undefined;
  }

  /** A capital of which the start of a sentence may be the reason makes no name. */
  function isClear(name: ClassName): boolean {
    if (classNameness(reading, name) >= CLEAR_NAMENESS) return true;
    const { first, end } = name;
    for (let word = first + 1; word < end; word++) if (words[word]!.shape !== 'small') return true;
    return false;
  }

  function isSomebody({ first, label, confidence }: LabelledName): boolean {
    return label === 'person' && confidence > 0.5 && gazetteer.isGivenName(words[first]!.form);
  }

  /** `Tratado de Paz | da Região`, but not `Agreement | with Japan`. */
  function goesOn({ end }: LabelledName, from: number): boolean {
    const next = words[from]!;
    return (
      isCapital(next) ||
      from + 1 >= end ||
      [language.particles, language.headParticles, language.groupParticles].some((list) =>
        list.has(next.lower),
      )
    );
  }
}

const CLASSED_CONFIDENCE = 0.7;
const CLEAR_NAMENESS = 0.8;
