import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Random } from '../../histories/random';
import {
  editSidecar,
  EMPTY_SIDECAR,
  mergeSidecars,
  parseSidecar,
  type Relation,
  type Sidecar,
  type SidecarChange,
} from '../../src/core';
import { annotation, put } from '../unit/sidecar/entries';
import { CommandLine } from './command-line';

const git = promisify(execFile);

/** A sidecar, and what two people made of it. */
interface Versions {
  readonly base: Sidecar;
  readonly ours: Sidecar;
  readonly theirs: Sidecar;
}

/** What a sidecar says, with its relations in an order that is the same whoever is called ours. */
function said({ annotations, relations }: Sidecar): unknown {
  return { annotations, relations: [...relations].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

describe('git merge, without a driver', function () {
  this.timeout(60_000);
  let folder: CommandLine;
  afterEach(() => folder.remove());

  /** Merges a branch with what one made of sidecars into one with what the other made of them, in either order. */
  const merges = async (files: readonly Versions[]): Promise<[string[], string[]]> => {
    folder = await CommandLine.in({});
    const run = (...args: string[]) =>
      git('git', ['-c', 'user.name=ana', '-c', 'user.email=ana@example.org', ...args], { cwd: folder.cwd });
    const name = (index: number) => `${index}.txt.ann.yaml`;
    const commit = async (which: keyof Versions) => {
      await Promise.all(files.map((versions, index) => folder.write(name(index), versions[which].source)));
      await run('add', '.');
      await run('commit', '-qm', which);
      await run('tag', which);
    };
    await run('init', '-q');
    await commit('base');
    for (const which of ['ours', 'theirs'] as const) {
      await run('checkout', '-q', '--detach', 'base');
      await commit(which);
    }
    const merged = async (one: string, other: string) => {
      await run('checkout', '-q', '--detach', one);
      await run('merge', '-qm', 'merged', other);
      return Promise.all(files.map((_, index) => folder.read(name(index))));
    };
    return [await merged('ours', 'theirs'), await merged('theirs', 'ours')];
  };

  it('has what two people decided in different places of an article, a hundred times over', async () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      annotation(`k${index}`, 20 * index, { status: 'suggested' }),
    );
    const base = editSidecar(EMPTY_SIDECAR, all.map(put));
    const pairs = Array.from({ length: 100 }, (_, seed): Versions => {
      const random = new Random(seed + 1);
      const changes = (parity: number, by: string): SidecarChange[] =>
        all.flatMap((one, index): SidecarChange[] => {
          if (index % 4 !== parity || random.chance(3)) return [];
          if (random.chance(4)) return [{ kind: 'remove', id: one.id }];
          const at = `2024-07-20T10:${String(index).padStart(2, '0')}:00Z`;
          const label = random.chance(2) ? one.label : 'location';
          return [put({ ...one, label, status: 'accepted', by, at })];
        });
      return {
        base,
        ours: editSidecar(base, changes(0, 'ana')),
        theirs: editSidecar(base, changes(2, 'bo')),
      };
    });
    for (const sources of await merges(pairs)) {
      for (const [index, source] of sources.entries()) {
        const { base, ours, theirs } = pairs[index]!;
        const { annotations, problems } = parseSidecar(source);
        assert.deepEqual(problems, []);
        assert.deepEqual(annotations, mergeSidecars(base, ours, theirs).annotations);
      }
    }
  });

  it('has the relations that two people added in different places of the list', async () => {
    const all = [10, 40, 70, 100].map((start, index) => annotation(`k${index}`, start));
    const relate = (id: string, type: string, from: string, to: string): SidecarChange => {
      const relation: Relation = { id, type, from, to };
      return { kind: 'relate', relation };
    };
    const base = editSidecar(EMPTY_SIDECAR, [
      ...all.map(put),
      relate('r1', 'spouse', 'k0', 'k1'),
      relate('r2', 'leads', 'k3', 'k2'),
    ]);
    const ours = editSidecar(base, [relate('r3', 'ally', 'k0', 'k2')]);
    const theirs = editSidecar(base, [relate('r4', 'heads', 'k3', 'k3')]);
    for (const [source = ''] of await merges([{ base, ours, theirs }])) {
      const merged = parseSidecar(source);
      assert.deepEqual(merged.problems, []);
      assert.deepEqual(said(merged), said(mergeSidecars(base, ours, theirs)));
    }
  });
});
