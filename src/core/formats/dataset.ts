import { flatMentions } from '../marks/flat-mentions';
import type { Mark } from '../marks/mark';
import type { Label } from '../model/label';
import { contains } from '../model/span';
import { fnv1a } from '../text/hash';
import { relationsAmong, type AnnotatedArticle } from './annotated-article';
import { datasetName, type DatasetFile } from './dataset-file';
import {
  ARTICLE_FACTS,
  MENTION_FACTS,
  type Addition,
  type DatasetFormat,
  type DatasetPart,
  type DatasetWriter,
  type FormatSettings,
  type Loss,
  type Omission,
} from './format';
import { articleFields, articleLabels } from './mention-fields';

/** How a dataset is to be made, whatever its format. */
export interface DatasetSettings {
  /** Of the format's own options. */
  readonly options?: FormatSettings;
  /** Names annotators `annotator-1`, `annotator-2` … in the order in which they are met. */
  readonly anonymous?: boolean;
  /** True of articles whose names differ, as `namesDiffer` has it: then the names need not be held. */
  readonly haveOwnNames?: boolean;
}

/** Writes a dataset and keeps account of what it does not hold. */
export interface Dataset extends DatasetWriter {
  /** How many annotations or articles have a fact that the format has no place for. Labels count whose spelling is lost, mentions whose pieces are, and relations that are not in the dataset. */
  readonly lost: ReadonlyMap<Loss, number>;
  readonly articles: number;
  readonly annotations: number;
}

/**
 * Begins a dataset. Articles get names that are safe and differ, and are prepared for the format: mentions that it cannot hold are left out and returned as
 * omissions. A dataset with splits has a folder for each, unless the format knows of splits itself.
 */
export function beginDataset(
  format: DatasetFormat,
  { options = {}, anonymous = false, haveOwnNames = false }: DatasetSettings = {},
): Dataset {
  const writers = new Map<string | undefined, DatasetWriter>();
  const lost = new Map<Loss, number>();
  const annotators = new Map<string, string>();
  const files = new Set<string>();
  let articles = 0;
  let annotations = 0;
  const writerOf = (split: string | undefined) => {
    const key = format.splits ? undefined : split;
    let writer = writers.get(key);
    if (!writer) writers.set(key, (writer = format.write(options)));
    return writer;
  };
  const inFolder = (parts: readonly DatasetPart[], split: string | undefined) =>
    split === undefined || format.splits
      ? parts
      : parts.map(({ path, content }) => ({ path: `${split}/${path}`, content }));
  return {
    lost,
    get articles() {
      return articles;
    },
    get annotations() {
      return annotations;
    },
    add(given, split): Addition {
      const name = datasetName(given.file);
      const file = haveOwnNames ? name : freeName(name, files);
      const named = { ...given, file };
      const { article, omitted, stretched } = prepare(
        format,
        anonymous ? anonymised(named, annotators) : named,
      );
      const addition = writerOf(split).add(article, split);
      articles += 1;
      annotations += article.mentions.length - addition.omitted.length;
      countLost(format, article, lost);
      const out = new Set(addition.omitted.map(({ mention }) => mention));
      const joined = [...stretched].filter((one) => !out.has(one)).length;
      if (joined > 0) lost.set('pieces', (lost.get('pieces') ?? 0) + joined);
      const held = format.relations
        ? relationsAmong(
            article.relations,
            article.mentions.filter((one) => !out.has(one)),
          ).length
        : 0;
      if (given.relations.length > held) {
        lost.set('relations', (lost.get('relations') ?? 0) + given.relations.length - held);
      }
      return {
        parts: inFolder(addition.parts, split),
        omitted: [...omitted, ...addition.omitted].sort(
          (a, b) => a.mention.span.start - b.mention.span.start || b.mention.span.end - a.mention.span.end,
        ),
      };
    },
    end(agreement) {
      // A dataset without articles is still one.
      if (writers.size === 0) writerOf(undefined);
      return [...writers].flatMap(([split, writer]) => inFolder(writer.end(agreement), split));
    },
  };
}

/** A whole dataset in memory, with what each of its articles could not bring into it. */
export function exportArticles(
  format: DatasetFormat,
  articles: readonly AnnotatedArticle[],
  settings: DatasetSettings = {},
): {
  readonly files: readonly DatasetFile[];
  readonly omitted: readonly (readonly Omission[])[];
  readonly lost: ReadonlyMap<Loss, number>;
} {
  const dataset = beginDataset(format, settings);
  const files = new Map<string, (string | Uint8Array)[]>();
  const write = (parts: readonly DatasetPart[]) => {
    for (const { path, content } of parts) {
      const contents = files.get(path);
      if (contents) contents.push(content);
      else files.set(path, [content]);
    }
  };
  const omitted = articles.map((article) => {
    const addition = dataset.add(article);
    write(addition.parts);
    return addition.omitted;
  });
  write(dataset.end());
  return {
    files: [...files].map(([path, contents]) => ({ path, content: joined(contents) })),
    omitted,
    lost: dataset.lost,
  };
}

/** Contents of one file, which are all text or all bytes. */
export function joined(contents: readonly (string | Uint8Array)[]): string | Uint8Array {
  if (contents.every((content) => typeof content === 'string')) return contents.join('');
  const chunks = contents as readonly Uint8Array[];
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Leaves out the mentions that a format cannot hold. Where it holds no pieces, mentions are the stretch around theirs;
 * these are `stretched`.
 */
export function prepare(
  format: DatasetFormat,
  annotated: AnnotatedArticle,
): {
  readonly article: AnnotatedArticle;
  readonly omitted: readonly Omission[];
  readonly stretched: ReadonlySet<Mark>;
} {
  const { article } = annotated;
  const omitted: Omission[] = [];
  let mentions = annotated.mentions;
  const leaveOut = (reason: Omission['reason'], hold: (mention: Omission['mention']) => boolean) => {
    omitted.push(...mentions.filter((one) => !hold(one)).map((mention) => ({ mention, reason })));
    mentions = mentions.filter(hold);
  };
  if (!format.facts.has('status')) leaveOut('rejected', ({ status }) => status !== 'rejected');
  if (format.text === 'body' || format.text === 'words') {
    leaveOut('outside-body', ({ span }) => contains(article.body, span));
  }
  if (format.refuse) {
    const refused = mentions.flatMap((mention) => {
      const reason = format.refuse?.(mention);
      return reason ? [{ mention, reason }] : [];
    });
    const out = new Set(refused.map(({ mention }) => mention));
    omitted.push(...refused);
    mentions = mentions.filter((mention) => !out.has(mention));
  }
  if (!format.overlaps) {
    const flat = flatMentions(article.text.length, mentions);
    const held = new Set(flat);
    for (const mention of mentions)
      if (!held.has(mention)) omitted.push({ mention, reason: mention.pieces ? 'pieces' : 'overlap' });
    mentions = flat;
  }
  const relations = relationsAmong(annotated.relations, mentions);
  const stretched = new Set<Mark>();
  if (!format.pieces) {
    mentions = mentions.map((mention) => {
      if (!mention.pieces) return mention;
      const whole = wholeStretch(mention);
      stretched.add(whole);
      return whole;
    });
  }
  return { article: { ...annotated, mentions, relations }, omitted, stretched };
}

function wholeStretch(mention: Mark): Mark {
  const whole: { -readonly [K in keyof Mark]: Mark[K] } = { ...mention };
  delete whole.pieces;
  return whole;
}

/**
 * Whether each article, given by its file, is sure to have a name of its own in a dataset, without a number. There may be
 * very many: of each name eight bytes are held, a hash, and where two are alike the names count as alike.
 */
export function namesDiffer(files: Iterable<string>): boolean {
  let hashes = new Float64Array(1024);
  let count = 0;
  for (const file of files) {
    if (count === hashes.length) {
      const longer = new Float64Array(2 * count);
      longer.set(hashes);
      hashes = longer;
    }
    hashes[count++] = hash53(nameKey(datasetName(file)));
  }
  const sorted = hashes.subarray(0, count).sort();
  return sorted.every((hash, index) => index === 0 || hash !== sorted[index - 1]);
}

/** A name that no article of the dataset has yet: a number comes before the extension. */
function freeName(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  let free = name;
  for (let number = 2; taken.has(nameKey(free)); number++)
    free = `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
  taken.add(nameKey(free));
  return free;
}

/** 53 bits, as many as a number holds. */
function hash53(key: string): number {
  return fnv1a(key) * 0x20_0000 + (fnv1a(key, 0x01000193) >>> 11);
}

/** Some file systems take `A.txt` and `a.txt` for one. */
function nameKey(name: string): string {
  return name.toLowerCase();
}

function countLost(format: DatasetFormat, annotated: AnnotatedArticle, lost: Map<Loss, number>): void {
  const count = (fact: Loss) => lost.set(fact, (lost.get(fact) ?? 0) + 1);
  const known = { ...articleFields(annotated), ...articleLabels(annotated) };
  for (const fact of ARTICLE_FACTS) {
    if (known[fact] !== undefined && !format.facts.has(fact)) count(fact);
  }
  const missing = MENTION_FACTS.filter((fact) => !format.facts.has(fact));
  const respelt = new Map<Label, boolean>();
  for (const mention of annotated.mentions) {
    for (const fact of missing) if (hasFact(mention, fact)) count(fact);
    const { label } = mention;
    if (!format.unspell || !format.spell) continue;
    let other = respelt.get(label);
    if (other === undefined) respelt.set(label, (other = format.unspell(format.spell(label)) !== label));
    if (other) count('label');
  }
}

function hasFact(mention: Mark, fact: (typeof MENTION_FACTS)[number]): boolean {
  const { annotation, timex } = mention;
  switch (fact) {
    case 'status':
      // That an annotation is accepted is what a dataset means.
      return mention.status !== 'accepted';
    case 'entity':
      return annotation?.entity !== undefined && mention.label !== 'date';
    case 'timex':
      return timex !== undefined;
    case 'mod':
    case 'anchor':
      return timex?.[fact] !== undefined;
    case 'recognizer':
      return mention.source !== undefined;
    case 'confidence':
      return mention.confidence !== undefined;
    case 'flagged':
      return annotation?.flagged === true;
    case 'attributes':
    case 'note':
    case 'by':
    case 'at':
      return annotation?.[fact] !== undefined;
  }
}

function anonymised(annotated: AnnotatedArticle, names: Map<string, string>): AnnotatedArticle {
  const nameOf = (by: string) => {
    const name = names.get(by) ?? `annotator-${names.size + 1}`;
    names.set(by, name);
    return name;
  };
  const mentions = annotated.mentions.map((mention) => {
    const by = mention.annotation?.by;
    if (mention.annotation === undefined || by === undefined) return mention;
    return { ...mention, annotation: { ...mention.annotation, by: nameOf(by) } };
  });
  const relations = annotated.relations.map((one) =>
    one.by === undefined ? one : { ...one, by: nameOf(one.by) },
  );
  return { ...annotated, mentions, relations };
}
