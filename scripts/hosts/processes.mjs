import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * A failure that the reader can mend: its message says what is missing and what to do, and is shown without a
 * stack.
 */
export class SetupError extends Error {}

/** The command and leading arguments that run npm, without a shell where npm's own script can be found. */
function npmCommand() {
  const candidates = [
    process.env['npm_execpath'],
    path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((file) => file && /npm-cli\.c?js$/.test(file) && existsSync(file));
  return script
    ? { command: process.execPath, before: [script], shell: false }
    : { command: 'npm', before: [], shell: process.platform === 'win32' };
}

/**
 * Runs npm in a folder and throws a SetupError with the end of its output when it fails.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
export async function npm(args, cwd) {
  const { command, before, shell } = npmCommand();
  const { code, output } = await run(command, [...before, ...args], { cwd, shell, quiet: true });
  if (code !== 0) {
    const message = output.trim().split('\n').slice(0, 20).join('\n');
    throw new SetupError(
      `npm ${args.join(' ')} failed${code === null ? '' : ` (exit code ${code})`} in ${cwd}:\n${message}\n` +
        'Check that npm is installed and that it can reach its package registry (npm ping), then try again.',
    );
  }
}

/**
 * Runs a script of package.json, shows its output, and says whether it succeeded.
 *
 * @param {string} name
 * @param {string} cwd
 */
export async function npmScript(name, cwd) {
  const { command, before, shell } = npmCommand();
  const { code } = await run(command, [...before, 'run', '--silent', name], { cwd, shell });
  return code === 0;
}

/** Makes Ctrl+C and the like an ordinary exit, so that servers are ended too. Each entry script calls it once. */
export function exitOnSignals() {
  for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(signal, () => process.exit(code));
  }
}

/**
 * Runs an entry script: a SetupError is explained without a stack, anything else is a fault and shown whole.
 *
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  exitOnSignals();
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exit(1);
  }
}

/**
 * Runs a command to its end. Its output is shown as it comes, or only collected when `quiet`. A command that
 * cannot be started has the code null.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, quiet?: boolean }} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function run(command, args, { cwd, env, shell = false, quiet = false } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(shell ? quoted(command) : command, shell ? args.map(quoted) : args, {
      cwd,
      env: env ?? process.env,
      shell,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ code: null, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @param {string} word */
function quoted(word) {
  return /[\s&^%"]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
}

/**
 * @typedef {object} Server
 * @property {RegExpMatchArray} ready the match that showed that it was ready
 * @property {Promise<void>} ended resolves when it has ended, whoever ended it
 * @property {() => Promise<void>} stop ends it with all that it started; may be called twice
 */

/**
 * Starts a server in a process group of its own, so that all that it starts ends with it, and waits until it
 * prints what `ready` matches. It never outlives this process, unless that is killed outright.
 *
 * @param {string} title names it in messages
 * @param {string} command
 * @param {string[]} args
 * @param {{ ready: RegExp, env?: NodeJS.ProcessEnv, timeout?: number }} options timeout in milliseconds
 * @returns {Promise<Server>}
 */
export async function startServer(title, command, args, { ready, env, timeout = 90_000 }) {
  const child = spawn(command, args, {
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const kill = () => {
    if (child.pid === undefined) return;
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
      return;
    }
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      // ESRCH: the whole group has ended already.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  };
  process.once('exit', kill);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const stop = async () => {
    kill();
    await ended;
    process.removeListener('exit', kill);
  };

  let output = '';
  /** @type {Promise<RegExpMatchArray>} */
  const match = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SetupError(`${title} did not start in ${timeout / 1000} s:\n${output}`)),
      timeout,
    );
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      reject(new SetupError(`${title} ended before it was ready (${why}):\n${output.trim().slice(-4000)}`));
    };
    const listen = (/** @type {unknown} */ chunk) => {
      // Once it is ready the pipe must still be drained, but nothing needs to be kept.
      output = (output + String(chunk)).slice(-20_000);
      const found = ready.exec(output);
      if (found) {
        clearTimeout(timer);
        resolve(found);
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(signal ?? `exit code ${code}`));
  });
  try {
    return { ready: await match, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
