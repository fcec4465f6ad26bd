import type { AnnotatedArticle } from './annotated-article';
import { readEach, type DatasetReader, numberedName, type DatasetPlace } from './dataset-reader';
import type { DatasetFile } from './dataset-file';
import { optionOf, type DatasetFormat } from './format';
import {
  labelOfTag,
  readTags,
  TAG_SCHEMES,
  tagOfLabel,
  tagsOf,
  wordless,
  wordsOf,
  type TagScheme,
  type Word,
} from './words';

const options = [
  {
    name: 'scheme',
    description:
      'how tags mark a mention: IOB2 (B- on every first word), IOB1 (as the shared task has it), BIOES',
    values: TAG_SCHEMES,
    default: 'IOB2',
  },
] as const;

/**
 * The four columns of the CoNLL-2003 shared task (word, part of speech, chunk, entity), by default with entities in
 * IOB2: `B-` on every first word; the shared task's own files are IOB1. Part of speech and chunk are not annotated here
 * and stand as `-X-` and `O`, as in the shared task's own `-DOCSTART-` line, which opens each article. A blank line
 * ends a sentence.
 *
 * The unit is the word of `text/tokens`, cut where a mention begins or ends so that mentions are whole words. No
 * sentence ends inside a mention. Only the article's body is written, and of mentions that overlap the longest. White
 * space is not in the format: the importer puts a space between words and a line end between sentences, and reads
 * any of IOB1, IOB2, BIOES and BILOU from the last column, of two columns or more.
 */
export const conll2003: DatasetFormat = {
  id: 'conll2003',
  name: 'CoNLL-2003',
  extensions: ['conll', 'iob', 'iob2', 'bio'],
  layout: 'file',
  offsets: 'words',
  text: 'words',
  overlaps: false,
  facts: new Set(),
  spell: tagOfLabel,
  unspell: labelOfTag,
  options,
  shards: true,
  write: (settings) => {
    const scheme = optionOf({ options }, settings, 'scheme') as TagScheme;
    return {
      add: (annotated) => {
        const words = wordsOf(annotated);
        const content = stringify(annotated, words, scheme);
        return { parts: [{ path: 'dataset.conll', content }], omitted: wordless(annotated, words) };
      },
      end: () => [],
    };
  },
  read: (files) => readEach(files, readFile),
};

function stringify(
  { article: { text } }: AnnotatedArticle,
  words: readonly Word[],
  scheme: TagScheme,
): string {
  const tags = tagsOf(words, scheme, tagOfLabel);
  const lines = words.map(
    ({ span, opensSentence }, index) =>
      `${opensSentence ? '\n' : ''}${text.slice(span.start, span.end)} -X- O ${tags[index]}\n`,
  );
  return `-DOCSTART- -X- O O\n${lines.join('')}\n`;
}

interface Line {
  readonly word: string;
  readonly tag: string;
  readonly place: DatasetPlace;
}

function readFile({ path, content }: DatasetFile, dataset: DatasetReader): void {
  const source = content as string;
  let number = 0;
  let sentences: Line[][] = [];
  let sentence: Line[] = [];
  let opened = false;
  let sound = true;
  let columns = 0;
  let at = source.startsWith('\ufeff') ? 1 : 0;
  const endSentence = () => {
    if (sentence.length > 0) sentences.push(sentence);
    sentence = [];
  };
  const endArticle = (place: DatasetPlace) => {
    endSentence();
    if (opened || sentences.length > 0) {
      number++;
      if (sound) addArticle(numberedName(path, number), sentences, place, dataset);
    }
    sentences = [];
    sound = true;
  };
  while (at <= source.length) {
    const newline = source.indexOf('\n', at);
    const end = newline < 0 ? source.length : newline;
    const line = source.slice(at, end).replace(/\r$/, '');
    const place = { path, range: { start: at, end: at + line.length } };
    const fields = line.split(/[ \t]+/);
    if (line.trim() === '') endSentence();
    else if (fields[0] === '-DOCSTART-') {
      endArticle(place);
      opened = true;
    } else if (fields.length < 2 || (columns > 0 && fields.length !== columns)) {
      dataset.error(
        place,
        'conll-columns',
        'This line has {0} columns where {1} are expected: a word, and its tag in the last one. The file may be cut off.',
        fields.length,
        Math.max(columns, 2),
      );
      sound = false;
    } else {
      columns = fields.length;
      sentence.push({ word: fields[0] as string, tag: fields.at(-1) as string, place });
    }
    if (newline < 0) {
      endArticle(place);
      break;
    }
    at = end + 1;
  }
}

function addArticle(
  name: string,
  sentences: readonly Line[][],
  place: DatasetPlace,
  dataset: DatasetReader,
): void {
  const text = sentences.map((lines) => lines.map(({ word }) => word).join(' ')).join('\n');
  const article = dataset.open(place, name, text);
  if (!article) return;
  let offset = 0;
  for (const lines of sentences) {
    const starts = lines.map(({ word }) => {
      const start = offset;
      offset += word.length + 1;
      return start;
    });
    const { mentions, faults } = readTags(lines.map(({ tag }) => tag));
    for (const index of faults) {
      const line = lines[index] as Line;
      dataset.error(
        line.place,
        'conll-tag',
        '"{0}" is no tag of IOB1, IOB2, BIOES or BILOU, such as B-PER. Correct it, or choose the format that the file has.',
        line.tag,
      );
    }
    for (const { first, last, label } of mentions) {
      const { place, word } = lines[last] as Line;
      const end = (starts[last] as number) + word.length;
      article.addUnits(place, starts[first] as number, end, { label: labelOfTag(label), status: 'accepted' });
    }
  }
  article.close();
}
