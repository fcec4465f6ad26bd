import type { Label } from '../model/label';
import { NameTrie } from './name-trie';

/** What was decided in one article about a name: each spelling under each label. */
export interface DecidedName {
  readonly form: string;
  readonly label: Label;
  readonly accepted: number;
  readonly rejected: number;
}

/** What decisions over a corpus say of a name under a label. */
export interface LearntName extends DecidedName {
  /** In how many articles. */
  readonly articles: number;
  /** `accepted` where more decisions are for it than against, `rejected` where none is for it. */
  readonly verdict: 'accepted' | 'rejected' | undefined;
}

interface Count {
  accepted: number;
  rejected: number;
  articles: number;
}

/**
 * What the decisions about a corpus teach of names: a name that was accepted more often than rejected under a label is
 * one, and a name that was rejected and never accepted is none. It costs what changes, whatever the size of the corpus;
 * taking a decision back unlearns it.
 */
export class LearntNames {
  /** The spellings that decisions speak for, as `of` tells of them. */
  readonly trie = new NameTrie<string>();
  private readonly byFile = new Map<string, readonly DecidedName[]>();
  private readonly counts = new Map<string, Map<Label, Count>>();
  /** What is learnt of each spelling at present; absent where that is nothing. */
  private readonly verdicts = new Map<string, string>();
  private changed = new Set<string>();
  /** Goes up whenever something was learnt or unlearnt. */
  version = 0;

  /** Puts what was decided in an article in place of what was known of it. */
  put(file: string, names: readonly DecidedName[]): void {
    const before = this.byFile.get(file) ?? [];
    if (before.length === 0 && names.length === 0) return;
    if (JSON.stringify(before) === JSON.stringify(names)) return;
    const forms = new Set([...before, ...names].map(({ form }) => form));
    for (const name of before) this.count(name, -1);
    for (const name of names) this.count(name, 1);
    if (names.length > 0) this.byFile.set(file, names);
    else this.byFile.delete(file);
    for (const form of forms) this.judge(form);
  }

  /** Takes note of what the decisions about a spelling now come to. */
  private judge(form: string): void {
    const labels = [...(this.counts.get(form) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    let verdicts = '';
    let found = false;
    for (const [label, { accepted, rejected }] of labels) {
      const verdict = verdictOf(accepted, rejected);
      if (verdict === undefined) continue;
      found ||= verdict === 'accepted';
      verdicts += `${label} ${verdict},`;
    }
    if (verdicts === (this.verdicts.get(form) ?? '')) return;
    this.version++;
    this.changed.add(form);
    if (verdicts === '') this.verdicts.delete(form);
    else this.verdicts.set(form, verdicts);
    this.trie.set(form, found ? form : undefined);
  }

  /** The spellings of which something was learnt or unlearnt since this was last called. */
  takeChanged(): ReadonlySet<string> {
    const { changed } = this;
    this.changed = new Set();
    return changed;
  }

  remove(file: string): void {
    this.put(file, []);
  }

  /** What was decided about a spelling, the label that was accepted most often first. */
  of(form: string): LearntName[] {
    const labels = [...(this.counts.get(form) ?? [])].map(([label, { accepted, rejected, articles }]) => ({
      form,
      label,
      accepted,
      rejected,
      articles,
      verdict: verdictOf(accepted, rejected),
    }));
    return labels.sort((a, b) => b.accepted - a.accepted || (a.label < b.label ? -1 : 1));
  }

  find(form: string, label: Label): LearntName | undefined {
    return this.counts.has(form) ? this.of(form).find((one) => one.label === label) : undefined;
  }

  /** All that was learnt, in the order of the alphabet. */
  all(): LearntName[] {
    const forms = [...this.verdicts.keys()].sort();
    return forms.flatMap((form) => this.of(form)).filter(({ verdict }) => verdict !== undefined);
  }

  private count({ form, label, accepted, rejected }: DecidedName, sign: 1 | -1): void {
    const labels = this.counts.get(form) ?? new Map<Label, Count>();
    this.counts.set(form, labels);
    const count = labels.get(label) ?? { accepted: 0, rejected: 0, articles: 0 };
    labels.set(label, count);
    count.accepted += sign * accepted;
    count.rejected += sign * rejected;
    count.articles += sign;
    if (count.articles === 0) labels.delete(label);
    if (labels.size === 0) this.counts.delete(form);
  }
}

function verdictOf(accepted: number, rejected: number): LearntName['verdict'] {
  if (accepted > rejected) return 'accepted';
  return accepted === 0 && rejected > 0 ? 'rejected' : undefined;
}
