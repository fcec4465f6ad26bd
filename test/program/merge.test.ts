import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { gitSetup } from '../../src/cli/git-setup';
import { merge } from '../../src/cli/merge';
import { parseSidecar } from '../../src/core';
import { CommandLine } from './command-line';

function sidecar(...decisions: readonly string[]): string {
  const entry = (decision: string, index: number) => `  - id: k${index}
    label: person # sure
    quote: Kim
    position: [${index}0, ${index}3]
    prefix: "o "
    suffix: " disse"
    ${decision}
`;
  return `marginalia: 1\nannotations:\n${decisions.map(entry).join('')}`;
}

const git = promisify(execFile);

describe('marginalia merge', () => {
  let folder: CommandLine;
  afterEach(() => folder.remove());

  const start = async (ours: string, theirs: string) => {
    folder = await CommandLine.in({ base: sidecar('status: suggested', 'status: suggested'), ours, theirs });
    return merge(['base', 'ours', 'theirs'], 'a.txt.ann.yaml', folder);
  };

  it('writes what both decided into ours', async () => {
    const exit = await start(
      sidecar('status: accepted', 'status: suggested'),
      sidecar('status: suggested', 'status: rejected'),
    );
    assert.equal(exit, 0);
    assert.equal(await folder.read('ours'), sidecar('status: accepted', 'status: rejected'));
  });

  it('reports a contradiction at its block, and leaves a file that can be read', async () => {
    const exit = await start(
      sidecar('status: accepted', 'status: suggested'),
      sidecar('status: rejected', 'status: suggested'),
    );
    assert.equal(exit, 1);
    assert.match(folder.complaints.join(), /^a\.txt\.ann\.yaml:3:5: error: "Kim" was decided differently/);
    const { problems, annotations } = parseSidecar(await folder.read('ours'));
    assert.deepEqual(problems, []);
    assert.equal(annotations[0]?.conflict?.length, 2);
  });

  it('leaves ours alone where one of the files is malformed', async () => {
    const ours = sidecar('status: accepted');
    assert.equal(await start(ours, 'marginalia: 1\nannotations: [\n'), 1);
    assert.equal(await folder.read('ours'), ours);
  });
});

describe('marginalia git-setup', () => {
  it('has Git merge what people decided in the same block', async function () {
    this.timeout(60_000);
    const folder = await CommandLine.in({ '.gitattributes': '*.png binary' });
    try {
      const run = (...args: string[]) => git('git', args, { cwd: folder.cwd });
      await run('init', '-q', '-b', 'main');
      await run('config', 'user.email', 'ana@example.org');
      await run('config', 'user.name', 'Ana');
      const program = `"${process.execPath}" "${path.resolve('dist/cli.mjs')}"`;
      assert.equal(await gitSetup(program, folder), 0);
      assert.equal(await gitSetup(program, folder), 0);
      assert.equal(await folder.read('.gitattributes'), '*.png binary\n*.ann.yaml merge=marginalia\n');

      const commit = async (text: string) => {
        await folder.write('a.txt.ann.yaml', text);
        await run('add', '-A');
        await run('commit', '-qm', 'decide');
      };
      await commit(sidecar('status: suggested'));
      await run('checkout', '-qb', 'bo');
      await commit(sidecar('status: suggested\n    by: bo'));
      await run('checkout', '-q', 'main');
      await commit(sidecar('status: suggested\n    note: mine'));
      await run('merge', '-q', 'bo');
      const merged = await folder.read('a.txt.ann.yaml');
      assert.match(merged, /by: bo/);
      assert.match(merged, /note: mine/);
    } finally {
      await folder.remove();
    }
  });
});
