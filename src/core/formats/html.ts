import type { Mark } from '../marks/mark';
import { piecesOf, shownText } from '../model/extent';
import { byPosition, type Span } from '../model/span';
import type { AnnotatedArticle } from './annotated-article';
import { FACTS, fileEach, type DatasetFormat, type Fact } from './format';
import { articleFields } from './mention-fields';
import { attribute, escapeXml } from './xml';

/** Tints that tell labels apart on white and on black, as hue and chroma of OKLCH; labels of a project share the last. */
const HUES: ReadonlyMap<string, number> = new Map([
  ['person', 255],
  ['organization', 305],
  ['location', 150],
  ['event', 55],
  ['product', 345],
  ['date', 95],
]);

const STYLE = `
:root { color-scheme: light dark; font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
header { font-family: system-ui, sans-serif; font-size: 0.85rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
article { white-space: pre-wrap; overflow-wrap: break-word; }
mark { color: inherit; border-radius: 0.2em; padding: 0.05em 0.1em; --hue: 0; --chroma: 0;
  background: oklch(0.6 var(--chroma) var(--hue) / 0.22); border-bottom: 2px solid oklch(0.6 var(--chroma) var(--hue)); }
mark.suggested { background: none; border-bottom-style: dashed; }
mark.rejected { background: none; border-bottom: none; text-decoration: line-through; opacity: 0.7; }
.legend { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; padding: 0; list-style: none; }
@media print { body { margin: 0; } }
`;

/**
 * A copy for reading: of each article one HTML page that needs nothing else, without scripts, with the mentions of its
 * body highlighted in place, a legend, and the facts of each mention as a tooltip. Overlapping mentions are shown
 * together, a mention in pieces piece by piece. There are no offsets, and it is not read back.
 */
export const html: DatasetFormat = {
  id: 'html',
  name: 'HTML reading copy',
  extensions: ['html'],
  layout: 'folder',
  offsets: 'inline',
  text: 'body',
  overlaps: true,
  pieces: true,
  facts: new Set<Fact>(FACTS.filter((fact) => fact !== 'id')),
  options: [],
  shards: true,
  write: () => fileEach('html', pageOf),
};

function pageOf(annotated: AnnotatedArticle): string {
  const { article, mentions, file } = annotated;
  const { text, body } = article;
  const { language, published, title, source } = articleFields(annotated);
  const counts = new Map<string, number>();
  for (const { label, status } of mentions)
    if (status !== 'rejected') counts.set(label, (counts.get(label) ?? 0) + 1);
  const legend = [...counts].map(
    ([label, count]) => `<li><mark${styleOf(label)}>${escapeXml(label)}</mark> ${count}</li>`,
  );
  const { labels = [] } = annotated;
  const facts = [source, published, language === 'und' ? undefined : language, ...labels, file].filter(
    (one) => one !== undefined,
  );
  return `<!doctype html>
<html${language === 'und' ? '' : ` lang=${attribute(language)}`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title ?? file)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
${title === undefined ? '' : `<h1>${escapeXml(title)}</h1>\n`}<p>${facts.map(escapeXml).join(' · ')}</p>
<ul class="legend">${legend.join('')}</ul>
</header>
<article dir="auto">${highlighted(text, body.start, body.end, mentions)}</article>
</body>
</html>
`;
}

function styleOf(label: string): string {
  const hue = HUES.get(label);
  return hue === undefined ? '' : ` style="--hue: ${hue}; --chroma: 0.15"`;
}

interface Highlight {
  readonly span: Span;
  readonly tag: string;
}

/** The text in stretches, each inside a `mark` of every mention that covers it, the longest outermost. */
function highlighted(text: string, start: number, end: number, mentions: readonly Mark[]): string {
  const highlights = mentions
    .flatMap((mention) => piecesOf(mention).map((span): Highlight => ({ span, tag: tagOf(text, mention) })))
    .sort(byPosition);
  const borders = [
    ...new Set([start, end, ...highlights.flatMap(({ span }) => [span.start, span.end])]),
  ].sort((a, b) => a - b);
  let open: Highlight[] = [];
  let next = 0;
  return borders
    .slice(0, -1)
    .map((from, index) => {
      while (highlights[next]?.span.start === from) open.push(highlights[next++]!);
      open = open.filter(({ span }) => span.end > from);
      const stretch = escapeXml(text.slice(from, borders[index + 1]));
      return [...open]
        .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
        .reduce((inner, { tag }) => `${tag}${inner}</mark>`, stretch);
    })
    .join('');
}

function tagOf(text: string, mention: Mark): string {
  const { label, status, timex, confidence, source, annotation } = mention;
  const { attributes = {}, note, flagged, by, at } = annotation ?? {};
  const told = [
    `${label}, ${status}`,
    mention.pieces && shownText(text, mention),
    timex &&
      [timex.type, timex.value, timex.mod, timex.anchor && `from ${timex.anchor}`].filter(Boolean).join(' '),
    annotation?.entity !== undefined && label !== 'date' && `entity ${annotation.entity}`,
    ...Object.entries(attributes).map(([name, value]) => `${name}: ${value}`),
    note,
    flagged && 'to be discussed',
    source && `${source}${confidence === undefined ? '' : ` ${Math.round(confidence * 100)} %`}`,
    by && `decided by ${by}`,
    at,
  ].filter(Boolean);
  return `<mark class=${attribute(status)}${styleOf(label)} title=${attribute(told.join('\n'))}>`;
}
