import type { Mention } from '../model/entity';
import type { Gender } from './gazetteer';
import { groupBy } from './grouping';
import { surnameGender } from './inflection';
import { titleBefore, type Named, type NameReader, type NameWord } from './name-form';

/** A word that more fuller names than these have tells none of them. */
const MOST_NAMESAKES = 64;

/** The forms of one name. */
interface Name<M extends Mention> {
  readonly named: Named<M>[];
  /** Its words, in each number of them that its spellings have: `Jong-un` and `Jongun`. */
  readonly cuts: (readonly NameWord[])[];
  /** The fullest names that this one may be part of; none if it is one itself. */
  fuller: readonly Name<M>[];
}

interface Person<M extends Mention> {
  readonly named: Named<M>[];
  readonly gender: Gender | undefined;
  /** The last words of the forms of the full name. */
  readonly surnames: ReadonlySet<string>;
  /** Where the person was named last, in order of reading so far. */
  paragraph: number | undefined;
}

/**
 * Groups the mentions of people, which are in order of reading: spellings of one name; parts of a name and names with
 * initials with the one fuller name that has them. Where several people have it, a title or the form of the name
 * tells which, or else that only one of them was named in the paragraph, in the one before, or so far at all. What
 * stays open is a group of its own.
 */
export function groupPeople<M extends Mention>(
  text: string,
  named: readonly Named<M>[],
  reader: NameReader,
  genders: ReadonlyMap<string, Gender>,
): Named<M>[][] {
  const names = namesOf(named);
  findFuller(new Set(names.values()));
  const persons = new Map<Name<M>, Map<Gender | undefined, Person<M>>>();
  const full = new Map<Name<M>, Person<M>[]>();
  for (const name of new Set(names.values())) {
    if (name.fuller.length === 0) full.set(name, peopleOf(name));
  }
  let paragraph = 0;
  let read = 0;
  for (const one of named) {
    const { span } = one.mention;
    paragraph += text.slice(read, span.start).match(/\n\s*/g)?.length ?? 0;
    read = Math.max(read, span.start);
    const person = personOf(one, names.get(one)!, paragraph);
    person.named.push(one);
    person.paragraph = paragraph;
  }
  const all = [...[...full.values()].flat(), ...[...persons.values()].flatMap((some) => [...some.values()])];
  return all.map((person) => person.named).filter((group) => group.length > 0);

  /** The one person of a full name, or two where the text calls a lone surname both a man's and a woman's. */
  function peopleOf(name: Name<M>): Person<M>[] {
    const surnames = new Set(name.named.map(({ form }) => form.words.at(-1)!.plain));
    const titles = new Set(name.named.flatMap((one) => titleOf(one) ?? []));
    const person = (gender: Gender | undefined): Person<M> => {
      return { named: [], gender, surnames, paragraph: undefined };
    };
    if (titles.size < 2) return [person([...titles][0] ?? genderOf(name, surnames))];
    const isLone = name.cuts.every((words) => words.length === 1);
    return isLone ? [person('woman'), person('man')] : [person(genderOf(name, surnames))];
  }

  function genderOf({ cuts }: Name<M>, surnames: ReadonlySet<string>): Gender | undefined {
    const words = cuts.find(({ length }) => length > 1);
    if (words === undefined) return undefined;
    const given = genders.get(words[0]!.form.toLowerCase());
    if (given !== undefined) return given;
    const told = new Set([...surnames].flatMap((surname) => surnameGender(surname, reader.tag) ?? []));
    return told.size === 1 ? [...told][0] : undefined;
  }

  function titleOf({ mention }: Named<M>): Gender | undefined {
    return titleBefore(text, mention.span, reader.language)?.gender;
  }

  function personOf(one: Named<M>, name: Name<M>, at: number): Person<M> {
    const title = titleOf(one);
    const surname = one.form.words.at(-1)!.plain;
    const byForm = surnameGender(surname, reader.tag);
    const fuller = name.fuller.length > 0 ? name.fuller : [name];
    const candidates = fuller
      .flatMap((whole) => full.get(whole) ?? [])
      .filter(({ gender, surnames }) => {
        if (gender === undefined) return true;
        return title !== undefined
          ? gender === title
          : byForm === undefined || gender === byForm || surnames.has(surname);
      });
    if (candidates.length === 1) return candidates[0]!;
    const told = candidates.filter(({ gender }) => gender !== undefined && gender === (title ?? byForm));
    if (told.length === 1) return told[0]!;
    return (
      onlyNamed(candidates, at) ?? ownPerson(name, title ?? (candidates.length === 0 ? byForm : undefined))
    );
  }

  function ownPerson(name: Name<M>, gender: Gender | undefined): Person<M> {
    const own = persons.get(name) ?? new Map<Gender | undefined, Person<M>>();
    persons.set(name, own);
    const person = own.get(gender) ?? { named: [], gender, surnames: new Set(), paragraph: undefined };
    own.set(gender, person);
    return person;
  }
}

/** The one candidate that was named in the paragraph, or in the one before, or at all; none if it is not one. */
function onlyNamed<M extends Mention>(candidates: readonly Person<M>[], at: number): Person<M> | undefined {
  const namedSince = (least: number) =>
    candidates.filter(({ paragraph }) => paragraph !== undefined && paragraph >= least);
  for (const least of [at, at - 1, 0]) {
    const some = namedSince(least);
    if (some.length > 0) return some.length === 1 ? some[0] : undefined;
  }
  return undefined;
}

/** The name that each mention has a form of. */
function namesOf<M extends Mention>(named: readonly Named<M>[]): Map<Named<M>, Name<M>> {
  const byKey = new Map<string, Name<M>>();
  const names = new Map<Named<M>, Name<M>>();
  for (const one of named) {
    const { key, words } = one.form;
    const name: Name<M> = byKey.get(key) ?? { named: [], cuts: [], fuller: [] };
    byKey.set(key, name);
    name.named.push(one);
    if (name.cuts.every(({ length }) => length !== words.length)) name.cuts.push(words);
    names.set(one, name);
  }
  return names;
}

function findFuller<M extends Mention>(names: ReadonlySet<Name<M>>): void {
  const pairs = [...names].flatMap((name) =>
    [...new Set(name.cuts.flat().map(({ folded }) => folded))].map((folded) => ({ name, folded })),
  );
  const byWord = groupBy(pairs, ({ folded }) => folded);
  const within = new Map<Name<M>, Name<M>[]>();
  for (const name of names) {
    const wholes = name.cuts.flatMap((words) => {
      const lists = words.flatMap(({ folded, isInitial }) => (isInitial ? [] : [byWord.get(folded)!]));
      const [shortest] = lists.sort((a, b) => a.length - b.length);
      if (shortest === undefined || shortest.length > MOST_NAMESAKES) return [];
      return shortest.flatMap(({ name: other }) =>
        other !== name && other.cuts.some((whole) => isWithin(words, whole)) ? [other] : [],
      );
    });
    within.set(name, [...new Set(wholes)]);
  }
  for (const [name, wholes] of within) {
    name.fuller = wholes.filter((whole) => (within.get(whole)?.length ?? 0) === 0);
  }
}

/**
 * Whether a name is a part of another, in its order or surname first: `Lula` of `Luiz Inácio Lula da Silva`,
 * `J. Biden` of `Joe Biden`. `George W. Bush` is not a part of `George H. W. Bush`.
 */
function isWithin(part: readonly NameWord[], whole: readonly NameWord[]): boolean {
  if (part.length > whole.length || (part.length === 1 && part[0]!.isInitial)) return false;
  const turned = part.length > 1 ? [...part.slice(1), part[0]!] : undefined;
  const isTurned =
    turned !== undefined && !part.some(({ isInitial }) => isInitial) && isInOrder(turned, whole);
  return isInOrder(part, whole) || isTurned;
}

function isInOrder(part: readonly NameWord[], whole: readonly NameWord[]): boolean {
  let at = 0;
  let shared = 0;
  let spelledOut = 0;
  for (const word of part) {
    while (at < whole.length && !matchesWord(word, whole[at]!)) at++;
    if (at === whole.length) return false;
    if (word.isInitial && whole[at]!.isInitial) shared++;
    else if (word.isInitial) spelledOut++;
    at++;
  }
  if (shared > 0 && shared !== whole.filter(({ isInitial }) => isInitial).length) return false;
  return part.length < whole.length || spelledOut > 0;
}

function matchesWord(word: NameWord, of: NameWord): boolean {
  if (!word.isInitial) return !of.isInitial && word.folded === of.folded;
  return of.plain.startsWith(word.plain) || of.folded.startsWith(word.folded);
}
