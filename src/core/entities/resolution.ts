import type { LanguageTag } from '../model/article';
import type { Entity, EntityResolver, Mention } from '../model/entity';
import { meantText } from '../model/extent';
import { byRank } from '../model/rank';
import { byPosition } from '../model/span';
import { groupBodies } from './bodies';
import { givenNameGenders, regionNames, type Gender } from './gazetteer';
import { primaryTag } from './languages';
import { obliqueness } from './inflection';
import { nameReader, titleBefore, type Named, type NameForm, type NameReader } from './name-form';
import { groupBy } from './grouping';
import { groupPeople } from './people';

/** What a language says of names that mean the same. */
interface Tongue {
  readonly reader: NameReader;
  /** What a name stands for, by `NameForm.key`: an ISO 3166 or UN M49 code, or the first of its synonyms. */
  readonly identities: ReadonlyMap<string, string>;
}

/** Makes a resolver, which holds what it has compiled for a language: keep one. */
export function createEntityResolver(): EntityResolver {
  const tongues = new Map<LanguageTag, Tongue>();
  let genders: ReadonlyMap<string, Gender> | undefined;
  return (text, mentions, language) => {
    const tag = primaryTag(language);
    const tongue = tongues.get(tag) ?? tongueOf(tag);
    tongues.set(tag, tongue);
    genders ??= givenNameGenders();
    return resolve(text, mentions, tongue, genders);
  };
}

function tongueOf(tag: LanguageTag): Tongue {
  const reader = nameReader(tag);
  const key = (name: string) => reader.read(name, 'location').key;
  const identities = new Map<string, string>();
  for (const [name, code] of regionNames(reader.language.locales)) identities.set(key(name), code);
  for (const group of reader.language.synonyms) {
    const keys = group.map(key);
    const identity = keys.map((one) => identities.get(one)).find((one) => one !== undefined) ?? group[0]!;
    for (const one of keys) identities.set(one, identity);
  }
  return { reader, identities };
}

function resolve<M extends Mention>(
  text: string,
  mentions: readonly M[],
  { reader, identities }: Tongue,
  genders: ReadonlyMap<string, Gender>,
): Map<M, Entity<M>> {
  const open = mentions.filter(({ status }) => status !== 'rejected').sort(byPosition);
  const entities = new Map<M, Entity<M>>();
  for (const [label, some] of groupBy(open, (mention) => mention.label)) {
    const named = some.map((mention) => ({
      mention,
      form: reader.read(meantText(text, mention), label),
    }));
    const times = named.filter(({ mention }) => mention.timex);
    const names = named.filter(({ mention }) => !mention.timex);
    const groups =
      label === 'person'
        ? groupPeople(text, names, reader, genders)
        : groupBodies(text, label, names, reader, identities);
    const all = [...groups, ...groupBy(times, ({ mention }) => mention.timex?.value).values()];
    const namesOfAll = all.map((group) => nameOf(group, reader));
    const counts = new Map<string, number>();
    for (const name of namesOfAll) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const [index, group] of all.entries()) {
      const name = namesOfAll[index]!;
      const members = group.map(({ mention }) => mention);
      const title = counts.get(name) === 1 ? undefined : titleOf(text, members, reader);
      const entity = { label, name: title ? `${title} ${name}` : name, mentions: members };
      for (const mention of members) entities.set(mention, entity);
    }
  }
  return entities;
}

/** The title that tells a person from another of the same name. */
function titleOf(text: string, mentions: readonly Mention[], { language }: NameReader): string | undefined {
  return mentions.map(({ span }) => titleBefore(text, span, language)?.form).find(Boolean);
}

/**
 * The fullest form of a name: with most letters, those of acronyms and initials counted as none; of those with
 * most initials, not in capitals alone, in the nominative, the most frequent, the first.
 */
function nameOf<M extends Mention>(group: readonly Named<M>[], { tag }: NameReader): string {
  const counts = new Map<NameForm, number>();
  for (const { form } of group) counts.set(form, (counts.get(form) ?? 0) + 1);
  const ranked = [...counts].map(([form, count]) => ({
    name: form.name,
    rank: [-lettersOf(form), -initialsIn(form), isLoud(form) ? 1 : 0, caseOf(form), -count],
  }));
  return ranked.reduce((best, one) => (byRank(one.rank, best.rank) < 0 ? one : best)).name;

  function caseOf({ words }: NameForm): number {
    return words.reduce((sum, { plain }) => sum + obliqueness(plain, tag), 0);
  }
}

function lettersOf({ words, isAcronym }: NameForm): number {
  if (isAcronym) return 0;
  return words.reduce((sum, { folded, isInitial }) => sum + (isInitial ? 0 : folded.length), 0);
}

function initialsIn({ words }: NameForm): number {
  return words.filter(({ isInitial }) => isInitial).length;
}

function isLoud({ name, isAcronym }: NameForm): boolean {
  return !isAcronym && name === name.toUpperCase();
}
