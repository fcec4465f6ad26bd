import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { cacheFolder } from './cache.mjs';
import { reportReader } from './host-tests.mjs';
import { SetupError } from './processes.mjs';

/**
 * Runs the tests inside a desktop VS Code, which is downloaded into the cache when it is not there.
 *
 * @param {object} options
 * @param {string} options.folder the workspace
 * @param {string} options.extension the folder of the extension in development
 * @param {string} options.tests the script that exports `run`
 * @param {(line: string) => void} options.log
 * @returns {Promise<import('./host-tests.mjs').Tally>}
 */
export async function runDesktopTests({ folder, extension, tests, log }) {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new SetupError(
      'A desktop VS Code needs a display, and there is none. Install xvfb and run: xvfb-run -a npm run test:desktop',
    );
  }
  const program = await download(log);
  const data = await mkdtemp(path.join(os.tmpdir(), 'marginalia-data-'));
  const args = [
    folder,
    ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--disable-workspace-trust'],
    ...['--disable-extensions', '--disable-telemetry', '--skip-welcome', '--skip-release-notes'],
    ...[`--user-data-dir=${path.join(data, 'user')}`, `--extensions-dir=${path.join(data, 'extensions')}`],
    ...[`--extensionDevelopmentPath=${extension}`, `--extensionTestsPath=${tests}`],
  ];
  try {
    const report = reportReader(log);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = () => child.kill();
    process.once('exit', kill);
    createInterface({ input: child.stdout }).on('line', report.read);
    createInterface({ input: child.stderr }).on('line', report.read);
    /** @type {number | null} */
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    process.removeListener('exit', kill);
    return report.end(`VS Code ended with exit code ${code}`);
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the program
 */
async function download(log) {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  log('Downloading the stable desktop VS Code if it is not cached yet (about 150 MB, a minute or more) …');
  try {
    return await downloadAndUnzipVSCode({
      version: 'stable',
      cachePath: path.join(cacheFolder(), 'desktop'),
    });
  } catch (error) {
    throw new SetupError(
      `VS Code could not be downloaded: ${/** @type {Error} */ (error).message}\n` +
        'This suite needs access to update.code.visualstudio.com, through HTTPS_PROXY where there is a proxy. ' +
        'The other suites of npm test run the same tests without it.',
    );
  }
}
