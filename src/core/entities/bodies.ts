import type { Mention } from '../model/entity';
import type { Label } from '../model/label';
import { capitalsOf, definedShortForm, initialsOf, mayShorten } from './acronyms';
import { DisjointSets } from './disjoint-sets';
import { groupBy } from './grouping';
import type { Named, NameForm, NameReader, NameWord } from './name-form';
import { plainLetters } from './name-letters';

/** Longer names are no names; the bound keeps the time linear. */
const MOST_WORDS = 16;

/**
 * Groups the mentions of places, bodies and other things of one label, which are in order of reading: spellings of one
 * name, names that `identities` (by `NameForm.key`) says to mean the same, short forms that the text defines in
 * brackets, acronyms of the one name that has their initials, what stands in quotation marks inside one name only, and
 * of organizations the short forms that only one of them has.
 */
export function groupBodies<M extends Mention>(
  text: string,
  label: Label,
  named: readonly Named<M>[],
  reader: NameReader,
  identities: ReadonlyMap<string, string>,
): Named<M>[][] {
  const { names, indexes, byPlain } = namesOf(named);
  const sets = new DisjointSets(names.length);

  const known = new Map<string, number>();
  for (const [index, form] of names.entries()) {
    const identity = identities.get(form.key);
    if (identity === undefined) continue;
    const first = known.get(identity);
    if (first === undefined) known.set(identity, index);
    else sets.join(first, index);
  }

  const defined = definitions();
  joinByKey(
    defined,
    [...defined.keys()].flatMap((short) => pairOf(short, byPlain.get(short))),
  );
  const withShortForm = new Set([...defined.values()].flatMap((owners) => [...owners]));
  const initials = new Index(sets);
  for (const [index, form] of names.entries()) {
    if (form.isAcronym || form.words.length < 2 || form.words.length > MOST_WORDS) continue;
    if (withShortForm.has(index)) continue;
    for (const letters of initialsOf(form, reader.language)) initials.add(letters, index);
  }
  joinByKey(
    initials.entries,
    names.flatMap((form, index) =>
      form.isAcronym && !defined.has(form.plain) ? pairOf(capitalsOf(form.name), index) : [],
    ),
  );

  const shortForms = new Index(sets);
  for (const [index, form] of names.entries()) {
    if (form.words.length > MOST_WORDS) continue;
    const short = label === 'organization' ? [...shortFormsOf(form.words, reader)] : [];
    if (form.quoted !== undefined) short.push(reader.read(form.quoted, label).key);
    for (const key of short) if (key !== form.key) shortForms.add(key, index);
  }
  const longestFirst = names.map((_, index) => index).sort((a, b) => length(b) - length(a));
  joinByKey(
    shortForms.entries,
    longestFirst.flatMap((index) => pairOf(names[index]!.key, index)),
  );

  return [...groupBy(named, (one) => sets.find(indexes.get(one)!)).values()];

  function length(index: number): number {
    return names[index]!.words.length;
  }

  /** Joins a name to those of an index that have its key, where they are one entity. */
  function joinByKey(
    index: ReadonlyMap<string, ReadonlySet<number>>,
    wanted: readonly (readonly [key: string, name: number])[],
  ): void {
    for (const [key, name] of wanted) {
      const owners = new Set([...(index.get(key) ?? [])].map((owner) => sets.find(owner)));
      owners.delete(sets.find(name));
      if (owners.size === 1) sets.join(name, [...owners][0]!);
    }
  }

  /** The short forms that the text defines, with the names that it defines them for. */
  function definitions(): Map<string, Set<number>> {
    const found = new Index(sets);
    for (const [at, { mention, form }] of named.entries()) {
      const index = indexes.get(named[at]!)!;
      const short = form.shortForm ?? definedShortForm(text, mention.span.end);
      if (short !== undefined && mayShorten(short, form, label, reader.language)) {
        found.add(plainLetters(short), index);
      }
      const next = named[at + 1];
      if (form.isAcronym && next && isBracketed(mention, next.mention) && next.form.words.length > 1) {
        found.add(form.plain, indexes.get(next)!);
      }
    }
    return found.entries;
  }

  function isBracketed({ span: before }: M, { span }: M): boolean {
    return (
      text[span.end] === ')' &&
      /^\s?\(["“„«]?$/.test(text.slice(before.end, Math.min(span.start, before.end + 4)))
    );
  }
}

function pairOf(key: string, name: number | undefined): (readonly [string, number])[] {
  return name === undefined ? [] : [[key, name]];
}

/** Names by a key: of each no more than two that are different entities, which is enough to tell one from several. */
class Index {
  readonly entries = new Map<string, Set<number>>();

  constructor(private readonly sets: DisjointSets) {}

  add(key: string, name: number): void {
    const names = this.entries.get(key) ?? new Set<number>();
    this.entries.set(key, names);
    if (names.size < 2 && ![...names].some((one) => this.sets.find(one) === this.sets.find(name))) {
      names.add(name);
    }
  }
}

/** The names that mentions have, each in its first form that is no acronym, if it has one. */
interface Names<M extends Mention> {
  readonly names: readonly NameForm[];
  readonly indexes: ReadonlyMap<Named<M>, number>;
  /** By `NameForm.plain`. */
  readonly byPlain: ReadonlyMap<string, number>;
}

function namesOf<M extends Mention>(named: readonly Named<M>[]): Names<M> {
  const names: NameForm[] = [];
  const byPlain = new Map<string, number>();
  const byKey = new Map<string, number>();
  const indexes = new Map<Named<M>, number>();
  for (const one of named) {
    const { form } = one;
    const index = byPlain.get(form.plain) ?? byKey.get(form.key) ?? names.length;
    if (names[index] === undefined || (names[index].isAcronym && !form.isAcronym)) names[index] = form;
    byPlain.set(form.plain, index);
    byKey.set(form.key, index);
    indexes.set(one, index);
  }
  return { names, indexes, byPlain };
}

/**
 * What a body's name may be shortened to: its beginning before what it belongs to (`Conselho de Segurança` | `da
 * Rússia`), its end where no small word ties it to what is before (`Russian` | `Security Council`), and what is left
 * without legal forms and letters (`KÍ Klaksvík`).
 */
function* shortFormsOf(words: readonly NameWord[], { language, tag }: NameReader): Generator<string> {
  const key = (some: readonly NameWord[]) => some.map(({ folded }) => folded).join('');
  const isSmall = ({ form }: NameWord) => /^\p{Ll}{1,3}$/u.test(form);
  const isFull = (some: readonly NameWord[]) => some.filter((word) => !isSmall(word)).length > 1;
  const hasCases = tag === 'ru' || tag === 'uk';
  for (let cut = 1; cut < words.length; cut++) {
    const [before, after] = [words.slice(0, cut), words.slice(cut)];
    const isTied = hasCases || language.genitives.has(words[cut]!.form.toLowerCase());
    if (isTied && isFull(before)) yield key(before);
    if (!isSmall(words[cut - 1]!) && !isSmall(words[cut]!) && isFull(after)) yield key(after);
  }
  const isMark = ({ form }: NameWord) =>
    /^\p{Lu}[\p{Lu}\p{N}]{0,2}$/u.test(form) || language.tails.organization?.has(form.toLowerCase()) === true;
  const bare = words.filter((word) => !isMark(word));
  if (bare.length < words.length && bare.some(({ form }) => form.length > 3)) yield key(bare);
}
