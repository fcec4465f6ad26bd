import process from 'node:process';
import { DEFAULT_PROJECT, type Recognition } from '../core';
import { annotateFileShard } from './annotate';
import { annotateLineShard } from './annotate-stream';
import { checkShard } from './check';
import { exportShard } from './export';
import { LayerFolders } from './layers';
import { ProjectFiles } from './project-files';
import { Recognitions } from './recognition-model';
import type { Terminal } from './terminal';

/** What a worker has for the shards that it works on. */
export interface ShardContext {
  readonly terminal: Terminal;
  /** For what is said once, of whatever shard. */
  readonly notices: Terminal;
  /** Loaded for the first shard that asks. */
  readonly recognition: () => Promise<Recognition>;
  readonly recognitions: Recognitions;
  /** With `wanted` false of no folder, as with the constructor. */
  readonly projects: (wanted?: boolean) => ProjectFiles;
  readonly layers: LayerFolders;
}

const WORK = {
  lines: annotateLineShard,
  annotate: annotateFileShard,
  check: checkShard,
  export: exportShard,
};

export type Kind = keyof typeof WORK;
/** A part of the work; its name is for messages. */
export type Shard<K extends Kind> = { readonly name: string } & Parameters<(typeof WORK)[K]>[0];
export type Value<K extends Kind> = Awaited<ReturnType<(typeof WORK)[K]>>;

export interface Answer<K extends Kind> {
  /** Said of whatever shard: while the recognisers were loaded, and of the projects' files. */
  readonly warnings: readonly string[];
  /** What was printed, in order. */
  readonly said: readonly (readonly ['out' | 'err', string])[];
  readonly value: Value<K>;
}

/** Works on the shards that the process which started this one sends, until it is gone. */
export function work({ cwd, model }: Terminal): void {
  let said: ['out' | 'err', string][] = [];
  let warnings: string[] = [];
  const terminal: Terminal = {
    cwd,
    stdin: process.stdin,
    ...(model && { model }),
    out: (text) => {
      said.push(['out', text]);
      return Promise.resolve();
    },
    err: (line) => void said.push(['err', line]),
  };
  const notices: Terminal = { ...terminal, err: (line) => void warnings.push(line) };
  const recognitions = new Recognitions(notices);
  const wanted = new ProjectFiles(terminal);
  const unwanted = new ProjectFiles(terminal, false);
  const context: ShardContext = {
    terminal,
    notices,
    recognition: () => recognitions.of(DEFAULT_PROJECT),
    recognitions,
    projects: (isWanted = true) => (isWanted ? wanted : unwanted),
    layers: new LayerFolders(),
  };
  process.on('disconnect', () => process.exit());
  process.on('message', ({ kind, shard }: { kind: Kind; shard: never }) => {
    said = [];
    warnings = [];
    WORK[kind](shard, context).then(
      (value) => process.send?.({ answer: { warnings, said, value } }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
