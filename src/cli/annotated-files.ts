import { readFile } from 'node:fs/promises';
import { decodeText, indexLines, normalizeLineEnds, parseSidecar, sidecarName, type Sidecar } from '../core';
import { placeAt, problemFault, systemFault, type Fault } from './fault';
import { EXIT, type Terminal } from './terminal';

/** An article that a command was given. */
export interface ArticleFile {
  /** As shown and as written into datasets: as it was given, with `/` between folders; `-` is standard input. */
  readonly name: string;
  /** Absolute; absent for standard input. */
  readonly path?: string;
  /** The folder that was given and that it was found in, absolute; absent where it was given by its name. */
  readonly within?: string;
}

/** An article and what stands beside it on disk. */
export interface AnnotatedFile {
  /** Line ends are `\n`. */
  readonly text: string;
  /** The sidecar's name, as the article's is shown. */
  readonly sidecarName: string;
  /** Without problems; empty where there is no such file. */
  readonly sidecar: Sidecar;
  readonly hasSidecar: boolean;
}

export type Opened =
  ({ readonly ok: true } & AnnotatedFile) | { readonly ok: false; readonly faults: readonly Fault[] };

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' | 'unreadable'; readonly fault: Fault };

/** Reads an article and its sidecar, or an annotator's layer. A sidecar that has problems fails with all of them. */
export async function openArticle(
  { name, path }: ArticleFile,
  terminal: Terminal,
  layer?: string,
): Promise<Opened> {
  const named = sidecarOf(name, layer);
  if (path === undefined) {
    const article = decoded(name, await everything(terminal.stdin));
    if (article.kind !== 'text') return { ok: false, faults: [article.fault] };
    const text = normalizeLineEnds(article.text);
    return { ok: true, text, sidecarName: named, sidecar: parseSidecar(''), hasSidecar: false };
  }
  const [article, content] = await Promise.all([
    readContent(name, path),
    readContent(named, sidecarOf(path, layer)),
  ]);
  const sidecar = parseSidecar(content.kind === 'text' ? content.text : '');
  const lines = indexLines(sidecar.source);
  const faults = sidecar.problems.map((problem) => problemFault(named, lines, problem));
  if (content.kind === 'unreadable') faults.push(content.fault);
  if (article.kind === 'absent' && content.kind === 'text') faults.unshift(withoutArticle(named, name));
  else if (article.kind !== 'text') faults.unshift(article.fault);
  if (article.kind !== 'text' || faults.length > 0) return { ok: false, faults };
  const text = normalizeLineEnds(article.text);
  return { ok: true, text, sidecarName: named, sidecar, hasSidecar: content.kind === 'text' };
}

/** The sidecar of an article, given by its name or its path, or the one that holds an annotator's layer. */
export function sidecarOf(article: string, layer: string | undefined): string {
  return sidecarName({ article, ...(layer !== undefined && { layer }) });
}

/** Reads a file as text. */
export async function readContent(name: string, path: string): Promise<Content> {
  try {
    return decoded(name, await readFile(path));
  } catch (error) {
    const fault = systemFault(name, error);
    return { kind: fault.code === 'absent' ? 'absent' : 'unreadable', fault };
  }
}

/** The text of a file as it stands but for a byte order mark, which is dropped. */
function decoded(name: string, bytes: Uint8Array): Content {
  const decoder = new TextDecoder();
  const reading = decodeText(bytes, decoder);
  if (reading.ok) return { kind: 'text', text: reading.text };
  const { code, offset } = reading.problem;
  const before = normalizeLineEnds(decoder.decode(bytes.subarray(0, offset)));
  const what =
    code === 'binary' ? 'this is not a text file: a NUL byte' : 'this is not UTF-8: an invalid byte';
  return {
    kind: 'unreadable',
    fault: {
      file: name,
      place: placeAt(indexLines(before), before.length),
      code,
      message: `${what} at byte offset ${offset}`,
      severity: 'error',
      exit: EXIT.problems,
    },
  };
}

function withoutArticle(sidecar: string, name: string): Fault {
  return {
    file: sidecar,
    place: { line: 1, column: 1 },
    code: 'sidecar-without-article',
    message: `there is no article ${name} beside this sidecar`,
    severity: 'error',
    exit: EXIT.problems,
  };
}

async function everything(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
