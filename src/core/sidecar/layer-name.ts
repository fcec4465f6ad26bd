import { SIDECAR_SUFFIX } from './schema';

/** What the name of a sidecar says. */
export interface SidecarName {
  readonly article: string;
  /** Whose layer it is, as the annotator is named in their decisions; absent for the adjudicated one. */
  readonly layer?: string;
}

const ARTICLE = /\.(?:txt|md|article)$/i;

/** True for articles whose annotators can have layers: those by whose extension a layer's name is told from theirs. */
export function takesLayers(article: string): boolean {
  return ARTICLE.test(article);
}

/**
 * The name of an article's sidecar, or of the one that holds an annotator's layer: `a.txt.ann.yaml`,
 * `a.txt.ana.ann.yaml`. Of the annotator's name, letters, digits, `-` and `_` stay as they are; the rest is
 * percent-encoded. An article that takes no layers has one sidecar.
 */
export function sidecarName({ article, layer }: SidecarName): string {
  const part = layer === undefined || !takesLayers(article) ? '' : `.${encoded(layer)}`;
  return `${article}${part}${SIDECAR_SUFFIX}`;
}

/** The article and the layer that a path names; `undefined` for what is no sidecar. */
export function readSidecarName(path: string): SidecarName | undefined {
  if (!path.endsWith(SIDECAR_SUFFIX)) return undefined;
  const stem = path.slice(0, -SIDECAR_SUFFIX.length);
  const dot = stem.lastIndexOf('.');
  const article = stem.slice(0, Math.max(0, dot));
  const layer = takesLayers(stem) || !takesLayers(article) ? undefined : decoded(stem.slice(dot + 1));
  return layer === undefined ? { article: stem } : { article, layer };
}

function encoded(name: string): string {
  const whole = name.normalize('NFC').replace(/\p{Cs}/gu, '\uFFFD');
  const safe = whole.replace(/[^\p{L}\p{M}\p{N}_-]/gu, escaped);
  // `a.txt.md.ann.yaml` would be the sidecar of an article `a.txt.md`.
  return takesLayers(`.${safe}`) ? escaped(safe.charAt(0)) + safe.slice(1) : safe;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80 ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : encodeURIComponent(character);
}

function decoded(part: string): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
