import type { Status } from '../model/annotation';
import type { CalendarDate, LanguageTag } from '../model/article';
import type { Label } from '../model/label';
import type { TimexType } from '../model/timex';
import { indexCodePoints, type CodePointIndex } from '../text/code-points';
import type { Mark } from '../marks/mark';
import type { DatasetFormat } from './format';
import { jsonLine } from './json-line';

/** One line of the dataset: an article. Keys that do not apply are left out. */
export interface JsonlArticle {
  readonly file: string;
  readonly language: LanguageTag;
  readonly published?: CalendarDate;
  readonly title?: string;
  readonly source?: string;
  /** The whole article, front matter included, line ends as `\n`. */
  readonly text: string;
  readonly spans: readonly JsonlSpan[];
}

export interface JsonlSpan {
  /** Unicode code points of `text`; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly label: Label;
  /** What `text` holds from `start` to `end`. */
  readonly text: string;
  /** The name of the entity, by which an article's mentions of one label belong together; not of a date. */
  readonly entity?: string;
  /** TIMEX3 value, type and modifier of a time expression. */
  readonly value?: string;
  readonly timex?: TimexType;
  readonly mod?: string;
  readonly status: Status;
  readonly id: string;
  readonly by?: string;
  readonly at?: string;
  readonly confidence?: number;
}

/** JSON Lines of `JsonlArticle`. Offsets are Unicode code points, half-open. Holds every mention, overlaps included. */
export const jsonl: DatasetFormat = {
  id: 'jsonl',
  name: 'JSON Lines',
  extension: 'jsonl',
  stringify({ file, article, frontMatter: { title, source }, mentions, entities }) {
    const { text, language, published } = article;
    const codePoints = indexCodePoints(text);
    const line: JsonlArticle = {
      file,
      language,
      ...(published !== undefined && { published }),
      ...(title !== undefined && { title }),
      ...(source !== undefined && { source }),
      text,
      spans: mentions.map((mention) => spanOf(text, mention, entities.get(mention)?.name, codePoints)),
    };
    return jsonLine(line);
  },
  omissions: () => [],
};

function spanOf(
  text: string,
  mention: Mark,
  entity: string | undefined,
  codePoints: CodePointIndex,
): JsonlSpan {
  const { id, span, label, status, timex, annotation, confidence } = mention;
  const { by, at } = annotation ?? {};
  return {
    start: codePoints.fromUtf16(span.start),
    end: codePoints.fromUtf16(span.end),
    label,
    text: text.slice(span.start, span.end),
    ...(entity !== undefined && !timex && { entity }),
    ...(timex && { value: timex.value, timex: timex.type }),
    ...(timex?.mod !== undefined && { mod: timex.mod }),
    status,
    id,
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
    ...(confidence !== undefined && { confidence }),
  };
}
