import { LETTER, letterOf } from '../../text/letters';
import type { Gazetteer } from '../gazetteer';
import { ENTITY_LABELS } from '../languages/language';
import { isCapital, type Reading, type Word } from '../reading';
import { feed, hashFeature, hashText, scramble } from './hashing';
import { TEMPLATE } from './templates';
import { clusterKey, type WordClusters } from './word-clusters';

/** What a word says of itself wherever it stands. */
export interface Form {
  readonly isCapital: boolean;
  readonly isWord: boolean;
  readonly isSmall: boolean;
  /** 0 for a small letter or none, 1 for a capital, 2 for capitals. */
  readonly letterCase: number;
  readonly form: number;
  readonly shape: number;
  readonly gazetteer: number;
  /** True for a capital with which known names of several words begin. */
  readonly beginsNames: boolean;
  readonly lower: LowerForm;
}

export interface LowerForm {
  readonly text: string;
  readonly hash: number;
  /** The numbers of the clusters of words used alike, 0 where it is in none. */
  readonly cluster: number;
  readonly coarse: number;
  /** Hashes of the first and the last 1 to 5 code units, 0 where the word has no more than that. */
  readonly prefixes: readonly number[];
  readonly suffixes: readonly number[];
}

/** More forms than an article has; each holds some hundred bytes. */
const MOST_FORMS = 1 << 14;

const AFFIX_LENGTHS = 5;

/**
 * The forms of words in one language, each analysed once. Keep it for several articles: what it holds is bounded, but
 * for the forms of the article at hand.
 */
export class WordForms {
  readonly #language: number;
  readonly #gazetteer: Gazetteer;
  readonly #clusters: WordClusters;
  readonly #forms = new Map<string, Form>();
  readonly #features = new Map<Form, Uint32Array>();

  /** `languageTag` is a primary language subtag. */
  constructor(languageTag: string, gazetteer: Gazetteer, clusters: WordClusters) {
    this.#language = hashText(languageTag);
    this.#gazetteer = gazetteer;
    this.#clusters = clusters;
  }

  /** The hash of the language's tag. */
  get language(): number {
    return this.#language;
  }

  /** Forgets what it holds if that is much. Forms that it gave before are not given again. */
  trim(): void {
    if (this.#forms.size <= MOST_FORMS) return;
    this.#forms.clear();
    this.#features.clear();
  }

  of(word: Word): Form {
    let form = this.#forms.get(word.form);
    if (form === undefined) this.#forms.set(word.form, (form = this.#analysed(word)));
    return form;
  }

  /** The forms of a line's words. */
  readonly ofLine = ({ words }: Reading): readonly Form[] => words.map((word) => this.of(word));

  /** The hashed features of a form that tell nothing of its place: the same array each time. */
  features(form: Form): Uint32Array {
    let features = this.#features.get(form);
    if (features === undefined) this.#features.set(form, (features = ownFeatures(form, this.#language)));
    return features;
  }

  #analysed(word: Word): Form {
    const capital = isCapital(word);
    const hash = hashText(word.lower);
    return {
      isCapital: capital,
      isWord: word.shape !== 'mark',
      isSmall: word.shape === 'small',
      letterCase: word.shape === 'capitals' ? 2 : capital ? 1 : 0,
      form: hashText(word.form),
      shape: hashShape(word.form),
      gazetteer: capital ? gazetteerBits(this.#gazetteer, word.form) : 0,
      beginsNames: capital && this.#gazetteer.beginsNames(word.form),
      lower: lowerForm(word.lower, hash, this.#clusters.lookup(clusterKey(this.#language, hash))),
    };
  }
}

function ownFeatures(own: Form, language: number): Uint32Array {
  const features: number[] = [];
  const add = (template: number, first: number, second: number): void => {
    features.push(hashFeature(template, first, second));
  };
  const { letterCase, lower } = own;
  const { cluster, coarse, prefixes, suffixes } = lower;
  add(TEMPLATE.bias, 0, 0);
  add(TEMPLATE.form, own.form, 0);
  add(TEMPLATE.word, lower.hash, 0);
  for (let size = 0; size < AFFIX_LENGTHS; size++) {
    if (prefixes[size] !== 0) add(TEMPLATE.prefix + size, prefixes[size]!, 0);
    if (suffixes[size] !== 0) add(TEMPLATE.suffix + size, suffixes[size]!, 0);
  }
  add(TEMPLATE.languageAndCase, language, letterCase);
  add(TEMPLATE.languageAndShape, language, own.shape);
  add(TEMPLATE.languageAndEnding, language ^ letterCase, suffixes[2]!);
  if (own.gazetteer !== 0 || own.isCapital) add(TEMPLATE.gazetteer, own.gazetteer, letterCase);
  if (cluster !== 0) {
    add(TEMPLATE.cluster, cluster, 0);
    add(TEMPLATE.clusterAndCase, cluster, letterCase);
    add(TEMPLATE.coarseCluster, coarse ^ language, letterCase);
  }
  if (letterCase !== 0) for (const hash of letterHashes(lower.text)) add(TEMPLATE.letters, hash, 0);
  return Uint32Array.from(features);
}

/** Of the stretches of four letters of a word, with a mark before its start and after its end. */
export function letterHashes(text: string): number[] {
  const hashes: number[] = [];
  const length = Math.min(text.length, 40);
  for (let at = -1; at + 3 <= length; at++) {
    let hash = 0x1b873593;
    for (let index = at; index < at + 4; index++) {
      hash = feed(hash, index < 0 ? 0x5e : index >= length ? 0x24 : text.charCodeAt(index));
    }
    hashes.push(hash);
  }
  return hashes;
}

function lowerForm(text: string, hash: number, clusters: number): LowerForm {
  const prefixes: number[] = [];
  const suffixes: number[] = [];
  let prefix = 0x2545f491;
  let suffix = 0x3c6ef372;
  for (let size = 1; size <= AFFIX_LENGTHS; size++) {
    if (size < text.length) {
      prefix = feed(prefix, text.charCodeAt(size - 1));
      suffix = feed(suffix, text.charCodeAt(text.length - size));
      prefixes.push(scramble(prefix));
      suffixes.push(scramble(suffix));
    } else {
      prefixes.push(0);
      suffixes.push(0);
    }
  }
  return {
    text,
    hash,
    cluster: clusters >>> 8,
    coarse: clusters & 0xff,
    prefixes,
    suffixes,
  };
}

/** `Xx` for `Ivan`, `XXd` for `G20`, `x-x` for `norte-coreano`: runs of one kind are written once, but two capitals. */
function hashShape(form: string): number {
  let shape = '';
  let last = '';
  for (const character of form.slice(0, 40)) {
    const kind = kindOf(character);
    if (kind !== last || (kind === 'X' && shape.length < 2)) shape += kind;
    last = kind;
  }
  return hashText(shape.slice(0, 8));
}

function kindOf(character: string): string {
  switch (letterOf(character.codePointAt(0)!)) {
    case LETTER.capital:
      return 'X';
    case LETTER.small:
    case LETTER.other:
      return 'x';
    case LETTER.number:
      return 'd';
    case LETTER.none:
      return character;
  }
}

/** 0 where a phrase is not listed; else which label it is listed for, how surely, and whether it is a person's name or a town's. */
export function gazetteerBits(gazetteer: Gazetteer, text: string): number {
  const known = gazetteer.lookup(text);
  const kind =
    known === undefined ? 0 : 1 + ENTITY_LABELS.indexOf(known.label) * 2 + (known.weight >= 2 ? 1 : 0);
  const asPerson = (gazetteer.isGivenName(text) ? 1 : 0) + (gazetteer.isFamilyName(text) ? 2 : 0);
  return kind * 8 + asPerson * 2 + (gazetteer.isTown(text) ? 1 : 0);
}

/** What stands before the first or after the last word of a sentence. */
export function edge(text: string, hash: number): Form {
  const lower = lowerForm(text, hash, 0);
  return {
    isCapital: false,
    isWord: false,
    isSmall: false,
    letterCase: 0,
    form: hash,
    shape: hash,
    gazetteer: 0,
    beginsNames: false,
    lower,
  };
}
