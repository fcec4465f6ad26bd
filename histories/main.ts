import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { markdownTable } from '../eval/report';
import { processTerminal } from '../src/cli/process-terminal';
import { EXIT, type ExitCode } from '../src/cli/terminal';
import { VERDICTS, type Verdict } from './judge';
import { METHODS, OURS, runHistory, type Outcome } from './run';
import { readSources } from './sources';

const USAGE = `Usage: npm run histories -- [--count N] [--seed N] [--seeds N] [--ours] [-v]

Edits annotated articles at random and looks for the annotations again, beside other ways of doing it.

  --count N      histories in each language (400 if not given)
  --seed N       another sequence of histories
  --seeds N      so many sequences, this one and those after it
  --ours         leaves the other ways out
  -v, --verbose  prints what was wrong or orphaned needlessly`;

/** The command: fails where an annotation of ours was put in a wrong place, or too many were left needlessly. */
export async function main(args: readonly string[], samples: string, texts: string): Promise<ExitCode> {
  const terminal = processTerminal();
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      ours: { type: 'boolean', default: false },
      verbose: { type: 'boolean', short: 'v', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    await terminal.out(`${USAGE}\n`);
    return EXIT.ok;
  }
  const count = Number(values.count);
  const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.seed) + index);
  const methods = values.ours ? OURS : METHODS;
  const sources = await readSources(samples, texts);
  const languages = [...new Set(sources.map(({ language }) => language))];
  const counts = new Map<string, Map<Verdict, number>>();
  const byEdit = new Map<string, Map<Verdict, number>>();
  const started = performance.now();
  for (const language of languages) {
    const own = sources.filter((source) => source.language === language);
    for (const seed of seeds) {
      for (let index = 0; index < count; index++) {
        const source = own[index % own.length]!;
        const outcome = runHistory(source, seed * 1_000_003 + index * 7 + language.charCodeAt(0), methods);
        for (const [which, verdicts] of outcome.verdicts.entries()) {
          for (const verdict of verdicts) {
            for (const set of [language, 'all']) add(counts, `${set}\t${methods[which]!.name}`, verdict);
          }
        }
        for (const verdict of outcome.verdicts[0]!)
          for (const edit of new Set(outcome.edits)) add(byEdit, edit, verdict);
        if (values.verbose) await terminal.out(complaints(outcome, `${seed}/${language}/${index}`));
      }
    }
    terminal.err(`${language}: ${count * seeds.length} histories`);
  }
  const rows = [...languages, 'all'].flatMap((set) =>
    methods.map(({ name }) => row([set, name], counts.get(`${set}\t${name}`)!)),
  );
  await terminal.out(`${count * seeds.length} histories in each of ${languages.length} languages, seed ${[seeds[0], ...seeds.slice(1).slice(-1)].join(' to ')}; shares of the annotations in %

${markdownTable(['articles', 'method', 'annotations', ...VERDICTS], rows, 2)}
`);
  if (values.verbose)
    await terminal.out(
      `\n${markdownTable(
        ['edit', 'annotations', ...VERDICTS],
        [...byEdit].map(([edit, one]) => row([edit], one)),
        1,
      )}\n`,
    );
  const ours = counts.get(`all\t${methods[0]!.name}`)!;
  terminal.err(
    `${((performance.now() - started) / 1000).toFixed(0)} s on one of ${availableParallelism()} cores`,
  );
  return (ours.get('wrong') ?? 0) === 0 && share(ours, 'orphaned needlessly') < 2 ? EXIT.ok : EXIT.problems;
}

function add(counts: Map<string, Map<Verdict, number>>, key: string, verdict: Verdict): void {
  const known = counts.get(key) ?? new Map<Verdict, number>();
  counts.set(key, known.set(verdict, (known.get(verdict) ?? 0) + 1));
}

function total(counts: ReadonlyMap<Verdict, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

function share(counts: ReadonlyMap<Verdict, number>, verdict: Verdict): number {
  return (100 * (counts.get(verdict) ?? 0)) / total(counts);
}

function row(head: readonly string[], counts: ReadonlyMap<Verdict, number>): string[] {
  return [
    ...head,
    String(total(counts)),
    ...VERDICTS.map((verdict) => {
      const value = share(counts, verdict);
      return verdict === 'wrong' ? `${value.toFixed(3)} (${counts.get(verdict) ?? 0})` : value.toFixed(2);
    }),
  ];
}

function complaints({ before, after, edits, verdicts, located }: Outcome, history: string): string {
  return verdicts[0]!
    .flatMap((verdict, at) => {
      if (verdict !== 'wrong' && verdict !== 'orphaned needlessly') return [];
      const { quote, prefix, suffix } = before.anchors[at]!;
      const place = located[0]![at];
      const found = place
        ? `${after.slice(Math.max(0, place.start - 32), place.start)}[${after.slice(place.start, place.end)}]${after.slice(place.end, place.end + 32)}`
        : '';
      return [
        `${verdict} ${history} ${JSON.stringify(`${prefix}[${quote}]${suffix}`)} ${JSON.stringify(found)} ${[...new Set(edits)].join(', ')}\n`,
      ];
    })
    .join('');
}
