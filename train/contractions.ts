import type { AnnotatedText } from './corpus';

const CONTRACTED: Readonly<Record<string, string>> = { de: 'd', em: 'n', por: 'pel', a: 'a' };

/** What treebanks of Portuguese write apart, as no newspaper does: `de o`, `em esta`, `por a`. */
const EXPANDED =
  /(?<![\p{L}\p{N}-])(?:(de|em|por|a) (os?|as?)|(de|em) ((?:est|ess|aquel|el)(?:es?|as?)|isto|isso|aquilo))(?![\p{L}\p{N}-])/giu;

const FEWEST = 3;

/** The text as a newspaper writes it, where it is a Portuguese one with contractions written apart; else undefined. */
export function contracted(article: AnnotatedText): AnnotatedText | undefined {
  if (article.language !== 'pt') return undefined;
  const matches = [...article.text.matchAll(EXPANDED)];
  const usual = article.text.match(/(?<!\p{L})(?:d[oa]s?|n[oa]s?|pel[oa]s?)(?!\p{L})/gu)?.length ?? 0;
  if (matches.length < FEWEST || usual * 4 > matches.length) return undefined;
  const borders = new Set(article.spans.flatMap(({ start, end }) => [start, end]));
  const shifts: { readonly from: number; readonly by: number }[] = [];
  let text = '';
  let copied = 0;
  for (const match of matches) {
    const [whole] = match;
    const end = match.index + whole.length;
    if (crosses(borders, match.index, end)) continue;
    const short = shortForm(whole);
    text += article.text.slice(copied, match.index) + short;
    copied = end;
    shifts.push({ from: end, by: copied - text.length });
  }
  text += article.text.slice(copied);
  const moved = (offset: number): number => offset - (shifts.findLast(({ from }) => from <= offset)?.by ?? 0);
  const spans = article.spans.map((span) => ({ ...span, start: moved(span.start), end: moved(span.end) }));
  return { ...article, id: `${article.id}#contracted`, text, spans };
}

function crosses(borders: ReadonlySet<number>, start: number, end: number): boolean {
  for (let offset = start + 1; offset < end; offset++) if (borders.has(offset)) return true;
  return false;
}

function shortForm(whole: string): string {
  const [preposition, rest] = whole.split(' ') as [string, string];
  const small = preposition.toLowerCase();
  const short =
    small !== 'a' ? CONTRACTED[small]! + rest : rest.startsWith('o') ? `a${rest}` : rest.replace(/^a/, 'à');
  if (whole === whole.toUpperCase()) return short.toUpperCase();
  return preposition === small ? short : short[0]!.toUpperCase() + short.slice(1);
}
