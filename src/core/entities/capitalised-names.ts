import { ENTITY_LABELS, type EntityLabel, type NameLanguage, type Words } from './languages/language';
import {
  isCapital,
  isPeople,
  longestKnownName,
  matches,
  phrase,
  smallWordsOf,
  type Reading,
  type Word,
  type WordRange,
} from './reading';
import { remembered } from '../model/remembered';

/** What speaks for each label, as sums of weights; about 3 is as good as certain. */
export type Evidence = Readonly<Record<EntityLabel, number>>;

/** A stretch of words that may be a name. */
export interface Candidate extends WordRange {
  readonly evidence: Evidence;
  /** How sure it is that these words are a name of some kind, 0 to 1. A lone first word of a sentence scores low. */
  readonly nameness: number;
  readonly source: string;
}

/** A name with a word in it or beside it that says what it is: `Treaty of …`, `the film …`. */
export interface ClassName extends WordRange {
  readonly label: EntityLabel;
  /** True where it is all that stands in quotation marks after the word. */
  readonly isQuoted: boolean;
  readonly titled: boolean;
  /** The sentence that it stands in. */
  readonly sentence: WordRange;
}

export const NO_EVIDENCE: Evidence = { person: 0, organization: 0, location: 0, event: 0, product: 0 };

export function withEvidence(evidence: Evidence, label: EntityLabel, weight: number): Evidence {
  return { ...evidence, [label]: evidence[label] + weight };
}

/** Weights of the cues, set by hand on development sets of three languages. */
const CUE = {
  head: 3,
  tail: 2.6,
  title: 3,
  role: 1.6,
  givenName: 2.2,
  loneGivenName: 1.3,
  surname: 1.4,
  manyWords: 0.7,
  fewWords: 0.4,
  acronym: 1.6,
  code: 1.2,
  before: 2,
  weaklyBefore: 0.9,
  speech: 1.2,
  quoted: 0.8,
  otherScript: 1,
} as const;

const NAMENESS = { initial: 0.3, initialPhrase: 0.65, inside: 0.8, known: 0.95 } as const;

const OPENING_QUOTE = /^["'“„«‘‚]$/u;
const CLOSING_QUOTE = /^["'”“»’]$/u;
const BULLET = /^[-–—•*·:|>]$/u;

/**
 * Runs of words with capitals, and what stands in and around them that tells names from the rest and their kinds.
 * Headlines that write every word with a capital are left out.
 */
export function capitalisedNames(reading: Reading): Candidate[] {
  return reading.sentences.flatMap((sentence) => {
    if (!hasCapital(reading, sentence)) return [];
    if (isFurniture(reading, sentence) || isAllCapitalised(reading, sentence)) return [];
    return namesOfSentence(reading, sentence).map((name) =>
      name.quotedAs === undefined ? weigh(reading, name, sentence) : quotedCandidate(name, name.quotedAs),
    );
  });
}

function quotedCandidate({ first, end }: WordRange, label: EntityLabel): Candidate {
  const evidence = withEvidence(NO_EVIDENCE, label, CUE.before + CUE.quoted);
  return { first, end, evidence, nameness: NAMENESS.known, source: 'names' };
}

/** Those names of a line that a class word in or beside them, or quotation marks after one, tells the kind of. */
export function classNames(line: Reading): ClassName[] {
  const isTelling = tellingWords(line.language);
  /** Whether a word in a range or beside it is telling. */
  const isTold = ({ first, end }: WordRange): boolean => {
    for (let index = first - 1; index <= end; index++) {
      const word = line.words[index];
      if (word !== undefined && isTelling(word.lower)) return true;
    }
    return false;
  };
  return line.sentences.flatMap((sentence) => {
    if (!hasCapital(line, sentence) || !isTold(sentence)) return [];
    if (isFurniture(line, sentence) || isAllCapitalised(line, sentence)) return [];
    return namesOfSentence(line, sentence, isTold).flatMap(
      ({ first, end, titled, quotedAs }): ClassName[] => {
        const label = quotedAs ?? classWordOf(line, { first, end }, sentence);
        return label === undefined
          ? []
          : [{ first, end, label, isQuoted: quotedAs !== undefined, titled, sentence }];
      },
    );
  });
}

const telling = new WeakMap<NameLanguage, (lower: string) => boolean>();

/** Of small letters whether the word says of a name beside it or around it what it is. */
function tellingWords(language: NameLanguage): (lower: string) => boolean {
  let isTelling = telling.get(language);
  if (isTelling === undefined) {
    const { before, after, heads, tails, smallTails } = language;
    const lists = [before, after, heads, tails, smallTails].flatMap((byLabel) => Object.values(byLabel));
    isTelling = remembered(
      (lower) => SHIP.test(lower.toUpperCase()) || lists.some((list) => matches(list, { lower }, language)),
    );
    telling.set(language, isTelling);
  }
  return isTelling;
}

function hasCapital({ words }: Reading, { first, end }: WordRange): boolean {
  for (let index = first; index < end; index++) if (isCapital(words[index])) return true;
  return false;
}

/** `Leia também`, `Архив`, `Compartilhe | Comentários (12)`: a line that belongs to the page and not to the article. */
export function isFurniture(reading: Reading, sentence: WordRange): boolean {
  const furniture = furnitureIn(reading, sentence);
  const { words } = reading;
  let part = 0;
  for (let index = sentence.first; index < sentence.end; index++) {
    while (part < furniture.length && furniture[part]!.end <= index) part++;
    if (part < furniture.length && furniture[part]!.first <= index) continue;
    if (words[index]!.shape !== 'mark' && words[index]!.shape !== 'number') return false;
  }
  return furniture.length > 0;
}

const LONGEST_FURNITURE = 8;

/** What of a line belongs to the page: all of it, or what bars and bullets cut off (`Владимир Путин | Архив`). */
export function furnitureIn({ words, language }: Reading, line: WordRange): WordRange[] {
  if (language.furniture.size === 0) return [];
  const openings = furnitureOpenings(language);
  const found: WordRange[] = [];
  for (let first = line.first; first < line.end;) {
    let end = first;
    while (end < line.end && !isSeparator(words, end)) end++;
    const isShort = end - first <= LONGEST_FURNITURE;
    if (isShort && begins(first, end) && language.furniture.has(toldBy(words.slice(first, end)))) {
      found.push({ first, end });
    }
    first = end + 1;
  }
  return found;

  function begins(first: number, end: number): boolean {
    while (first < end && !isTold(words[first]!)) first++;
    return first < end && openings.has(openingOf(words[first]!.lower.replaceAll('-', '_')));
  }
}

const openingsOfFurniture = new WeakMap<NameLanguage, Words>();

/** The first words of what belongs to a page. */
function furnitureOpenings(language: NameLanguage): Words {
  let openings = openingsOfFurniture.get(language);
  if (openings === undefined) {
    openings = new Set([...language.furniture].map(openingOf));
    openingsOfFurniture.set(language, openings);
  }
  return openings;
}

function openingOf(furniture: string): string {
  return furniture.split('_', 1)[0]!;
}

/** Words as `NameLanguage.furniture` writes them. */
function toldBy(words: readonly Word[]): string {
  return words
    .filter(isTold)
    .map(({ lower }) => lower.replaceAll('-', '_'))
    .join('_');
}

function isTold({ shape }: Word): boolean {
  return shape !== 'mark' && shape !== 'number';
}

/** True of a bar, bullet or colon, and of a dash between spaces. */
function isSeparator(words: readonly Word[], index: number): boolean {
  const word = words[index]!;
  if (word.shape !== 'mark' || !BULLET.test(word.form)) return false;
  const [before, after] = [words[index - 1], words[index + 1]];
  const isTied = (before?.end ?? 0) === word.start || word.end === after?.start;
  return !/^[-–—]$/.test(word.form) || !isTied;
}

/** `o pintor, | Claro Dias`: after a small word or a comma a capital is meant, even on a common word. */
function isInProse(before: Word | undefined): boolean {
  return before?.shape === 'small' || before?.form === ',';
}

/** True of a headline in which capitals say nothing: all words but the smallest have one. */
export function isAllCapitalised({ words }: Reading, sentence: WordRange): boolean {
  let capital = 0;
  let small = 0;
  for (let index = sentence.first; index < sentence.end; index++) {
    const word = words[index]!;
    if (isCapital(word)) capital++;
    else if (word.shape === 'small' && word.form.length > 3) small++;
  }
  return capital >= 5 && small * 8 < capital;
}

/** The names of a sentence, of runs only those that are `wanted`. */
function namesOfSentence(
  reading: Reading,
  sentence: WordRange,
  isWanted: (run: WordRange) => boolean = () => true,
): RunName[] {
  const furniture = furnitureIn(reading, sentence);
  const names: RunName[] = [];
  for (let index = sentence.first; index < sentence.end;) {
    if (!isCapital(reading.words[index])) {
      index++;
      continue;
    }
    if (isClassWord(reading, index, sentence)) {
      index++;
      continue;
    }
    const work = quotedWork(reading, index, sentence);
    if (work !== undefined) {
      names.push(work);
      index = work.end;
      continue;
    }
    const end = endOfRun(reading, index, sentence.end);
    const run = { first: index, end };
    index = end;
    if (!isWanted(run)) continue;
    if (furniture.some((part) => part.first <= run.first && run.first < part.end)) continue;
    for (const name of namesOfRun(reading, run, sentence)) {
      names.push(name);
      index = Math.max(index, name.end);
    }
  }
  return names;
}

/** `the novel “The Quiet Hour”`: what stands in quotation marks after its class word, all of it. */
function quotedWork(reading: Reading, first: number, sentence: WordRange): RunName | undefined {
  const { words } = reading;
  const quote = words[first - 1];
  const before = words[first - 2];
  if (quote === undefined || before === undefined || first - 2 < sentence.first) return undefined;
  const opens =
    OPENING_QUOTE.test(quote.form) && quote.end === words[first]!.start && before.end < quote.start;
  const label = opens
    ? ENTITY_LABELS.find((label) => matches(reading.language.before[label], before, reading.language))
    : undefined;
  const end = label === undefined ? undefined : closingQuote(reading, first, sentence.end);
  return end === undefined ? undefined : { first, end, titled: false, quotedAs: label };
}

/** Where a quotation that starts at a word closes, undefined where it goes on for longer than a title does. */
function closingQuote({ words }: Reading, first: number, limit: number): number | undefined {
  for (let end = first + 1; end < limit && end - first <= LONGEST_TITLE; end++)
    if (CLOSING_QUOTE.test(words[end]!.form)) return end;
  return undefined;
}

/** `Míssil | Garoa cai no mar`: a class word of things whose capital the start of a sentence gives. */
function isClassWord(reading: Reading, index: number, sentence: WordRange): boolean {
  const { words, language } = reading;
  return (
    isCapital(words[index + 1]) &&
    index + 1 < sentence.end &&
    matches(language.before.product, words[index]!, language) &&
    isInitial(reading, index, sentence)
  );
}

function labelBefore(reading: Reading, first: number, sentence: WordRange): EntityLabel | undefined {
  const { words, language } = reading;
  const before = words[first - 1];
  if (before === undefined || first - 1 < sentence.first) return undefined;
  if (before.shape !== 'small' && !isClassWord(reading, first - 1, sentence)) return undefined;
  return ENTITY_LABELS.find((label) => matches(language.before[label], before, language));
}

function labelAfter({ words, language }: Reading, end: number, sentence: WordRange): EntityLabel | undefined {
  const after = words[end];
  if (after === undefined || end >= sentence.end || after.shape !== 'small') return undefined;
  return ENTITY_LABELS.find((label) => matches(language.after[label], after, language));
}

/** In words. */
const LONGEST_TITLE = 12;

/** A longer run is a list without commas; the bound keeps the time linear. */
const MOST_WORDS = 40;

/** The end of the longest run of capitalised words from `first`, small words of names included. */
function endOfRun(reading: Reading, first: number, limit: number): number {
  const { words, language } = reading;
  let end = longestKnownName(reading, first, limit)?.end ?? first + 1;
  let head = headLabel(reading, first) !== undefined;
  while (end < limit && end - first < MOST_WORDS) {
    const next = nextOfRun({ first, end }, limit, head);
    if (next === undefined) break;
    head ||= headLabel(reading, next) !== undefined || tailLabel(reading, next) !== undefined;
    end = next + 1;
  }
  return language.adjective === undefined ? end : endOfSmallWords(reading, { first, end }, limit);

  function nextOfRun(run: WordRange, last: number, hasHead: boolean): number | undefined {
    const word = words[run.end]!;
    if (!isNear(words[run.end - 1]!, word)) return undefined;
    if (isCapital(word)) return run.end;
    const after = words[run.end + 1];
    if (after === undefined || run.end + 1 >= last) return undefined;
    if (/^[-‐‑&]$/.test(word.form) && isCapital(after)) {
      return word.form === '&' || !isTwoPlaces(run, run.end + 1) ? run.end + 1 : undefined;
    }
    if (word.form === '.' && isAbbreviated(reading, run.end - 1) && isCapital(after)) return run.end + 1;
    return afterParticle(run, last, hasHead);
  }

  function afterParticle(run: WordRange, last: number, hasHead: boolean): number | undefined {
    const particle = words[run.end]!;
    const inAny = language.particles.has(particle.lower);
    if (!inAny && !(hasHead && language.headParticles.has(particle.lower))) return undefined;
    if (particle.shape !== 'small') return undefined;
    let next = run.end + 1;
    if (language.articles.has(words[next]!.lower) && next + 1 < last) next++;
    if (!isCapital(words[next])) return undefined;
    if (language.conjunctions.has(particle.lower) && !language.portfolios.has(words[next]!.lower))
      return undefined;
    return next;
  }

  /** `Costa Rica-Peru` is two names, `Guiné-Bissau` one. */
  function isTwoPlaces(run: WordRange, next: number): boolean {
    const whole = phrase(words, { first: run.first, end: next + 1 });
    if (reading.gazetteer.lookup(whole) !== undefined) return false;
    const left = reading.gazetteer.lookup(phrase(words, run));
    return left !== undefined && longestKnownName(reading, next, limit) !== undefined;
  }
}

/**
 * The end of a name that goes on in small letters: `Европейската | комисия`, `Съвета | за национална сигурност`.
 * A small tail word after an adjective, then prepositional groups of adjectives and one noun.
 */
function endOfSmallWords(reading: Reading, run: WordRange, limit: number): number {
  const { words, language } = reading;
  let end = run.end;
  if (language.adjective?.test(words[end - 1]!.lower)) {
    let tail = end;
    while (tail < limit && tail < end + 2 && isSmall(tail) && smallTailLabel(reading, tail) === undefined) {
      if (!language.adjective.test(words[tail]!.lower)) break;
      tail++;
    }
    if (tail < limit && isSmall(tail) && smallTailLabel(reading, tail) !== undefined) end = tail + 1;
  }
  const label =
    headLabel(reading, run.first) ?? (end > run.end ? smallTailLabel(reading, end - 1) : undefined);
  if (label === undefined || label === 'location' || label === 'person') return end;
  for (let groups = 0; groups < 2; groups++) {
    let next = end;
    if (next + 1 >= limit || !language.groupParticles.has(words[next]!.lower)) break;
    next++;
    const noun = next;
    while (next < limit && next < noun + 2 && isSmall(next) && language.adjective!.test(words[next]!.lower))
      next++;
    if (next < limit && isSmall(next)) next++;
    else if (isCapital(words[next])) {
      const known = longestKnownName(reading, next, limit);
      if (known === undefined) break;
      next = known.end;
    } else break;
    if (language.common.has(words[next - 1]!.lower)) break;
    end = next;
  }
  return end;

  function isSmall(index: number): boolean {
    const word = words[index]!;
    return word.shape === 'small' && isNear(words[index - 1]!, word);
  }
}

/** A name, and whether a title stands before it. */
interface RunName extends WordRange {
  readonly titled: boolean;
  /** What a class word before its quotation marks says of a name that stands in them. */
  readonly quotedAs?: EntityLabel | undefined;
}

/** The names in a run: without the words around them that are none, and apart where two stand side by side. */
function namesOfRun(reading: Reading, run: WordRange, sentence: WordRange): RunName[] {
  const { words, language } = reading;
  let { first, end } = run;
  let titled = false;
  while (first < end) {
    const word = words[first]!;
    if (!isCapital(word)) {
      first++;
      continue;
    }
    const known = longestKnownName(reading, first, end);
    if (known !== undefined && (known.end - first > 1 || (word.shape === 'capitals' && known.weight >= 2)))
      break;
    const afterTitle: boolean = titled || isAfterTitle(reading, first, sentence.first);
    const isTitle = matches(language.titles, word, language) && !(first + 1 === end && known !== undefined);
    const isDropped: boolean =
      isTitle ||
      (afterTitle && language.portfolios.has(word.lower)) ||
      (language.calendar.has(word.lower) && word.shape === 'capital') ||
      (matches(language.common, word, language) &&
        (first + 1 === end || isInitial(reading, first, sentence) || !isInProse(words[first - 1]))) ||
      language.compound?.test(word.lower) === true ||
      (isAdjective(reading, first) && !isTail(end - 1, first) && end === run.end && !endsSmall(end));
    if (!isDropped) break;
    titled = isTitle || (afterTitle && language.portfolios.has(word.lower));
    first++;
    while (first < end && !isCapital(words[first])) {
      titled = titled && /^[.]$/.test(words[first]!.form);
      first++;
    }
  }
  while (
    end > first &&
    words[end - 1]!.shape === 'capital' &&
    isNoNameEnd(words[end - 1]!) &&
    end - first > 1
  ) {
    end--;
    while (end > first && !isCapital(words[end - 1])) end--;
  }
  if (first >= end) return [];
  return parts(reading, { first, end }).map((part, index) => ({
    ...whole(reading, part, sentence),
    titled: index === 0 && (titled || isAfterTitle(reading, first, sentence.first)),
  }));

  function isNoNameEnd(word: Word): boolean {
    return language.calendar.has(word.lower) || (language.common.has(word.lower) && word.form.length < 4);
  }

  function isTail(last: number, start: number): boolean {
    return last > start && tailLabel(reading, last) !== undefined;
  }

  function endsSmall(last: number): boolean {
    return words[last - 1]!.shape === 'small';
  }
}

/** `Мадрид | Иван Петров`: a known place and then a person; `Rui Prado da | Suécia`. */
function parts(reading: Reading, range: WordRange): WordRange[] {
  const { words, gazetteer } = reading;
  const isWhole =
    range.end - range.first === 1 ||
    headLabel(reading, range.first) !== undefined ||
    tailLabel(reading, range.end - 1) !== undefined ||
    gazetteer.lookup(phrase(words, range)) !== undefined;
  if (isWhole) return [range];
  const place = longestKnownName(reading, range.first, range.end);
  if (
    place?.label === 'location' &&
    (place.weight >= 3 || (place.weight > 1 && !gazetteer.isGivenName(words[range.first]!.form)))
  ) {
    const next = words[place.end];
    const isPerson =
      next !== undefined && isCapital(next) && (gazetteer.isGivenName(next.form) || place.weight >= 3);
    if (isPerson)
      return [
        { first: range.first, end: place.end },
        ...parts(reading, { first: place.end, end: range.end }),
      ];
  }
  for (let index = range.first + 1; index + 1 < range.end; index++) {
    if (isCapital(words[index])) continue;
    const next = isCapital(words[index + 1]) ? index + 1 : index + 2;
    if (next >= range.end) break;
    const tail = longestKnownName(reading, next, range.end);
    if (tail?.label === 'location' && tail.weight >= 3 && tail.end === range.end) {
      return [
        { first: range.first, end: index },
        { first: next, end: range.end },
      ];
    }
  }
  return [range];
}

/** `11-ата | Международна конференция`, `Segunda | Guerra`, `Resolução | 1234`, `Турски поток | - 2`: with its numbers. */
function whole(reading: Reading, { first, end }: WordRange, sentence: WordRange): WordRange {
  const { words } = reading;
  const label = classOf(reading, { first, end });
  let [start, limit] = [first, end];
  if (label === 'event' || label === 'organization') {
    if (start > sentence.first && isOrdinal(reading, start - 1)) start--;
  }
  if (label === 'event' && OPENING_QUOTE.test(words[limit]?.form ?? '')) {
    const close = closingQuote(reading, limit + 1, sentence.end);
    if (close !== undefined) limit = close + 1;
  }
  if (label === 'product' || labelBefore(reading, first, sentence) === 'product') {
    const next = words[limit]?.form === '-' ? limit + 1 : limit;
    if (next < sentence.end && SERIAL.test(words[next]!.form)) limit = next + 1;
  }
  return { first: start, end: limit };
}

function isOrdinal({ words, language }: Reading, index: number): boolean {
  const word = words[index]!;
  return ORDINAL.test(word.form) || (isCapital(word) && matches(language.ordinals, word, language));
}

/** A number that is no year. */
const SERIAL = /^(?!(?:19|20)\d\d$)\d{1,4}$/;

const ORDINAL = /^\p{Nd}+[-‐‑.]?[\p{L}ªº]+$/u;

/** `USS | Enterprise`: what navies put before the name of a ship. */
const SHIP = /^(?:HMS|USS|USNS|USCGC|BRP|INS|RFS|HMAS|HMCS|HNLMS|KRI|ROKS|MV)$/;

function headOf(reading: Reading, { first, end }: WordRange): EntityLabel | undefined {
  return headLabel(reading, end - first > 1 && isOrdinal(reading, first) ? first + 1 : first);
}

/** What the words of a name themselves say that it is: the first, the last or a small one within. */
function classOf(reading: Reading, range: WordRange): EntityLabel | undefined {
  const { first, end } = range;
  if (end - first > 1 && SHIP.test(reading.words[first]!.form)) return 'product';
  return (
    headOf(reading, range) ??
    (end - first > 1 ? (tailLabel(reading, end - 1) ?? smallTailWithin(reading, range)) : undefined)
  );
}

function weigh(reading: Reading, { titled, ...range }: RunName, sentence: WordRange): Candidate {
  const { words, language, gazetteer } = reading;
  const { first, end } = range;
  const word = words[first]!;
  let evidence = NO_EVIDENCE;
  const add = (label: EntityLabel, weight: number): void => {
    evidence = withEvidence(evidence, label, weight);
  };
  const known = gazetteer.lookup(phrase(words, range));
  const isLone = end - first === 1;
  const isGivenName = gazetteer.isGivenName(word.form);

  const isSure = known !== undefined && known.weight >= SURE_WEIGHT;
  if (known !== undefined)
    add(known.label, isGivenName && isLone && !isSure ? known.weight / 2 : known.weight);
  const head = isSure ? undefined : headOf(reading, range);
  if (head !== undefined && (!isLone || !smallWordsOf(reading).has(word.lower)))
    add(head, isLone ? 0.6 : CUE.head);
  const tail =
    isLone || isSure ? undefined : (tailLabel(reading, end - 1) ?? smallTailWithin(reading, range));
  if (tail !== undefined) add(tail, CUE.tail);
  if (titled) add('person', CUE.title);
  else if (isAfterRole(reading, first, sentence.first)) add('person', CUE.role);
  if (isGivenName && head === undefined) add('person', isLone ? CUE.loneGivenName : CUE.givenName);
  if (language.surname?.test(words[end - 1]!.lower) && words[end - 1]!.shape === 'capital')
    add('person', CUE.surname);
  if (!isLone && !isSure && end - first <= 4) add('person', end - first <= 3 ? CUE.manyWords : CUE.fewWords);
  if (isLone && word.shape === 'capitals' && word.form.length <= 6 && !isCode(word.form))
    add('organization', CUE.acronym);
  if (isCode(words[end - 1]!.form)) add('product', CUE.code);

  const before = wordBefore(reading, first, sentence.first);
  if (before !== undefined) {
    for (const label of ENTITY_LABELS) {
      if (matches(language.before[label], before, language)) add(label, CUE.before);
      else if (language.weaklyBefore[label]?.has(before.lower)) add(label, CUE.weaklyBefore);
    }
    if (matches(language.speech, before, language)) add('person', CUE.speech);
  }
  const after = words[end];
  if (after !== undefined && end < sentence.end && matches(language.speech, after, language))
    add('person', CUE.speech);
  if (isQuoted(reading, range)) add('organization', CUE.quoted);
  if (isOfOtherScript(reading, range)) add('organization', CUE.otherScript);

  return {
    ...range,
    evidence,
    nameness: namenessOf(reading, range, sentence, titled),
    source: known === undefined ? 'names' : 'gazetteer',
  };
}

/** See `Candidate.nameness`; `titled` if a title stands before the words. */
function namenessOf(reading: Reading, range: WordRange, sentence: WordRange, titled: boolean): number {
  const { words, language, gazetteer } = reading;
  const { first, end } = range;
  const word = words[first]!;
  const isLone = end - first === 1;
  const known = gazetteer.lookup(phrase(words, range));
  if (known !== undefined && known.weight >= SURE_WEIGHT) return NAMENESS.known;
  if (!isInitial(reading, first, sentence) || isQuoted(reading, range)) {
    return isLone && smallWordsOf(reading).has(word.lower) && known === undefined
      ? NAMENESS.initialPhrase
      : NAMENESS.inside;
  }
  if (!isLone) {
    const isSmall = smallWordsOf(reading).has(word.lower) && headOf(reading, range) === undefined;
    return isSmall ? NAMENESS.initial : NAMENESS.initialPhrase;
  }
  if (smallWordsOf(reading).has(word.lower)) return 0;
  const after = words[end];
  const isSpeaker = after !== undefined && end < sentence.end && matches(language.speech, after, language);
  if ((known !== undefined && !gazetteer.isGivenName(word.form)) || titled || isSpeaker) {
    return NAMENESS.initialPhrase;
  }
  return word.shape === 'capitals' ? NAMENESS.inside : NAMENESS.initial;
}

/** How sure it is that a class name is a name, of the whole article that it stands in. */
export function classNameness(reading: Reading, name: ClassName): number {
  return name.isQuoted ? NAMENESS.known : namenessOf(reading, name, name.sentence, name.titled);
}

/** What a class word beside a name or in it says that it is, unless everybody knows the name. */
function classWordOf(reading: Reading, range: WordRange, sentence: WordRange): EntityLabel | undefined {
  const { first, end } = range;
  const label =
    labelBefore(reading, first, sentence) ??
    labelAfter(reading, end, sentence) ??
    (end - first === 1 ? undefined : classOf(reading, range));
  if (label === undefined) return undefined;
  const known = reading.gazetteer.lookup(phrase(reading.words, range));
  return known !== undefined && known.weight >= SURE_WEIGHT ? undefined : label;
}

/** Of a known name that is taken for what it is known for. */
const SURE_WEIGHT = 2;

/** True where a capital says nothing: at the start of a sentence, a quotation, an item or after a colon. */
function isInitial({ words }: Reading, index: number, sentence: WordRange): boolean {
  for (let at = index - 1; at >= sentence.first; at--) {
    const { form, shape } = words[at]!;
    if (shape !== 'mark' && shape !== 'number') return false;
    if (OPENING_QUOTE.test(form) || BULLET.test(form) || form === '(' || form === '.') return true;
    if (form === ',' || form === ')') return false;
  }
  return true;
}

function isQuoted({ words }: Reading, { first, end }: WordRange): boolean {
  const before = words[first - 1];
  const after = words[end];
  if (before === undefined || after === undefined) return false;
  return OPENING_QUOTE.test(before.form) && CLOSING_QUOTE.test(after.form);
}

/** `Uniper` in a Bulgarian text: firms keep their Latin letters, people and places do not. */
function isOfOtherScript({ words, language }: Reading, { first }: WordRange): boolean {
  return language.script === 'Cyrillic' && /^\p{Script=Latin}/u.test(words[first]!.form);
}

/** `F-16`, `С-400`, `T34`. */
function isCode(form: string): boolean {
  return form.length <= 12 && /\p{Lu}/u.test(form) && /\p{Nd}/u.test(form);
}

/** The word before, a quotation mark between them aside. */
function wordBefore({ words }: Reading, index: number, least: number): Word | undefined {
  const at = OPENING_QUOTE.test(words[index - 1]?.form ?? '') ? index - 2 : index - 1;
  return at >= least ? words[at] : undefined;
}

/** `o Sr. | Kim`, `vice-ministro da | Defesa`: a title right before, or with a small word between. */
function isAfterTitle({ words, language }: Reading, index: number, least: number): boolean {
  let at = index - 1;
  if (at > least && words[at]!.form === '.') at--;
  const isPortfolio = language.portfolios.has(words[index]!.lower);
  while (
    isPortfolio &&
    at > least &&
    (language.particles.has(words[at]!.lower) || language.articles.has(words[at]!.lower))
  )
    at--;
  const word = words[at];
  return at >= least && word !== undefined && matches(language.titles, word, language);
}

const ROLE_DISTANCE = 6;

/** `o ministro da Defesa russo, | Pedro Almeida`: a title a few words before, only fields and adjectives between. */
function isAfterRole(reading: Reading, index: number, least: number): boolean {
  const { words, language } = reading;
  let at = index - 1;
  for (let steps = 0; at >= least && steps < ROLE_DISTANCE; steps++, at--) {
    const word = words[at]!;
    if (matches(language.titles, word, language)) return true;
    const isBetween =
      (word.form === ',' && at === index - 1) ||
      language.portfolios.has(word.lower) ||
      isAdjective(reading, at) ||
      (at < index - 1 && (language.particles.has(word.lower) || language.headParticles.has(word.lower)));
    if (!isBetween) return false;
  }
  return false;
}

/** `Russian`, `Labour`: words that a capital makes no name where another follows. */
function isAdjective(reading: Reading, index: number): boolean {
  return (
    matches(reading.language.creeds, reading.words[index]!, reading.language) ||
    isPeople(reading, { first: index, end: index + 1 })
  );
}

/** `J. | Smith`, `St. | Petersburg`. */
function isAbbreviated({ words, language }: Reading, index: number): boolean {
  const word = words[index]!;
  return /^\p{Lu}$/u.test(word.form) || language.abbreviations.has(word.lower);
}

/** True if only a space, or nothing, stands between two words. */
function isNear(a: Word, b: Word): boolean {
  return b.start - a.end <= 1;
}

/** What a word says of the name that it begins: `Ministério`. */
export function headLabel(reading: Reading, index: number): EntityLabel | undefined {
  return labelOf(reading, index, reading.language.heads);
}

function tailLabel(reading: Reading, index: number): EntityLabel | undefined {
  return isCapital(reading.words[index]) ? labelOf(reading, index, reading.language.tails) : undefined;
}

function smallTailLabel(reading: Reading, index: number): EntityLabel | undefined {
  return labelOf(reading, index, reading.language.smallTails);
}

function smallTailWithin(reading: Reading, { first, end }: WordRange): EntityLabel | undefined {
  for (let index = first + 1; index < end; index++) {
    if (reading.words[index]!.shape !== 'small') continue;
    const label = smallTailLabel(reading, index);
    if (label !== undefined) return label;
  }
  return undefined;
}

function labelOf(
  { words, language }: Reading,
  index: number,
  lists: Readonly<Partial<Record<EntityLabel, Words>>>,
): EntityLabel | undefined {
  const word = words[index]!;
  return ENTITY_LABELS.find((label) => matches(lists[label], word, language));
}
