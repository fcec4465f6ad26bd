import { tokenize } from '../text/tokens';
import { LONGEST_NAME } from './schema';

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value?: T | undefined;
}

/**
 * Names by their tokens, so that all that begin at a place of a text are found in one walk, as long as the longest name
 * at most. Tokens that a space divides are told from those that none does.
 */
export class NameTrie<T> {
  private readonly root: Node<T> = { next: new Map() };

  get(name: string): T | undefined {
    let node: Node<T> | undefined = this.root;
    for (const step of stepsOf(name)) node = node?.next.get(step);
    return node === this.root ? undefined : node?.value;
  }

  /** `undefined` takes the name out. Names that no text is searched for are left out. */
  set(name: string, value: T | undefined): void {
    const steps = stepsOf(name);
    if (steps.length === 0) return;
    let node = this.root;
    for (const step of steps) {
      let next = node.next.get(step);
      if (!next) {
        if (value === undefined) return;
        node.next.set(step, (next = { next: new Map() }));
      }
      node = next;
    }
    node.value = value;
  }

  /** True if no name was ever put in. */
  get isEmpty(): boolean {
    return this.root.next.size === 0;
  }

  /** The longest name that begins with a step of a text and is `wanted`, with the number of steps that it takes. */
  longestAt(
    steps: readonly string[],
    first: number,
    wanted: (value: T) => boolean = () => true,
  ): { readonly count: number; readonly value: T } | undefined {
    const step = steps[first]!;
    let node = this.root.next.get(step.startsWith(GAP) ? step.trimStart() : step);
    let longest: { readonly count: number; readonly value: T } | undefined;
    for (let count = 1; node; count++) {
      const { value }: Node<T> = node;
      if (value !== undefined && wanted(value)) longest = { count, value };
      const next = steps[first + count];
      node = next === undefined ? undefined : node.next.get(next);
    }
    return longest;
  }
}

/** Stands in a step for white space before it. */
export const GAP = ' ';

/** A name's tokens, each with a space before it where white space stands there. */
function stepsOf(name: string): string[] {
  const text = name.normalize('NFC');
  if (text.length > LONGEST_NAME) return [];
  const tokens = tokenize(text);
  return tokens.map(({ start, end }, index) => {
    const divided = index > 0 && tokens[index - 1]!.end < start;
    return (divided ? GAP : '') + text.slice(start, end);
  });
}
