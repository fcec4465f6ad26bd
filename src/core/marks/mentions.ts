import type { Mark } from './mark';

/** The marks of one entity in an article, and the fullest name among them. */
export interface Mentions {
  readonly name: string;
  readonly marks: readonly Mark[];
}

/**
 * Groups the marks of an article by what they name. Spellings that differ in case, hyphens or apostrophes are one
 * name; part of a person's name belongs to the one fuller name that has all its words, and stands alone where several
 * do; dates are grouped by their value. Rejected marks belong to no group.
 */
export function groupMentions(text: string, marks: readonly Mark[]): ReadonlyMap<string, Mentions> {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    if (mark.status === 'rejected') continue;
    const key = `${mark.label}\n${keyOf(text, mark)}`;
    const group = groups.get(key);
    if (group) group.push(mark);
    else groups.set(key, [mark]);
  }
  const people = [...groups.keys()].filter((key) => key.startsWith('person\n'));
  for (const key of people.sort((a, b) => words(a).length - words(b).length)) {
    const parts = words(key);
    const fuller = people.filter((other) => {
      const whole = words(other);
      return groups.has(other) && whole.length > parts.length && parts.every((part) => whole.includes(part));
    });
    const longest = fuller.filter(
      (one) => !fuller.some((other) => one !== other && includesWords(other, one)),
    );
    const home = longest.length === 1 ? groups.get(longest[0] as string) : undefined;
    if (!home) continue;
    home.push(...(groups.get(key) ?? []));
    groups.delete(key);
  }
  const byMark = new Map<string, Mentions>();
  for (const group of groups.values()) {
    const ordered = group.sort((a, b) => a.span.start - b.span.start);
    const mentions = { name: fullestName(text, ordered), marks: ordered };
    for (const { id } of ordered) byMark.set(id, mentions);
  }
  return byMark;
}

function keyOf(text: string, mark: Mark): string {
  if (mark.timex) return mark.timex.value;
  return text
    .slice(mark.span.start, mark.span.end)
    .toLowerCase()
    .replace(/[\s\-‐‑–'’ʼ"“”„«»]+/gu, ' ')
    .trim();
}

function words(key: string): string[] {
  return key.slice(key.indexOf('\n') + 1).split(' ');
}

function includesWords(whole: string, part: string): boolean {
  const all = words(whole);
  return words(part).every((one) => all.includes(one)) && all.length > words(part).length;
}

/** The spelling with most words, of those the most frequent, of those the first. */
function fullestName(text: string, marks: readonly Mark[]): string {
  const counts = new Map<string, number>();
  for (const { span } of marks) {
    const quote = text.slice(span.start, span.end);
    counts.set(quote, (counts.get(quote) ?? 0) + 1);
  }
  const size = (quote: string) => quote.split(/[\s\-‐‑]+/u).length;
  const [best] = [...counts].sort(([a, m], [b, n]) => size(b) - size(a) || n - m);
  return best?.[0] ?? '';
}
