import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { Random } from '../histories/random';
import { openArticle } from '../src/cli/annotated-files';
import { findArticles } from '../src/cli/article-files';
import type { Terminal } from '../src/cli/terminal';
import { annotatedArticle, loadRecognition, STATUSES } from '../src/core';
import { LANGUAGES } from '../src/core/dates/languages';
import type { Material } from './targets';

const PROJECT = `marginalia: 1
labels:
  - name: person
    description: Names of people; titles stay out. # as agreed
    color: { light: "#0b62c4", dark: "#6cb2ff" }
  - name: ship
    color: "#1a7f37"
    key: 1
attributes:
  - name: certainty
    labels: [ship]
    values: [sure, unsure]
articles: ["news/**/*.txt"]
exclude: ["**/old/**"]
annotators: [ana, bo]
recognizer: light
team: red
`;

/** A sidecar as people leave it when they have been at it by hand. */
const EDITED_SIDECAR = `# by Ana
marginalia: 1 # the format
published: 2024-07-18
team: &team { name: 'red', since: 2019 }

annotations:
  # the mayor
  - id: "k1"
    label: person
    quote: 'Kim'
    position: [8, 11]
    prefix: >-
      o
    suffix: " disse"   # he did
    status: accepted
    note: |
      - id: k9
      no annotation
    attributes: { certainty: sure }
  - {id: k2, label: event, quote: q, position: [1, 2], prefix: "", suffix: "", status: rejected}

  - id: k3
    label: date
    quote: "18 de julho"
    position: [ 20, 31 ]
    prefix: "a "
    suffix: ""
    status: suggested
    timex:
      type: DATE
      value: "2024-07-18" # not 2023
    conflict:
      - status: accepted
        by: ana
      - removed: true
    team: *team
  # the end
checked: yes
`;

/** What is fuzzed with: the samples, the excerpts of `test/gold/dates`, and the words that languages have for time. */
export async function readMaterial(root: string, terminal: Terminal, model?: Uint8Array): Promise<Material> {
  const recognition = await loadRecognition(model);
  const opened = await Promise.all(
    [...(await findArticles([path.join(root, 'samples')], terminal)).files].map(async (file) => ({
      file,
      reading: await openArticle(file, terminal),
    })),
  );
  const annotated = opened.flatMap(({ file, reading }) =>
    reading.ok && reading.hasSidecar ? [{ name: path.basename(file.name), ...reading }] : [],
  );
  const dates = new Map<string, string[]>();
  for (const language of LANGUAGES) {
    const { tag } = language;
    const file = path.join(root, 'test', 'gold', 'dates', `${tag}.yaml`);
    const excerpts = ['pt', 'bg', 'en'].includes(tag)
      ? (parse(await readFile(file, 'utf8')) as { text: string }[])
      : [];
    const words = [...phrasesOf(language), ...calendarNames(tag)];
    const random = new Random(tag.charCodeAt(0));
    const made = Array.from({ length: 20 }, () =>
      Array.from({ length: 60 }, () => random.of(random.chance(3) ? NUMBERS : words)).join(
        random.chance(9) ? '\n' : ' ',
      ),
    );
    dates.set(tag, [...excerpts.map(({ text }) => text), ...made]);
  }
  return {
    articles: annotated
      .slice(0, 4)
      .map(({ name, text, sidecar }) => annotatedArticle(name, text, sidecar, STATUSES, recognition).article),
    sidecars: [EDITED_SIDECAR, ...annotated.slice(0, 4).map(({ sidecar: { source } }) => shortened(source))],
    projects: [PROJECT],
    dates,
    recognition,
  };
}

const NUMBERS = [
  '1',
  '2',
  '18',
  '31',
  '1990',
  '2024',
  '18.30',
  '9:00',
  '18/7',
  '2024-07-18',
  '90',
  'XIX',
  ',',
  '.',
  '(',
  ')',
  '–',
  '-',
];

/** The first blocks: with all of them a case takes long and finds no more. */
function shortened(source: string): string {
  const blocks = source.split(/^(?= {2}- )/m);
  const frame = /^fingerprint:[^]*/m.exec(source)?.[0] ?? '';
  return blocks.slice(0, 8).join('') + frame;
}

/** Every phrase that a language has, alternatives apart. */
function phrasesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[|()]/).filter((phrase) => phrase !== '');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(phrasesOf);
}

function calendarNames(tag: string): string[] {
  const names = (options: Intl.DateTimeFormatOptions, count: number, step: number) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
    return Array.from({ length: count }, (_, index) => format.format(Date.UTC(2024, 0, 1 + index * step)));
  };
  return [
    ...names({ month: 'long' }, 12, 30),
    ...names({ weekday: 'long' }, 7, 1),
    ...names({ day: 'numeric', month: 'long' }, 12, 30),
  ];
}
