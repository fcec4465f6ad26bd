import * as v from 'valibot';
import type { Annotation } from '../model/annotation';
import { piecesOf } from '../model/extent';
import type { Span } from '../model/span';
import { indexCodePoints } from '../text/code-points';
import type { AnnotatedArticle } from './annotated-article';
import type { DatasetFile } from './dataset-file';
import { DatasetReader, type DatasetPlace, type Offsets } from './dataset-reader';
import { MENTION_FACTS, type DatasetFormat, type Fact } from './format';
import { schemeName } from '../registry/identifiers';
import {
  importedMention,
  importedRelation,
  mentionEntries,
  mentionFields,
  relationEntries,
} from './mention-fields';

/**
 * brat standoff (brat.nlplab.org/standoff): of each article its text and an `.ann` file, with `annotation.conf` and
 * `visual.conf` for the brat server. Offsets are Unicode code points of the `.txt` file, half-open; as brat counts
 * them, a byte order mark is one. A mention in pieces is written in fragments. So is one that goes over a line end, as
 * brat demands; that is read as one again.
 *
 * Text-bound annotations (`T`) hold span and label, the attribute `Status` (`A`) what was decided, and an annotator's
 * note (`#`) in JSON the rest: id, TIMEX3, confidence, who and when. Relations (`R`) lead from `Arg1` to `Arg2` and have
 * such notes. Of other programs' files attributes (`A`) and notes become those of annotations and relations,
 * normalisations (`N`) identifiers of the entity, and an event (`E`) relations from its trigger to its arguments. The
 * importer reports what Marginalia's model has no place for: equivalences (`*`).
 */
export const brat: DatasetFormat = {
  id: 'brat',
  name: 'brat standoff',
  extensions: ['ann', 'txt', 'conf'],
  layout: 'folder',
  offsets: 'code points',
  text: 'whole',
  overlaps: true,
  facts: new Set<Fact>(['id', ...MENTION_FACTS]),
  pieces: true,
  relations: true,
  spell: typeOf,
  unspell: (type) => type,
  options: [],
  write() {
    const labels = new Set<string>();
    const names = new Set<string>();
    const relations = new Map<string, Ends>();
    return {
      add(annotated) {
        const name = documentName(annotated.file, names);
        for (const { label } of annotated.mentions) labels.add(label);
        addEnds(relations, annotated);
        return {
          parts: [
            { path: `${name}.txt`, content: annotated.article.text },
            { path: `${name}.ann`, content: standoff(annotated) },
          ],
          omitted: [],
        };
      },
      end: () => [
        { path: 'annotation.conf', content: annotationConf([...labels].sort(), relations) },
        { path: 'visual.conf', content: visualConf([...labels].sort()) },
      ],
    };
  },
  read(files) {
    const dataset = new DatasetReader();
    const byPath = new Map(files.map((file) => [file.path, file]));
    for (const file of files) {
      if (!file.path.endsWith('.txt')) {
        if (file.path.endsWith('.ann') && !byPath.has(`${file.path.slice(0, -4)}.txt`)) {
          const place = { path: file.path, range: { start: 0, end: 0 } };
          dataset.error(
            place,
            'brat-text',
            'There is no text {0} beside this file. Choose both to import.',
            `${file.path.slice(0, -4)}.txt`,
          );
        }
        continue;
      }
      readDocument(file, byPath.get(`${file.path.slice(0, -4)}.ann`), dataset);
    }
    return dataset.reading;
  },
};

/** The article's file without `.txt`; other extensions stay, so that the importer finds the article again. */
function documentName(file: string, taken: Set<string>): string {
  const name = file.replace(/\.txt$/, '');
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

/** brat's names of types hold letters, digits, `-` and `_`. */
function typeOf(label: string): string {
  return label.replace(/[^\p{L}\p{M}\p{N}_-]/gu, '_');
}

/** The types of what relations of one type lead from and to. */
interface Ends {
  readonly from: Set<string>;
  readonly to: Set<string>;
}

function addEnds(known: Map<string, Ends>, { mentions, relations }: AnnotatedArticle): void {
  const types = new Map(mentions.map(({ id, label }) => [id, typeOf(label)]));
  for (const { type, from, to } of relations) {
    const ends = known.get(typeOf(type)) ?? { from: new Set<string>(), to: new Set<string>() };
    known.set(typeOf(type), ends);
    ends.from.add(types.get(from) as string);
    ends.to.add(types.get(to) as string);
  }
}

function standoff({ article: { text }, mentions, relations, entries }: AnnotatedArticle): string {
  let references = 0;
  const codePoints = indexCodePoints(text);
  const lines = mentions.map((mention, index) => {
    const number = index + 1;
    const fragments = piecesOf(mention).flatMap((piece) => linesOf(text, piece));
    const offsets = fragments.map(
      ({ start, end }) => `${codePoints.fromUtf16(start)} ${codePoints.fromUtf16(end)}`,
    );
    // Readers take each of these for the end of a field or of a line.
    const quote = fragments
      .map(({ start, end }) => text.slice(start, end).replace(/[\t\p{Zl}\p{Zp}\p{Cc}]/gu, ' '))
      .join(' ');
    const { label, status, entry, ...rest } = mentionFields(mention, entries);
    const known = entry ? [[DATABASE, entry.id], ...Object.entries(entry.identifiers ?? {})] : [];
    return [
      `T${number}\t${typeOf(label)} ${offsets.join(';')}\t${quote}`,
      `A${number}\tStatus T${number} ${status}`,
      `#${number}\tAnnotatorNotes T${number}\t${JSON.stringify(rest)}`,
      ...known.map(([database = '', id = '']) => {
        references++;
        const name = (entry?.name ?? quote).replace(/[\t\p{Zl}\p{Zp}\p{Cc}]/gu, ' ');
        return `N${references}\tReference T${number} ${referenceOf(database)}:${referenceOf(id)}\t${name}`;
      }),
    ];
  });
  const numbers = new Map(mentions.map(({ id }, index) => [id, index + 1]));
  const related = relations.map(({ type, from, to, ...rest }, index) => [
    `R${index + 1}\t${typeOf(type)} Arg1:T${numbers.get(from)} Arg2:T${numbers.get(to)}`,
    `#${mentions.length + index + 1}\tAnnotatorNotes R${index + 1}\t${JSON.stringify({ type, ...rest })}`,
  ]);
  return [...lines, ...related]
    .flat()
    .map((line) => `${line}\n`)
    .join('');
}

/** What brat calls the registry in normalisations; other databases are the schemes of identifiers. */
const DATABASE = 'entities';

/** A part of a reference, which has no white space: that is escaped as in addresses. */
function referenceOf(part: string): string {
  return part.replace(/[%\s\p{Cc}]/gu, encodeURIComponent);
}

function decodedReference(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** The parts of a span on each line. A span of line ends alone stays whole. */
function linesOf(text: string, { start, end }: Span): Span[] {
  const parts = [...text.slice(start, end).matchAll(/[^\n]+/g)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
  return parts.length > 0 ? parts : [{ start, end }];
}

function annotationConf(labels: readonly string[], relations: ReadonlyMap<string, Ends>): string {
  const types = labels.map((label) => `${typeOf(label)}\n`).join('');
  const arguments_ = [...relations]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { from, to }]) => {
      const list = (some: ReadonlySet<string>) => [...some].sort().join('|');
      return `${type}\tArg1:${list(from)}, Arg2:${list(to)}\n`;
    })
    .join('');
  return `[entities]\n${types}\n[relations]\n${arguments_}<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\nStatus\tArg:<ENTITY>, Value:suggested|accepted|rejected\n`;
}

/** Colours that tell neighbours apart on white, given to labels in turn. */
const COLOURS = ['#9ec9ff', '#d3b5ff', '#9fdfb0', '#ffc799', '#ffb3df', '#f2dc8c', '#c9d1d9'];

function visualConf(labels: readonly string[]): string {
  const names = labels.map((label) => `${typeOf(label)} | ${label.replace(/[|\n]/g, ' ')}\n`).join('');
  const colours = labels
    .map((label, index) => `${typeOf(label)}\tbgColor:${COLOURS[index % COLOURS.length]}\n`)
    .join('');
  return `[labels]\n${names}\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:#c9d1d9, borderColor:darken\n${colours}Status\tglyph:(?)|(✓)|(×)\n`;
}

const noteSchema = v.object({
  ...mentionEntries,
  label: v.optional(v.string()),
  status: v.optional(v.string()),
});

type RelationNote = v.InferOutput<typeof relationNoteSchema>;

const relationNoteSchema = v.object({ ...relationEntries, type: v.optional(v.string()) });

interface Related {
  readonly place: DatasetPlace;
  readonly type: string;
  readonly from: TextBound;
  readonly to: TextBound;
  note?: RelationNote;
  readonly remarks: Remarks;
}

/** What lines of other programs say of an annotation or of a relation. */
interface Remarks {
  readonly attributes: Record<string, string | boolean>;
  readonly notes: string[];
}

interface TextBound {
  readonly place: DatasetPlace;
  readonly type: string;
  readonly fragments: readonly Offsets[];
  readonly quote: string;
  status?: 'suggested' | 'accepted' | 'rejected';
  note?: v.InferOutput<typeof noteSchema>;
  readonly remarks: Remarks;
  entity?: string;
  entityName?: string;
  readonly identifiers: Record<string, string>;
}

function readDocument(
  { path, content }: DatasetFile,
  annotations: DatasetFile | undefined,
  dataset: DatasetReader,
): void {
  const text = content as string;
  const name = /\.(?:md|article)\.txt$/.test(path) ? path.slice(0, -4) : path;
  const article = dataset.open({ path, range: { start: 0, end: 0 } }, name, text);
  if (!article) return;
  const { bounds, related } = annotations ? readStandoff(annotations, dataset) : { bounds: [], related: [] };
  const added = new Map<TextBound, Annotation>();
  for (const bound of bounds) {
    const { place, type, fragments, quote, status, note, remarks } = bound;
    const { entity: id, entityName: name, identifiers } = bound;
    const mention = importedMention({
      ...note,
      ...remarked(note, remarks),
      label: type,
      status: status ?? 'accepted',
      entry: { id, name, identifiers },
    });
    const annotation = article.addPieces(place, fragments, 'code points', mention, quote);
    if (annotation) added.set(bound, annotation);
  }
  for (const { type, from, to, note, remarks } of related) {
    const [start, end] = [added.get(from), added.get(to)];
    // What an end that could not be added lacks was reported.
    if (!start || !end) continue;
    const own = note?.type !== undefined && typeOf(note.type) === type ? note.type : type;
    const told = importedRelation({ ...note, ...remarked(note, remarks) });
    article.relate({ type: own, from: start, to: end, ...told });
  }
  article.close();
}

/** What an exporter's own note says, and lines of other programs besides. */
function remarked(
  own: Pick<RelationNote, 'attributes' | 'note'> | undefined,
  { attributes, notes }: Remarks,
): Pick<RelationNote, 'attributes' | 'note'> {
  const note = [own?.note, ...notes].filter((one) => one).join('\n');
  const all = { ...own?.attributes, ...attributes };
  return { note, attributes: Object.keys(all).length > 0 ? all : undefined };
}

function readStandoff(
  { path, content }: DatasetFile,
  dataset: DatasetReader,
): { readonly bounds: readonly TextBound[]; readonly related: readonly Related[] } {
  const bounds = new Map<string, TextBound>();
  const later: { readonly place: DatasetPlace; readonly fields: readonly string[] }[] = [];
  let at = 0;
  for (const line of (content as string).split('\n')) {
    const place = { path, range: { start: at, end: at + line.length } };
    at += line.length + 1;
    const fields = line
      .replace(/^\ufeff/, '')
      .replace(/\r$/, '')
      .split('\t');
    const [id = '', what = '', quote] = fields;
    if (id.trim() === '') continue;
    if (!id.startsWith('T')) {
      later.push({ place, fields });
      continue;
    }
    const match = /^(\S+) (\d{1,15} \d{1,15}(?:;\d{1,15} \d{1,15})*)$/.exec(what);
    if (!match || quote === undefined) {
      dataset.error(
        place,
        'brat-line',
        'This is no text-bound annotation, such as “T1⇥person 0 5⇥Maria”. The file may be cut off.',
      );
      continue;
    }
    const [, type, offsets] = match as unknown as [string, string, string];
    const fragments = offsets.split(';').map((part) => part.split(' ').map(Number) as [number, number]);
    const remarks = { attributes: {}, notes: [] };
    bounds.set(id, { place, type, fragments, quote, remarks, identifiers: {} });
  }
  const related = new Map<string, Related>();
  for (const { place, fields } of later) {
    if (fields[0]?.startsWith('R')) readRelation(place, fields, bounds, related, dataset);
  }
  const triggers = readEvents(
    later.filter(({ fields }) => fields[0]?.startsWith('E')),
    bounds,
    related,
    dataset,
  );
  const targets = new Map([...bounds, ...triggers]);
  for (const { place, fields } of later) {
    if (!/^[RE]/.test(fields[0] ?? '')) readFurther(place, fields, targets, related, dataset);
  }
  return { bounds: [...bounds.values()], related: [...related.values()] };
}

function readRelation(
  place: DatasetPlace,
  [id = '', what = '']: readonly string[],
  bounds: ReadonlyMap<string, TextBound>,
  related: Map<string, Related>,
  dataset: DatasetReader,
): void {
  const [, type, one, other] = /^(\S+) \S+:(\S+) \S+:(\S+)\s*$/.exec(what) ?? [];
  if (type === undefined || one === undefined || other === undefined) {
    const message = 'This is no relation, such as “R1⇥leads Arg1:T1 Arg2:T2”. The file may be cut off.';
    dataset.error(place, 'brat-line', message);
    return;
  }
  const [from, to] = [bounds.get(one), bounds.get(other)];
  if (from && to) related.set(id, { place, type, from, to, remarks: { attributes: {}, notes: [] } });
  else {
    const message = 'The relation “{0}” leads from {1} to {2}, of which not both are here: it is left out.';
    dataset.warn(place, 'brat-relation', message, type, one, other);
  }
}

/** Events: relations from the trigger to each argument, named as the argument. Gives the triggers by the events' ids. */
function readEvents(
  lines: readonly { readonly place: DatasetPlace; readonly fields: readonly string[] }[],
  bounds: ReadonlyMap<string, TextBound>,
  related: Map<string, Related>,
  dataset: DatasetReader,
): ReadonlyMap<string, TextBound> {
  const triggers = new Map<string, TextBound>();
  const parsed = lines.map(({ place, fields: [id = '', what = ''] }) => {
    const [[, trigger] = [], ...roles] = what
      .trim()
      .split(/\s+/)
      .map((part) => part.split(':'));
    const bound = bounds.get(trigger ?? '');
    if (bound) triggers.set(id, bound);
    return { place, id, bound, roles };
  });
  for (const { place, id, bound, roles } of parsed) {
    for (const [index, [role = '', target = '']] of roles.entries()) {
      const to = bounds.get(target) ?? triggers.get(target);
      // Arguments of one role are numbered: Theme, Theme2.
      const type = role.replace(/(?<=.)\d+$/, '');
      const remarks = { attributes: {}, notes: [] };
      if (bound && to && type) related.set(`${id} ${index}`, { place, type, from: bound, to, remarks });
      else {
        const message = 'The argument “{0}” of the event {1} leads to nothing here: it is left out.';
        dataset.warn(place, 'brat-event', message, `${role}:${target}`, id);
      }
    }
    if (!bound) {
      const message = 'The event {0} has no trigger here: it is left out.';
      dataset.warn(place, 'brat-event', message, id);
    }
  }
  return triggers;
}

/** Attributes, notes and normalisations; what nothing here is their target is reported. */
function readFurther(
  place: DatasetPlace,
  [id = '', what = '', note = '']: readonly string[],
  bounds: ReadonlyMap<string, TextBound>,
  related: ReadonlyMap<string, Related>,
  dataset: DatasetReader,
): void {
  const [kind = '', target = '', value] = what.split(' ');
  const cutOff = () =>
    dataset.error(place, 'brat-line', 'This line may be cut off. Complete it, or take it out.');
  if (/^[AMN#]/.test(id) && target === '') {
    cutOff();
    return;
  }
  const bound = bounds.get(target);
  if (
    bound &&
    /^[AM]/.test(id) &&
    kind === 'Status' &&
    (value === 'suggested' || value === 'accepted' || value === 'rejected')
  ) {
    bound.status = value;
    return;
  }
  const relation = related.get(target);
  const remarks = (bound ?? relation)?.remarks;
  if ((bound || relation) && id.startsWith('#') && note.startsWith('{')) {
    let json: unknown;
    try {
      json = JSON.parse(note);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      // So begin the notes that `standoff` writes, and hardly a sentence of a person.
      if (note.startsWith('{"')) {
        cutOff();
        return;
      }
    }
    const reading = v.safeParse(noteSchema, json);
    if (bound && reading.success) {
      bound.note = reading.output;
      return;
    }
    const onRelation = v.safeParse(relationNoteSchema, json);
    if (relation && onRelation.success) {
      relation.note = onRelation.output;
      return;
    }
  }
  if (bound && id.startsWith('N') && kind === 'Reference' && value !== undefined) {
    const [, database, reference] = /^([^:]+):(.+)$/.exec(value) ?? [];
    if (database !== undefined && reference !== undefined) {
      if (database === DATABASE) bound.entity ??= decodedReference(reference);
      else bound.identifiers[schemeName(decodedReference(database))] ??= decodedReference(reference);
      if (note !== '') bound.entityName ??= note;
      return;
    }
  }
  if (remarks && /^[AM]/.test(id) && kind !== '') {
    remarks.attributes[kind] = value ?? true;
    return;
  }
  if (remarks && id.startsWith('#')) {
    if (note !== '') remarks.notes.push(note);
    return;
  }
  const message = LEFT_OUT[id[0] as string];
  if (message !== undefined) dataset.warn(place, 'brat-kind', message);
  else
    dataset.error(
      place,
      'brat-line',
      '"{0}" begins no line of brat standoff. Correct the line, or choose the format that the file has.',
      id,
    );
}

/** What is said of lines that Marginalia has no place for, by the letter of their ids. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  A: 'This is an attribute of nothing that is here: it is left out.',
  M: 'This is an attribute of nothing that is here: it is left out.',
  N: 'This is no normalisation of an annotation that is here: it is left out.',
  '*': 'This is an equivalence, for which Marginalia has no place: it is left out.',
  '#': 'This is a note on nothing that is here: it is left out.',
};
