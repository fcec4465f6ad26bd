import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { readEach, type DatasetReader, numberedName, type DatasetPlace } from './dataset-reader';
import { optionOf, type DatasetFormat, type Fact } from './format';
import { indexCodePoints } from '../text/code-points';
import {
  articleFields,
  importedArticleFields,
  entryOf,
  identifiersOf,
  identifiersText,
  importedEntry,
  timexOf,
  type LinkedEntry,
} from './mention-fields';
import {
  labelOfTag,
  readTags,
  sentencesOf,
  TAG_SCHEMES,
  tagOfLabel,
  tagsOf,
  wordless,
  wordsOf,
  type TagScheme,
  type Word,
} from './words';
import { TIMEX_TYPES } from '../model/timex';

const options = [
  {
    name: 'scheme',
    description: 'how tags mark a mention: IOB2, IOB1 or BIOES',
    values: TAG_SCHEMES,
    default: 'IOB2',
  },
] as const;

/**
 * CoNLL-U (universaldependencies.org/format) with entities in MISC as `ner=B-PER`, the key that Stanza uses. The unit
 * is the word; `start_char` and `end_char` in MISC count Unicode code points of the article's body, half-open. A date
 * has `TimexType`, `TimexValue`, `TimexMod` and `TimexAnchor` on its first word, a mention that is linked `EntityId`,
 * `EntityName` and `EntityIdentifiers`. White space is kept in `SpaceAfter`,
 * and where it is more than a space in `SpacesAfter` and `SpacesBefore` as UDPipe escapes it. There is no syntax: what
 * is not annotated is `_`. Only the body is written, and of mentions that overlap the longest.
 */
export const conllu: DatasetFormat = {
  id: 'conllu',
  name: 'CoNLL-U',
  extensions: ['conllu'],
  layout: 'file',
  offsets: 'words',
  text: 'body',
  overlaps: false,
  facts: new Set<Fact>(['language', 'published', 'title', 'source', 'entity', 'timex', 'mod', 'anchor']),
  spell: tagOfLabel,
  unspell: labelOfTag,
  options,
  shards: true,
  write(settings) {
    const scheme = optionOf({ options }, settings, 'scheme') as TagScheme;
    return {
      add(annotated) {
        const words = wordsOf(annotated);
        return {
          parts: [{ path: 'dataset.conllu', content: stringify(annotated, words, scheme) }],
          omitted: wordless(annotated, words),
        };
      },
      end: () => [],
    };
  },
  read: (files) => readEach(files, readFile),
};

function stringify(annotated: AnnotatedArticle, words: readonly Word[], scheme: TagScheme): string {
  const { file, article } = annotated;
  const { text, body } = article;
  const codePoints = indexCodePoints(text);
  const before = codePoints.fromUtf16(body.start);
  const tags = tagsOf(words, scheme, tagOfLabel);
  const name = oneLine(file);
  let lines = '';
  let index = 0;
  let number = 0;
  for (const sentence of sentencesOf(words)) {
    const first = sentence[0] as Word;
    const last = sentence.at(-1) as Word;
    if (number === 0) lines += headOf(name, annotated);
    lines += `# sent_id = ${name}-${++number}\n# text = ${oneLine(text.slice(first.span.start, last.span.end))}\n`;
    let position = 0;
    for (const { span, mention } of sentence) {
      const { start, end } = span;
      const next = words[index + 1];
      const gapEnd = next ? next.span.start : body.end;
      let spaces = '';
      if (index === 0 && start > body.start) {
        spaces += `SpacesBefore=${escaped(text.slice(body.start, start))}|`;
      }
      if (gapEnd === end && next) spaces += 'SpaceAfter=No|';
      else if (gapEnd !== end + 1 || text.charCodeAt(end) !== 0x20)
        spaces += `SpacesAfter=${escaped(text.slice(end, gapEnd))}|`;
      let entity = '';
      if (mention) {
        entity = `|ner=${tags[index]}`;
        if (words[index - 1]?.mention !== mention) {
          if (mention.timex) entity += timexMisc(mention.timex);
          const entry = entryOf(mention, annotated.entries);
          if (entry) entity += entryMisc(entry);
        }
      }
      lines += `${++position}\t${text.slice(start, end)}\t_\t_\t_\t_\t_\t_\t_\t${spaces}start_char=${codePoints.fromUtf16(start) - before}|end_char=${codePoints.fromUtf16(end) - before}${entity}\n`;
      index++;
    }
    lines += '\n';
  }
  return number > 0 ? lines : `${headOf(name, annotated)}\n`;
}

function headOf(name: string, annotated: AnnotatedArticle): string {
  const facts = Object.entries(articleFields(annotated)).map(
    ([key, value]) => `# ${key} = ${oneLine(String(value))}\n`,
  );
  return `# newdoc id = ${name}\n${facts.join('')}`;
}

function entryMisc(entry: LinkedEntry): string {
  return miscFields({
    EntityId: entry.id,
    EntityName: entry.name,
    EntityIdentifiers: identifiersText(entry) || undefined,
  });
}

function timexMisc(timex: { type: string; value: string; mod?: string; anchor?: string }): string {
  return miscFields({
    TimexType: timex.type,
    TimexValue: timex.value,
    TimexMod: timex.mod,
    TimexAnchor: timex.anchor,
  });
}

function miscFields(fields: Readonly<Record<string, string | undefined>>): string {
  let misc = '';
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) misc += `|${key}=${escaped(value)}`;
  }
  return misc;
}

function oneLine(text: string): string {
  // Single spaces, of which there are many, are left where they are.
  return text.replace(/[\s\p{Cc}]{2,}|(?! )[\s\p{Cc}]/gu, ' ');
}

/** White space as UDPipe escapes it; other characters that would end a field or a line by their code. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  [' ', '\\s'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['|', '\\p'],
  ['\\', '\\\\'],
]);

function escaped(text: string): string {
  if (text === '') return '';
  return text.replace(
    /[\s\p{Cc}|\\]/gu,
    (character) => ESCAPES.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|([strnp\\]))/g, (_, code: string | undefined, letter: string) => {
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return { s: ' ', t: '\t', r: '\r', n: '\n', p: '|', '\\': '\\' }[letter] ?? letter;
  });
}

interface Row {
  readonly place: DatasetPlace;
  readonly form: string;
  readonly misc: ReadonlyMap<string, string>;
}

interface Document {
  readonly name: string;
  readonly comments: Map<string, string>;
  readonly sentences: Row[][];
  readonly place: DatasetPlace;
  sound: boolean;
}

function readFile({ path, content }: DatasetFile, dataset: DatasetReader): void {
  let number = 0;
  let document: Document | undefined;
  let sentence: Row[] = [];
  /** Words of a multiword token, whose surface form has been read already. */
  let covered = 0;
  let at = 0;
  const endSentence = () => {
    if (sentence.length > 0) document?.sentences.push(sentence);
    sentence = [];
  };
  const endDocument = () => {
    endSentence();
    if (document?.sound) addDocument(document, dataset);
    document = undefined;
  };
  const begin = (name: string | undefined, place: DatasetPlace): Document => {
    endDocument();
    number++;
    return {
      name: name ?? numberedName(path, number),
      comments: new Map(),
      sentences: [],
      place,
      sound: true,
    };
  };
  for (const raw of (content as string).split('\n')) {
    const start = at;
    at += raw.length + 1;
    const line = raw.replace(/\r$/, '').replace(start === 0 ? /^\ufeff/ : /^(?!)/, '');
    const place = { path, range: { start, end: start + raw.length } };
    if (line.trim() === '') {
      endSentence();
      covered = 0;
      continue;
    }
    if (line.startsWith('#')) {
      const [, key = '', value = ''] = /^#\s*([^=]*?)\s*(?:=\s*(.*))?$/.exec(line) ?? [];
      if (key === 'newdoc id' || key === 'newdoc') document = begin(value || undefined, place);
      else {
        document ??= begin(undefined, place);
        if (!document.comments.has(key)) document.comments.set(key, value);
      }
      continue;
    }
    document ??= begin(undefined, place);
    const columns = line.split('\t');
    const [id = '', form = ''] = columns;
    if (columns.length !== 10 || !/^\d+(?:[-.]\d+)?$/.test(id) || form === '') {
      dataset.error(
        place,
        'conllu-columns',
        'This is no line of CoNLL-U, which has 10 columns between tabs. The file may be cut off.',
      );
      document.sound = false;
      continue;
    }
    // An empty node stands for no text.
    if (id.includes('.')) continue;
    if (id.includes('-')) covered = Number(id.split('-')[1]);
    else if (Number(id) <= covered) {
      // Entities are marked on words; those of a multiword token count for it.
      const whole = sentence.at(-1);
      const tag = miscOf(columns[9] as string).get('ner');
      if (whole && tag !== undefined && !whole.misc.has('ner')) {
        sentence[sentence.length - 1] = { ...whole, misc: new Map([...whole.misc, ['ner', tag]]) };
      }
      continue;
    }
    sentence.push({ place, form, misc: miscOf(columns[9] as string) });
  }
  endDocument();
}

function miscOf(column: string): ReadonlyMap<string, string> {
  if (column === '_') return new Map();
  return new Map(
    column.split('|').map((field) => {
      const equals = field.indexOf('=');
      return equals < 0 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
    }),
  );
}

function addDocument({ name, comments, sentences, place }: Document, dataset: DatasetReader): void {
  const rows: { row: Row; start: number }[][] = [];
  let text = '';
  for (const sentence of sentences) {
    rows.push(
      sentence.map((row, index) => {
        const { form, misc } = row;
        const before = misc.get('SpacesBefore');
        if (before !== undefined) text += unescaped(before);
        const start = text.length;
        text += form;
        const after = misc.get('SpacesAfter');
        if (after !== undefined) text += unescaped(after);
        else if (misc.get('SpaceAfter') !== 'No')
          text += index === sentence.length - 1 && !misc.has('start_char') ? '\n' : ' ';
        return { row, start };
      }),
    );
  }
  const article = dataset.open(place, name, text);
  if (!article) return;
  for (const sentence of rows) {
    const { mentions, faults } = readTags(sentence.map(({ row }) => row.misc.get('ner') ?? 'O'));
    for (const index of faults) {
      const { row } = sentence[index] as { row: Row };
      dataset.error(
        row.place,
        'conll-tag',
        '"{0}" is no tag of IOB1, IOB2, BIOES or BILOU, such as B-PER. Correct it, or choose the format that the file has.',
        row.misc.get('ner') ?? '',
      );
    }
    for (const { first, last, label } of mentions) {
      const { row, start } = sentence[first] as { row: Row; start: number };
      const end = sentence[last] as { row: Row; start: number };
      const field = (key: string) => {
        const value = row.misc.get(key);
        return value === undefined ? undefined : unescaped(value);
      };
      article.addUnits(end.row.place, start, end.start + end.row.form.length, {
        label: labelOfTag(label),
        status: 'accepted',
        entry: importedEntry(
          field('EntityId'),
          field('EntityName'),
          identifiersOf(field('EntityIdentifiers') ?? ''),
        ),
        timex: timexOf({
          value: field('TimexValue'),
          timex: TIMEX_TYPES.find((type) => type === field('TimexType')),
          mod: field('TimexMod'),
          anchor: field('TimexAnchor'),
        }),
      });
    }
  }
  article.close(importedArticleFields(Object.fromEntries(comments)));
}
