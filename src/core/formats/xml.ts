import { SaxesParser } from 'saxes';
import type { Span } from '../model/span';
import { datasetProblem, type DatasetFile, type DatasetProblem } from './dataset-file';

/** Characters that XML 1.0 has no place for, even escaped: controls but tab and line ends, halves of pairs, U+FFFE, U+FFFF. */
const FORBIDDEN = /(?![\t\n\r\x7f-\x9f])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text with each character that XML cannot hold as U+FFFD, which is as long, so that offsets stay. */
export function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd');
}

/** Nothing to escape, in character data or between quotation marks: most of what is written. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

/** Character data. */
export function escapeXml(text: string): string {
  if (PLAIN.test(text)) return text;
  return xmlText(text).replace(/[&<>\r]/g, (character) => {
    if (character === '&') return '&amp;';
    if (character === '<') return '&lt;';
    return character === '>' ? '&gt;' : '&#13;';
  });
}

/** A value of an attribute, between quotation marks. White space is escaped, or a reader would make it spaces. */
export function attribute(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  const escaped = escapeXml(value).replace(/["\t\n]/g, (character) => {
    if (character === '"') return '&quot;';
    return character === '\t' ? '&#9;' : '&#10;';
  });
  return `"${escaped}"`;
}

/** Attributes as they stand in a tag, a space before each; those without a value are left out. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  let written = '';
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) written += ` ${name}=${attribute(String(value))}`;
  }
  return written;
}

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  readonly namespace: string;
  /** By name, with the prefix where there is one. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  /** Of the tag in the file. */
  readonly range: Span;
}

export type XmlReading =
  { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly problem: DatasetProblem };

const DEEPEST = 200;

/**
 * Parses well-formed XML. A document type is refused, so that no entity is ever expanded and nothing is fetched; so is
 * what nests too deep.
 */
export function parseXml({ path, content }: DatasetFile): XmlReading {
  const source = content as string;
  const parser = new SaxesParser({ xmlns: true, position: true });
  let problem: DatasetProblem | undefined;
  const fail = (code: string, message: string, ...args: (string | number)[]) => {
    const at = Math.min(parser.position, source.length);
    problem ??= datasetProblem(path, code, message, Math.max(0, at - 1), at, ...args);
  };
  interface Open {
    readonly element: XmlElement;
    readonly children: (XmlElement | string)[];
  }
  const stack: Open[] = [];
  let root: XmlElement | undefined;
  let tagStart = 0;
  parser.on('error', ({ message }) =>
    fail(
      'xml-syntax',
      'This is not well-formed XML: {0} The file may be cut off.',
      message.replace(/^\d+:\d+: /, ''),
    ),
  );
  parser.on('doctype', () =>
    fail(
      'xml-doctype',
      'The file has a document type (DOCTYPE), which is not read: it could pull in other files. Take it out.',
    ),
  );
  parser.on('opentagstart', () => {
    tagStart = parser.position;
  });
  parser.on('opentag', (tag) => {
    if (problem) return;
    if (stack.length >= DEEPEST)
      return fail('xml-depth', 'Elements nest deeper than {0}. Write them flatter.', DEEPEST);
    const children: (XmlElement | string)[] = [];
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(Object.values(tag.attributes).map(({ name, value }) => [name, value])),
      children,
      range: {
        start: Math.max(0, tagStart - tag.name.length - 2),
        end: Math.min(parser.position, source.length),
      },
    };
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push({ element, children });
  });
  const text = (data: string) => {
    const children = stack.at(-1)?.children;
    if (!children || problem) return;
    if (typeof children.at(-1) === 'string')
      children[children.length - 1] = `${children.at(-1) as string}${data}`;
    else children.push(data);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => void stack.pop());
  for (let at = 0; at < source.length && !problem; at += CHUNK) parser.write(source.slice(at, at + CHUNK));
  if (!problem) parser.close();
  if (problem) return { ok: false, problem };
  if (!root)
    return {
      ok: false,
      problem: datasetProblem(
        path,
        'xml-syntax',
        'There is no XML in this file. Choose the format that the file has.',
        0,
        0,
      ),
    };
  return { ok: true, root };
}

/** Small, because the parser goes on to the end of a chunk after a fault, in time quadratic in the depth. */
const CHUNK = 4096;

/** The elements of a name below one, at any depth, in the order of the file. */
export function* descendants(element: XmlElement, name?: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (name === undefined || child.name === name) yield child;
    yield* descendants(child, name);
  }
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

/** All text of an element and of those inside it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
