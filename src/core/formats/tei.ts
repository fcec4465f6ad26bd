import { flatMentions } from '../marks/flat-mentions';
import type { Mark } from '../marks/mark';
import { piecesOf } from '../model/extent';
import type { RegistryEntries } from '../registry/entries';
import { TIMEX_TYPES } from '../model/timex';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { readEach, type DatasetReader, type DatasetPlace, type Offsets } from './dataset-reader';
import { fileEach, type DatasetFormat, type Fact } from './format';
import type { ImportedMention } from './imported-text';
import type { ImportedEntry } from './imported-text';
import {
  addressesOf,
  articleFields,
  entryIri,
  entryOfIris,
  importedArticleFields,
  entryOf,
  timexOf,
} from './mention-fields';
import { attributes, childrenOf, descendants, escapeXml, parseXml, textOf, type XmlElement } from './xml';

const NAMESPACE = 'http://www.tei-c.org/ns/1.0';

/**
 * TEI P5, a file for each article: a paragraph for each line of the body, and mentions inline as `persName`, `orgName`,
 * `placeName`, `date`, `time` or `rs` with the label as `@type`, so there are no offsets. Mentions that overlap a longer
 * one, go over a line end or are in pieces, are between `anchor`s and named in `standOff`, with a `range()` in `@target`
 * for each piece. A date has its TIMEX3 type in `@type`, its
 * value in `@key`, and in `@when` where XML Schema has such a date. A mention that is linked has the entity's
 * id in `@key`, and with its addresses in `@ref` (`@corresp` in `standOff`). White space around lines is not kept.
 */
export const tei: DatasetFormat = {
  id: 'tei',
  name: 'TEI P5',
  extensions: ['xml'],
  layout: 'folder',
  offsets: 'inline',
  text: 'body',
  overlaps: true,
  pieces: true,
  facts: new Set<Fact>(['language', 'published', 'title', 'source', 'entity', 'timex']),
  options: [],
  shards: true,
  write: () => fileEach('xml', stringify),
  read: (files) => readEach(files, readFile),
};

const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ['person', 'persName'],
  ['organization', 'orgName'],
  ['location', 'placeName'],
]);

/** What XML Schema has as a date or time and TEI takes as `@when`. */
const WHEN = /^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})$/;

function tagsOf(mention: Mark, entries: RegistryEntries): [open: string, close: string] {
  const { label, timex } = mention;
  if (label === 'date') {
    const name = timex?.type === 'TIME' ? 'time' : 'date';
    // `2024-06-14T18:40` is a time of TIMEX3; XML Schema wants seconds.
    const seconds =
      timex && (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(timex.value) ? `${timex.value}:00` : timex.value);
    const when = seconds !== undefined && WHEN.test(seconds) ? seconds : undefined;
    return [`<${name}${attributes({ type: timex?.type, key: timex?.value, when })}>`, `</${name}>`];
  }
  const name = ELEMENTS.get(label);
  const entry = entryOf(mention, entries);
  const link = {
    key: entry?.id,
    ref: entry && [entryIri(entry), ...addressesOf(entry)].join(' '),
  };
  return name
    ? [`<${name}${attributes(link)}>`, `</${name}>`]
    : [`<rs${attributes({ type: label, ...link })}>`, '</rs>'];
}

function stringify(annotated: AnnotatedArticle): string {
  const { article } = annotated;
  const { text, body } = article;
  const lines = linesOf(text, body.start, body.end);
  const whole = annotated.mentions.filter(({ pieces }) => !pieces);
  const flat = flatMentions(text.length, whole).filter(
    ({ span }) => !text.slice(span.start, span.end).includes('\n'),
  );
  const inline = new Set(flat);
  const apart = annotated.mentions.filter((mention) => !inline.has(mention));
  const anchors = new Map<number, string[]>();
  const anchor = (offset: number, id: string) => anchors.set(offset, [...(anchors.get(offset) ?? []), id]);
  for (const [index, mention] of apart.entries()) {
    for (const [piece, { start, end }] of piecesOf(mention).entries()) {
      const [from, to] = anchorIds(index, piece);
      anchor(start, from);
      anchor(end, to);
    }
  }
  const borders = [...anchors.keys()].sort((a, b) => a - b);
  let next = 0;
  let border = 0;
  const between = (start: number, end: number, last: boolean): string => {
    let written = '';
    let at = start;
    for (; border < borders.length; border++) {
      const offset = borders[border] as number;
      if (offset > end || (offset === end && !last)) break;
      // An anchor in the white space between lines stands at the end of the line before it, or at the next one's start.
      const place = Math.max(at, offset);
      written += escapeXml(text.slice(at, place));
      written += (anchors.get(offset) as string[]).map((id) => `<anchor xml:id="${id}"/>`).join('');
      at = place;
    }
    return written + escapeXml(text.slice(at, end));
  };
  const paragraphs = lines.map(({ start, end }, index) => {
    let written = '';
    let at = start;
    for (let mention = flat[next]; mention && mention.span.start < end; mention = flat[++next]) {
      const [open, close] = tagsOf(mention, annotated.entries);
      written += between(at, mention.span.start, false) + open;
      written += between(mention.span.start, mention.span.end, false) + close;
      at = mention.span.end;
    }
    written += between(at, end, true);
    if (index === lines.length - 1) written += between(end, body.end, true).replace(/\n/g, '');
    return `        <p>${written}</p>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="${NAMESPACE}">
${headerOf(annotated)}${standOffOf(apart, annotated.entries)}  <text>
    <body>
${paragraphs.length > 0 ? `      <div>\n${paragraphs.join('')}      </div>\n` : '      <p/>\n'}    </body>
  </text>
</TEI>
`;
}

/** The lines that hold more than white space. */
function linesOf(text: string, start: number, end: number): { start: number; end: number }[] {
  return [...text.slice(start, end).matchAll(/[^\n]+/g)]
    .filter(([line]) => /[^\s\p{Cc}]/u.test(line))
    .map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

function headerOf(annotated: AnnotatedArticle): string {
  const { language, published, title, source } = articleFields(annotated);
  const told = [
    title === undefined ? '' : `<title>${escapeXml(title)}</title>`,
    source === undefined ? '' : `<publisher>${escapeXml(source)}</publisher>`,
    published === undefined ? '' : `<date when="${published}">${published}</date>`,
    `<idno type="filename">${escapeXml(annotated.file)}</idno>`,
  ];
  return `  <teiHeader>
    <fileDesc>
      <titleStmt><title>${escapeXml(title ?? annotated.file)}</title></titleStmt>
      <publicationStmt><p>Exported from Marginalia.</p></publicationStmt>
      <sourceDesc><bibl>${told.join('')}</bibl></sourceDesc>
    </fileDesc>
    <profileDesc><langUsage><language${attributes({ ident: language })}>${escapeXml(language)}</language></langUsage></profileDesc>
  </teiHeader>
`;
}

/** The names of the anchors around a piece of a mention. */
function anchorIds(mention: number, piece: number): [from: string, to: string] {
  const name = piece === 0 ? String(mention + 1) : `${mention + 1}.${piece + 1}`;
  return [`from${name}`, `to${name}`];
}

function standOffOf(mentions: readonly Mark[], entries: RegistryEntries): string {
  if (mentions.length === 0) return '';
  const spans = mentions.map((mention, index) => {
    const { label, timex } = mention;
    const entry = entryOf(mention, entries);
    const [from, to] = anchorIds(index, 0);
    const ranges = mention.pieces?.map((_, piece) => `#range(${anchorIds(index, piece).join(',')})`);
    const told = attributes({
      type: label,
      ...(ranges ? { target: ranges.join(' ') } : { from: `#${from}`, to: `#${to}` }),
      corresp: entry && [entryIri(entry), ...addressesOf(entry)].join(' '),
    });
    return `      <span${told}>${escapeXml(timex ? `${timex.type} ${timex.value}` : label)}</span>\n`;
  });
  return `  <standOff>\n    <spanGrp type="mentions">\n${spans.join('')}    </spanGrp>\n  </standOff>\n`;
}

/** Elements whose text stands in lines of its own. */
const BLOCKS = new Set([
  'p',
  'ab',
  'head',
  'l',
  'item',
  'div',
  'lg',
  'list',
  'byline',
  'dateline',
  'opener',
  'closer',
  'trailer',
  'u',
  'sp',
]);

/** Elements that are no part of the article's text. */
const ASIDE = new Set(['note', 'fw', 'figDesc']);

const LABELS: ReadonlyMap<string, string> = new Map([
  ['persName', 'person'],
  ['orgName', 'organization'],
  ['placeName', 'location'],
  ['geogName', 'location'],
  ['country', 'location'],
  ['settlement', 'location'],
  ['region', 'location'],
  ['date', 'date'],
  ['time', 'date'],
]);

interface Found {
  readonly place: DatasetPlace;
  readonly stretches: readonly Offsets[];
  readonly mention: ImportedMention;
}

function readFile(file: DatasetFile, dataset: DatasetReader): void {
  const reading = parseXml(file);
  if (!reading.ok) return dataset.fail(reading.problem);
  const { root } = reading;
  const place = { path: file.path, range: root.range };
  const [body] = [...descendants(root, 'body')];
  if (root.namespace !== NAMESPACE || !body) {
    return dataset.error(
      place,
      'tei-root',
      'There is no body in a TEI document ({0}). Choose the format that the file has.',
      NAMESPACE,
    );
  }
  const walk = new TeiText(file.path);
  walk.read(body);
  const article = dataset.open(place, file.path.replace(/\.xml$/, ''), walk.text);
  if (!article) return;
  for (const span of [...descendants(root, 'standOff')].flatMap((one) => [...descendants(one, 'span')])) {
    const { attributes: given, range } = span;
    const stretches = stretchesOf(given, walk.anchors);
    const label = given.get('type');
    if (!stretches || !label) {
      dataset.error(
        { path: file.path, range },
        'tei-span',
        'The span has no type, or points to no anchor of the text. Correct it, or take it out.',
      );
      continue;
    }
    const [, type, value] = /^(DATE|TIME|DURATION|SET) (.+)$/.exec(textOf(span)) ?? [];
    const timex = timexOf({ timex: TIMEX_TYPES.find((one) => one === type), value });
    walk.found.push({
      place: { path: file.path, range },
      stretches,
      mention: { label, status: 'accepted', timex, entry: entryOfReferences(given.get('corresp')) },
    });
  }
  for (const { place: mentionPlace, stretches, mention } of walk.found)
    article.addPieces(mentionPlace, stretches, 'UTF-16 code units', mention);
  article.close(factsOf(root));
}

/** The stretches between anchors that a `span` points to; `undefined` where one of them is not there. */
function stretchesOf(
  given: ReadonlyMap<string, string>,
  anchors: ReadonlyMap<string, number>,
): Offsets[] | undefined {
  const target = given.get('target');
  const pairs =
    target === undefined
      ? [[given.get('from')?.replace(/^#/, ''), given.get('to')?.replace(/^#/, '')]]
      : target
          .trim()
          .split(/\s+(?=#)/)
          .map((one) => /^#range\(([^(),]+),([^(),]+)\)$/.exec(one)?.slice(1) ?? []);
  const stretches = pairs.flatMap(([from = '', to = '']): Offsets[] => {
    const [start, end] = [anchors.get(from.trim()), anchors.get(to.trim())];
    return start === undefined || end === undefined ? [] : [[start, end]];
  });
  return stretches.length === pairs.length ? stretches : undefined;
}

/** The text of a body as it is walked, with what is marked in it. */
class TeiText {
  text = '';
  readonly found: Found[] = [];
  readonly anchors = new Map<string, number>();

  constructor(private readonly path: string) {}

  read(element: XmlElement): void {
    for (const child of element.children) {
      if (typeof child === 'string') {
        // White space between blocks is the layout of the file.
        if (child.trim() !== '' || holdsText(element)) this.text += child.replace(/\n\s*/g, ' ');
      } else if (!ASIDE.has(child.name)) this.readElement(child);
    }
  }

  private readElement(element: XmlElement): void {
    const { name, attributes: given, range } = element;
    if (name === 'lb' || name === 'pb' || (BLOCKS.has(name) && this.text !== '' && !this.text.endsWith('\n')))
      this.text += '\n';
    if (name === 'anchor') this.anchors.set(given.get('xml:id') ?? '', this.text.length);
    const start = this.text.length;
    this.read(element);
    const label =
      LABELS.get(name) ?? (name === 'rs' || name === 'name' ? (given.get('type') ?? name) : undefined);
    if (label !== undefined && this.text.length > start) {
      const type =
        TIMEX_TYPES.find((one) => one === given.get('type')) ?? (name === 'time' ? 'TIME' : undefined);
      const value = given.get('key') ?? given.get('when') ?? given.get('when-iso');
      const timex = label === 'date' ? timexOf({ timex: type, value }) : undefined;
      const place = { path: this.path, range };
      const entry = entryOfReferences(given.get('ref'));
      const mention = { label, status: 'accepted', timex, entry } as const;
      this.found.push({ place, stretches: [[start, this.text.length]], mention });
    }
    if (BLOCKS.has(name) && this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
  }
}

/** What the addresses of an attribute identify. */
function entryOfReferences(references = ''): ImportedEntry | undefined {
  return entryOfIris(references.split(/\s+/));
}

/** Whether an element holds text itself, and not only blocks. */
function holdsText({ name, children }: XmlElement): boolean {
  return name !== 'body' && !children.some((child) => typeof child !== 'string' && BLOCKS.has(child.name));
}

function factsOf(root: XmlElement): ReturnType<typeof importedArticleFields> {
  const [bibl] = [...descendants(root, 'bibl')];
  const within = (name: string) => (bibl ? childrenOf(bibl, name)[0] : undefined);
  const [header] = [...descendants(root, 'titleStmt')];
  const title = bibl ? within('title') : header && childrenOf(header, 'title')[0];
  const [language] = [...descendants(root, 'language')];
  const publisher = within('publisher');
  return importedArticleFields({
    language: language?.attributes.get('ident'),
    published: within('date')?.attributes.get('when'),
    title: title && textOf(title).trim(),
    source: publisher && textOf(publisher).trim(),
  });
}
