import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { articles, withoutProgram } from './datasets';

const ANNOTATE = `'${process.execPath}' '${path.resolve('dist/cli.mjs')}' annotate --jsonl`;
const SSHD = '/usr/sbin/sshd';

/** The engines of docs/shards.md, which give what one process gives. */
describe('shards of a corpus', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'marginalia-shards-'));
  const corpus = path.join(folder, 'corpus.jsonl');
  /** What one process makes of the corpus, which it is made for. */
  const alone = async () => {
    const texts = (await articles()).map(({ article }) => article.text);
    const lines = [...texts, ...texts].map((text, id) => `${JSON.stringify({ id, text, language: 'pt' })}\n`);
    await writeFile(corpus, lines.join(''));
    run('split', '-n', 'l/4', corpus, `${corpus}.`);
    return run('sh', '-c', `${ANNOTATE} '${corpus}'`);
  };
  after(() => rmSync(folder, { recursive: true, force: true }));

  const parallel = (...args: string[]) => {
    const shards = ['aa', 'ab', 'ac', 'ad'].map((name) => `${corpus}.${name}`);
    return run('parallel', '--will-cite', '--keep-order', '--retries', '3', ...args, ':::', ...shards);
  };

  const withoutParallel = withoutProgram('parallel');
  (withoutParallel ? it.skip : it)(
    `are annotated by GNU parallel, which does a killed shard again${withoutParallel}`,
    async () => {
      const whole = await alone();
      const killed = path.join(folder, 'killed');
      const command = `test -e '${killed}' || { touch '${killed}'; kill -9 $$; }; ${ANNOTATE} {}`;
      assert.ok(parallel('--jobs', '2', command) === whole);
      assert.equal(await readFile(killed, 'utf8'), '');
    },
  );

  const withoutHosts = withoutParallel || withoutSshd();
  (withoutHosts ? it.skip : it)(
    `are annotated by GNU parallel on two hosts over ssh${withoutHosts}`,
    async () => {
      const whole = await alone();
      const hosts = [await Host.start(folder, 'one'), await Host.start(folder, 'two')];
      try {
        const config = path.join(folder, 'ssh_config');
        await writeFile(config, hosts.map((host) => host.clientConfig).join(''));
        const annotated = parallel('--ssh', `ssh -F ${config}`, '-S', '1/one,1/two', `${ANNOTATE} {}`);
        assert.ok(annotated === whole);
        for (const host of hosts) await host.says('Accepted publickey');
      } finally {
        for (const host of hosts) host.stop();
      }
    },
  );
});

/** A server of ssh on this machine, for whoever runs the tests, with keys of its own. */
class Host {
  private log = '';

  private constructor(
    readonly clientConfig: string,
    private readonly server: ChildProcess,
  ) {
    server.stderr?.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
  }

  static async start(folder: string, name: string): Promise<Host> {
    const key = newKey(folder, name);
    const port = await freePort();
    const config = path.join(folder, `${name}.sshd_config`);
    await writeFile(
      config,
      `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${key}\nAuthorizedKeysFile ${key}.pub\n` +
        'StrictModes no\nPidFile none\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n',
    );
    const server = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    const client =
      `Host ${name}\n  HostName 127.0.0.1\n  Port ${port}\n  User ${userInfo().username}\n  IdentityFile ${key}\n` +
      '  IdentitiesOnly yes\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n';
    const host = new Host(client, server);
    await host.says('Server listening');
    return host;
  }

  /** Waits until a text is in the server's log. */
  async says(text: string): Promise<void> {
    while (!this.log.includes(text)) {
      if (this.server.exitCode !== null) throw new Error(this.log);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  stop(): void {
    this.server.kill();
  }
}

/** Why servers of ssh cannot run here; empty where they can. */
function withoutSshd(): string {
  if (!existsSync(SSHD)) return ` (skipped: there is no ${SSHD})`;
  const folder = mkdtempSync(path.join(tmpdir(), 'marginalia-sshd-'));
  try {
    const { status, stderr } = spawnSync(SSHD, ['-t', '-f', '/dev/null', '-h', newKey(folder, 'host')], {
      encoding: 'utf8',
    });
    return status === 0 ? '' : ` (skipped: sshd says "${stderr.trim()}")`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function newKey(folder: string, name: string): string {
  const key = path.join(folder, `${name}.key`);
  run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', key);
  return key;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(error?.message ?? stderr);
  return stdout;
}
