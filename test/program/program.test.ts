import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const PROGRAM = path.resolve('dist/cli.mjs');

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The built program, started as a person's shell does. */
describe('the program marginalia', function () {
  this.timeout(20_000);

  it('explains itself on standard output', () => {
    const { status, stdout } = run('--help');
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: marginalia .*\n[^]*annotate[^]*export[^]*check[^]*Exit status: 0 done/);
  });

  it('refuses what it does not understand, on standard error, with exit code 2', () => {
    const { status, stdout, stderr } = run('export', '--no-such-option\u001b');
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^marginalia: error: unknown option '--no-such-option\\u001b'\n/);
  });

  it('annotates a stream whose reader goes away, without a word', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'annotate', '--jsonl'], { stdio: 'pipe' });
    child.stdin.on('error', () => child.stdin.destroy());
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    const line = `${JSON.stringify({ id: 1, text: 'On 18 July 2024 it rained. '.repeat(400), language: 'en' })}\n`;
    for (let count = 0; count < 40; count++) child.stdin.write(line);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    child.stdin.end(line);
    const [status] = (await once(child, 'close')) as [number | null];
    assert.equal(complaints, '');
    assert.equal(status, 0);
  });
});
