import type { Entity } from '../model/entity';
import { meantLength } from '../model/extent';
import type { Mark } from './mark';

/** True if the same is mentioned in the same order: marks may have moved or been accepted since. */
export function sameMentions(before: readonly Mark[], after: readonly Mark[]): boolean {
  return before === after || laterMentions(before, after) !== undefined;
}

/**
 * The entities of marks, given those of the marks `before`, of which the mentions are the same. `undefined` where they
 * are not, so that their entities must be resolved anew.
 */
export function carriedEntities(
  entities: ReadonlyMap<Mark, Entity<Mark>>,
  before: readonly Mark[],
  after: readonly Mark[],
): ReadonlyMap<Mark, Entity<Mark>> | undefined {
  const later = laterMentions(before, after);
  if (!later) return undefined;
  const carried = new Map<Mark, Entity<Mark>>();
  for (const entity of new Set(entities.values())) {
    const mentions = entity.mentions.map((mention) => later.get(mention)!);
    const same = mentions.every((mention, index) => mention === entity.mentions[index]);
    const kept = same ? entity : { ...entity, mentions };
    for (const mention of mentions) carried.set(mention, kept);
  }
  return carried;
}

/** What each mark that is not rejected is now; `undefined` where they are not the same mentions. */
function laterMentions(before: readonly Mark[], after: readonly Mark[]): Map<Mark, Mark> | undefined {
  const open = after.filter(isOpen);
  const later = new Map<Mark, Mark>();
  for (const old of before) {
    if (!isOpen(old)) continue;
    const mark = open[later.size];
    if (!mark || !isSameMention(old, mark)) return undefined;
    later.set(old, mark);
  }
  return later.size < open.length ? undefined : later;
}

function isOpen({ status }: Mark): boolean {
  return status !== 'rejected';
}

function isSameMention(a: Mark, b: Mark): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.label === b.label &&
      meantLength(a) === meantLength(b) &&
      a.timex?.value === b.timex?.value &&
      a.annotation?.entity === b.annotation?.entity)
  );
}
