import { normalizeLineEnds } from '../text/decode';

/** How articles are shared out among the parts of a dataset. */
export interface SplitPlan {
  /** The parts with their shares, which need not add up to 1 or 100. A share of 0 stays empty. */
  readonly shares: readonly { readonly name: string; readonly share: number }[];
  /** Another seed gives another division. */
  readonly seed: string;
  /** Keep the share of each label alike in all parts. Where an article goes then depends on the others. */
  readonly stratified: boolean;
}

/** What the division needs to know of an article; not its text, so that a large corpus fits. */
export interface SplitEntry {
  readonly file: string;
  readonly signature: Signature;
  /** How many annotations of each label are to be exported. */
  readonly labels: ReadonlyMap<string, number>;
}

/** MinHash values of an article's shingles (Broder 1997): two articles agree in as many as their shingles do. */
export type Signature = Uint32Array;

const HASHES = 64;
/** Bands of the signature: articles that agree in a whole band are compared. 16 bands of 4 find nearly all that are 0.7 alike. */
const BANDS = 16;
const ROWS = HASHES / BANDS;
/** Articles with so large a share of common shingles are near-duplicates. */
const NEAR = 0.7;
const SHINGLE = 5;

/** Takes the signature of a text by its shingles of five words, letter case and punctuation aside. Short texts have one shingle. */
export function signatureOf(text: string): Signature {
  const words =
    normalizeLineEnds(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const lowest = new Uint32Array(HASHES).fill(0xffffffff);
  const last = Math.max(0, words.length - SHINGLE);
  for (let start = 0; start <= last; start++) {
    const hash = hash32(words.slice(start, start + SHINGLE).join(' '), 0x811c9dc5);
    for (let index = 0; index < HASHES; index++) {
      // A family of permutations of the hash: an odd multiplier and an offset of its own, then mixed.
      const value = mix(Math.imul(hash, MULTIPLIERS[index] as number) + (OFFSETS[index] as number));
      if (value < (lowest[index] as number)) lowest[index] = value;
    }
  }
  return lowest;
}

const MULTIPLIERS = Uint32Array.from({ length: HASHES }, (_, index) => mix(2 * index + 1) | 1);
const OFFSETS = Uint32Array.from({ length: HASHES }, (_, index) => mix(0x9e3779b9 ^ index));

/**
 * Names the part of each article, by file. Near-duplicates go to one part. Without stratification an article's part
 * depends on the seed and on its own text (that of the first of its near-duplicates, by signature), so that a corpus
 * that grows keeps its division. With it, groups are dealt out rarest label first to the part that lacks it
 * most (Sechidis, Tsoumakas and Vlahavas 2011).
 */
export function splitArticles(entries: readonly SplitEntry[], plan: SplitPlan): ReadonlyMap<string, string> {
  const groups = groupDuplicates(entries).map((group) => ({
    group,
    order: Math.min(...group.map(({ signature }) => orderOf(signature, plan.seed))),
  }));
  const shares = plan.shares.filter(({ share }) => share > 0);
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const parts = new Map<string, string>();
  if (total === 0) return parts;
  const put = (group: readonly SplitEntry[], name: string) => {
    for (const { file } of group) parts.set(file, name);
  };
  if (!plan.stratified) {
    for (const { group, order } of groups) {
      let rest = (order / 0x1_0000_0000) * total;
      const part = shares.find(({ share }) => (rest -= share) < 0) ?? shares.at(-1);
      put(group, (part as { name: string }).name);
    }
    return parts;
  }
  deal(
    groups
      .sort((a, b) => a.order - b.order || compare(firstFile(a.group), firstFile(b.group)))
      .map(({ group }) => group),
    shares.map(({ name, share }) => ({ name, share: share / total })),
    put,
  );
  return parts;
}

function deal(
  groups: readonly (readonly SplitEntry[])[],
  shares: readonly { readonly name: string; readonly share: number }[],
  put: (group: readonly SplitEntry[], name: string) => void,
): void {
  const counts = groups.map(countsOf);
  const totals = new Map<string, number>();
  for (const one of counts)
    for (const [label, count] of one) totals.set(label, (totals.get(label) ?? 0) + count);
  const wanted = shares.map(({ name, share }) => ({
    name,
    labels: new Map([...totals].map(([label, count]) => [label, count * share])),
    articles: share * groups.reduce((sum, group) => sum + group.length, 0),
  }));
  const rarest = [...totals].sort((a, b) => a[1] - b[1] || compare(a[0], b[0])).map(([label]) => label);
  const left = new Set(groups.keys());
  for (const label of [...rarest, undefined]) {
    for (const index of left) {
      const labels = counts[index] as ReadonlyMap<string, number>;
      if (label !== undefined && !labels.has(label)) continue;
      const lack = (part: (typeof wanted)[number]) =>
        label === undefined ? part.articles : (part.labels.get(label) ?? 0);
      const part = wanted.reduce((best, one) =>
        lack(one) > lack(best) || (lack(one) === lack(best) && one.articles > best.articles) ? one : best,
      );
      const group = groups[index] as readonly SplitEntry[];
      put(group, part.name);
      part.articles -= group.length;
      for (const [name, count] of labels) part.labels.set(name, (part.labels.get(name) ?? 0) - count);
      left.delete(index);
    }
  }
}

function countsOf(group: readonly SplitEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { labels } of group) {
    for (const [label, count] of labels) counts.set(label, (counts.get(label) ?? 0) + count);
  }
  return counts;
}

/** Groups of near-duplicates, in the order of their first members; an article without one is alone. */
function groupDuplicates(entries: readonly SplitEntry[]): SplitEntry[][] {
  const parent = entries.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] as number;
    for (let at = index; at !== root;) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (let band = 0; band < BANDS; band++) {
    const buckets = new Map<string, number[]>();
    for (const [index, { signature }] of entries.entries()) {
      const key = signature.subarray(band * ROWS, (band + 1) * ROWS).join(' ');
      const bucket = buckets.get(key);
      if (!bucket) {
        buckets.set(key, [index]);
        continue;
      }
      // The representatives of a bucket are unlike each other: whatever is near one of them joins it.
      const near = bucket.find(
        (other) => similarity((entries[other] as SplitEntry).signature, signature) >= NEAR,
      );
      if (near === undefined) bucket.push(index);
      else parent[find(index)] = find(near);
    }
  }
  const groups = new Map<number, SplitEntry[]>();
  for (const [index, entry] of entries.entries()) {
    const root = find(index);
    const group = groups.get(root);
    if (group) group.push(entry);
    else groups.set(root, [entry]);
  }
  return [...groups.values()];
}

/** The share of hashes that two signatures have in common: an estimate of the Jaccard similarity of their shingles. */
function similarity(a: Signature, b: Signature): number {
  let same = 0;
  for (let index = 0; index < HASHES; index++) if (a[index] === b[index]) same++;
  return same / HASHES;
}

function orderOf(signature: Signature, seed: string): number {
  return hash32(signature.join(' '), mix(hash32(seed, 0x811c9dc5)));
}

function firstFile(group: readonly SplitEntry[]): string {
  return group.reduce(
    (first, { file }) => (compare(file, first) < 0 ? file : first),
    (group[0] as SplitEntry).file,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** FNV-1a over UTF-16 code units from a basis, with MurmurHash3's finalizer, so that all bits depend on all. */
function hash32(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** MurmurHash3's 32-bit finalizer (Appleby). */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
