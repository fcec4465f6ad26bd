import type { Span } from '../model/span';

/** Where the blocks of a list are in a sidecar's source. */
export interface ListLayout {
  /** Where the key of the list stands. */
  readonly key: number;
  /** The column of the dashes. */
  readonly indent: number;
  /** One item of the list each, with the comments behind it; they follow each other without a gap. */
  readonly blocks: readonly Span[];
}

/** Where the lists of a sidecar are; every other part is the frame. */
export interface Layout {
  readonly annotations: ListLayout;
  /** Absent where the list is missing, empty or written otherwise: then it is part of the frame. */
  readonly relations: ListLayout | undefined;
}

/** Behind these, one line says what another means. */
const DOCUMENT_MARK = /^(?:---|\.\.\.|%)/m;

/**
 * Finds the blocks of lists that are written as usual, one item after another at one column, without reading YAML.
 * What it finds is right if each block and the frame can be read alone: only then is no quotation and no literal cut in
 * two. `undefined` where the file is written otherwise. Linear.
 */
export function layoutOf(source: string): Layout | undefined {
  // YAML lets a tab be blank in one place and a fault in the next: the whole file says which.
  if (/^ *\t/m.test(source)) return undefined;
  if (DOCUMENT_MARK.test(source)) return undefined;
  const annotations = listOf(source, 'annotations');
  return annotations && { annotations, relations: listOf(source, 'relations') };
}

function listOf(source: string, name: string): ListLayout | undefined {
  const [key, ...others] = source.matchAll(new RegExp(`^${name}:[ \\t]*(?:#.*)?\\r?$`, 'gm'));
  if (!key || others.length > 0) return undefined;
  const starts: number[] = [];
  let indent = -1;
  let end = source.length;
  let next = source.indexOf('\n', key.index);
  while (next >= 0 && next + 1 < source.length) {
    const start = next + 1;
    next = source.indexOf('\n', start);
    let column = start;
    while (source[column] === ' ') column++;
    const sign = source[column];
    if (sign === undefined || sign === '\n' || sign === '\r' || sign === '#') continue;
    const dashed = sign === '-' && source[column + 1] === ' ';
    if (indent < 0) {
      if (!dashed) return undefined;
      indent = column - start;
    }
    if (column - start > indent) continue;
    if (dashed && column - start === indent) starts.push(start);
    else if (column === start && !dashed) {
      end = start;
      break;
    } else return undefined;
  }
  if (starts.length === 0) return undefined;
  const blocks = starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
  return { key: key.index, indent, blocks };
}
