import type { Span } from '../model/span';

/** What an item of the list says; `range` is of its mapping, in the text of the block. */
export interface PlainBlock {
  readonly value: Readonly<Record<string, unknown>>;
  readonly range: Span;
}

const FIRST_LINE = /^( *)- ([a-z]+):(?: (.+))?$/;
const LINE = /^( +)([a-z]+):(?: (.+))?$/;
/** Nothing in it is an indicator, and it begins with a letter, or a mark that begins no number, or is a day: it is a string. */
const PLAIN =
  /^(?:[\p{L}()/;“”«»–—]|\d{4}-(?:\d\d|XX|W))(?:[\p{L}\p{M}\p{N} .,;_'’"“”«»()/+*=&%$!?–—-]|:(?! |$))*$/u;
const OTHER_VALUES = /^(?:true|false|null|~|y|n|yes|no|on|off|\.?inf|\.?nan)$/i;
const NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
const POSITION = /^\[(0|[1-9]\d{0,14}), (0|[1-9]\d{0,14})\]$/;
const PIECES =
  /^\[\[(?:0|[1-9]\d{0,14}), (?:0|[1-9]\d{0,14})\](?:, \[(?:0|[1-9]\d{0,14}), (?:0|[1-9]\d{0,14})\])+\]$/;
const QUOTED = /^"(?:[^"\\\p{Cc}\p{Zl}\p{Zp}\uFEFF]|\\(?:[bfnrt"\\/]|u(?![dD][89a-fA-F])[\da-fA-F]{4}))*"$/u;

/**
 * Reads a block that is written as this program writes it, a key and a value on each line and one level of nesting,
 * which takes a fraction of what reading YAML does. `undefined` where anything is otherwise, were it a comment.
 */
export function readPlainBlock(text: string): PlainBlock | undefined {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  const value: Record<string, unknown> = {};
  let nested: Record<string, unknown> | undefined;
  let column = 0;
  for (const [index, line] of lines.entries()) {
    const parts = (index === 0 ? FIRST_LINE : LINE).exec(line);
    if (!parts) return undefined;
    const [, blank = '', key = '', written] = parts;
    let target = value;
    if (index === 0) column = blank.length + 2;
    else if (blank.length === column + 2 && nested) target = nested;
    else if (blank.length !== column || isEmpty(nested)) return undefined;
    if (Object.hasOwn(target, key)) return undefined;
    if (written === undefined) {
      if (target !== value) return undefined;
      target[key] = nested = {};
      continue;
    }
    if (target === value) nested = undefined;
    const scalar = scalarOf(written);
    if (scalar === undefined) return undefined;
    target[key] = scalar;
  }
  if (isEmpty(nested)) return undefined;
  return { value, range: { start: column, end: text.length } };
}

function isEmpty(nested: Record<string, unknown> | undefined): boolean {
  return nested !== undefined && Object.keys(nested).length === 0;
}

function scalarOf(written: string): unknown {
  if (written.startsWith('"')) return QUOTED.test(written) ? JSON.parse(written) : undefined;
  if (NUMBER.test(written)) return Number(written);
  if (written === 'true') return true;
  const position = POSITION.exec(written);
  if (position) return [Number(position[1]), Number(position[2])];
  if (PIECES.test(written)) return JSON.parse(written);
  return PLAIN.test(written) && !written.endsWith(' ') && !OTHER_VALUES.test(written) ? written : undefined;
}
