import { isCapital, type Reading } from '../reading';
import { NameIndex, type LabelledName } from './labelled-names';

/** `Alfa, Beta | e Gama`: a name of which the tagger is unsure is of the kind of the sure names that it is listed with. */
export function coordinated(names: readonly LabelledName[], reading: Reading): LabelledName[] {
  const { words, language } = reading;
  const index = new NameIndex(names, reading);
  return names.map((name) => {
    if (name.confidence >= UNSURE) return name;
    const before = isJoint(name.first - 1) ? index.at(name.first - 2) : undefined;
    const after = isJoint(name.end) ? index.at(name.end + 1) : undefined;
    const [one, other] = [before, after].filter(
      (beside) => beside !== undefined && beside.confidence >= SURE,
    );
    if (one === undefined || (other !== undefined && other.label !== one.label) || one.label === name.label)
      return name;
    return { ...name, label: one.label };
  });

  function isJoint(word: number): boolean {
    const at = words[word];
    return (
      at !== undefined &&
      isCapital(words[word + 1]) &&
      (at.form === ',' || language.conjunctions.has(at.lower))
    );
  }
}

const UNSURE = 0.5;
const SURE = 0.8;
