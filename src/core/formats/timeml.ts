import { TIMEX_TYPES } from '../model/timex';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { readEach, type DatasetReader, type ArticleReader } from './dataset-reader';
import { fileEach, type DatasetFormat, type Fact } from './format';
import { importedArticleFields, timexOf } from './mention-fields';
import { attributes, childrenOf, descendants, escapeXml, parseXml, textOf, type XmlElement } from './xml';

/**
 * TimeML 1.2.1, a file for each article: `TIMEX3` around the dates of its body, inline, so there are no offsets. The day
 * that the article appeared is the document creation time `t0`; what was counted from it has it as `anchorTimeID` and
 * `temporalFunction`. The format holds dates with a value, and of those that overlap the longest.
 */
export const timeml: DatasetFormat = {
  id: 'timeml',
  name: 'TimeML',
  extensions: ['tml', 'xml'],
  layout: 'folder',
  offsets: 'inline',
  text: 'body',
  overlaps: false,
  facts: new Set<Fact>(['published', 'title', 'timex', 'mod']),
  options: [],
  refuse: ({ label, timex }) => (label !== 'date' ? 'label' : timex ? undefined : 'no-value'),
  shards: true,
  write: () => fileEach('tml', stringify),
  read: (files) => readEach(files, readFile),
};

function stringify({ file, article, frontMatter, mentions }: AnnotatedArticle): string {
  const { text, body, published } = article;
  let inline = '';
  let at = body.start;
  for (const [index, { span, timex }] of mentions.entries()) {
    if (!timex) continue;
    const anchored = published !== undefined && timex.anchor === published;
    const told = attributes({
      tid: `t${index + 1}`,
      type: timex.type,
      value: timex.value,
      mod: timex.mod,
      temporalFunction: anchored ? 'true' : 'false',
      functionInDocument: 'NONE',
      anchorTimeID: anchored ? 't0' : undefined,
    });
    inline += escapeXml(text.slice(at, span.start));
    inline += `<TIMEX3${told}>${escapeXml(text.slice(span.start, span.end))}</TIMEX3>`;
    at = span.end;
  }
  inline += escapeXml(text.slice(at, body.end));
  const creation =
    published === undefined
      ? ''
      : `<DCT><TIMEX3${attributes({ tid: 't0', type: 'DATE', value: published, temporalFunction: 'false', functionInDocument: 'CREATION_TIME' })}>${published}</TIMEX3></DCT>\n`;
  const title = frontMatter.title === undefined ? '' : `<TITLE>${escapeXml(frontMatter.title)}</TITLE>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
<DOCID>${escapeXml(file)}</DOCID>
${creation}${title}<TEXT>${inline}</TEXT>
</TimeML>
`;
}

function readFile(file: DatasetFile, dataset: DatasetReader): void {
  const reading = parseXml(file);
  if (!reading.ok) return dataset.fail(reading.problem);
  const { root } = reading;
  const place = { path: file.path, range: root.range };
  const [body] = childrenOf(root, 'TEXT');
  if (root.name !== 'TimeML' || !body) {
    return dataset.error(
      place,
      'timeml-root',
      'There is no TEXT in a TimeML element. Choose the format that the file has.',
    );
  }
  const times = [...descendants(root, 'TIMEX3')];
  const created = times.find(({ attributes: given }) =>
    /^(?:CREATION|PUBLICATION)_TIME$/.test(given.get('functionInDocument') ?? ''),
  );
  const values = new Map(times.map(({ attributes: given }) => [given.get('tid') ?? '', given.get('value')]));
  const article = dataset.open(place, file.path.replace(/\.(?:tml|xml)$/, ''), textOf(body));
  if (!article) return;
  readTimes(body, 0, file.path, values, article, dataset);
  const left = new Map<string, number>();
  for (const { name } of descendants(root)) {
    if (/^(?:EVENT|SIGNAL|[TSA]LINK|MAKEINSTANCE)$/.test(name)) left.set(name, (left.get(name) ?? 0) + 1);
  }
  for (const [name, count] of left) {
    dataset.warn(
      place,
      'timeml-kind',
      '{0} elements {1} are left out: Marginalia has no place for them.',
      count,
      name,
    );
  }
  const [title] = childrenOf(root, 'TITLE');
  article.close(
    importedArticleFields({
      published: created?.attributes.get('value'),
      title: title && textOf(title).trim(),
    }),
  );
}

/** Adds the times inside an element whose text begins at an offset; returns where it ends. */
function readTimes(
  element: XmlElement,
  start: number,
  path: string,
  values: ReadonlyMap<string, string | undefined>,
  article: ArticleReader,
  dataset: DatasetReader,
): number {
  let at = start;
  for (const child of element.children) {
    if (typeof child === 'string') {
      at += child.length;
      continue;
    }
    const end = readTimes(child, at, path, values, article, dataset);
    if (child.name === 'TIMEX3') {
      const { attributes: given, range } = child;
      const type = TIMEX_TYPES.find((one) => one === given.get('type'));
      const value = given.get('value');
      const place = { path, range };
      if (!type || !value) {
        dataset.error(
          place,
          'timeml-timex',
          'A TIMEX3 must have a type ({0}) and a value. Add them, or take the element out.',
          TIMEX_TYPES.join(', '),
        );
      } else if (at < end) {
        const anchor = values.get(given.get('anchorTimeID') ?? '');
        const timex = timexOf({ timex: type, value, mod: given.get('mod'), anchor });
        article.addUnits(place, at, end, { label: 'date', status: 'accepted', timex });
      }
    }
    at = end;
  }
  return at;
}
