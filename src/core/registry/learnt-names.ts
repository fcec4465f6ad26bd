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
  /** The names that decisions speak for, by spelling; those of one spelling the most accepted first. */
  readonly trie = new NameTrie<readonly LearntName[]>();
  private readonly byFile = new Map<string, readonly DecidedName[]>();
  private readonly counts = new Map<string, Map<Label, Count>>();
  /** Goes up whenever something was learnt or unlearnt. */
  version = 0;

  /** Puts what was decided in an article in place of what was known of it. */
  put(file: string, names: readonly DecidedName[]): void {
    const before = this.byFile.get(file) ?? [];
    if (before.length === 0 && names.length === 0) return;
    if (JSON.stringify(before) === JSON.stringify(names)) return;
    const forms = new Set([...before, ...names].map(({ form }) => form));
    const verdicts = new Map([...forms].map((form) => [form, this.verdictsOf(form)]));
    for (const name of before) this.count(name, -1);
    for (const name of names) this.count(name, 1);
    if (names.length > 0) this.byFile.set(file, names);
    else this.byFile.delete(file);
    for (const form of forms) {
      const learnt = this.of(form).filter(({ verdict }) => verdict === 'accepted');
      this.trie.set(form, learnt.length > 0 ? learnt : undefined);
      if (this.verdictsOf(form) !== verdicts.get(form)) this.version++;
    }
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
    const forms = [...this.counts.keys()].sort();
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

  private verdictsOf(form: string): string {
    return this.of(form)
      .flatMap(({ label, verdict }) => (verdict === undefined ? [] : `${label} ${verdict}`))
      .join();
  }
}

function verdictOf(accepted: number, rejected: number): LearntName['verdict'] {
  if (accepted > rejected) return 'accepted';
  return accepted === 0 && rejected > 0 ? 'rejected' : undefined;
}
