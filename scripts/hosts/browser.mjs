import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cached, cacheFolder } from './cache.mjs';
import { installPackages } from './packages.mjs';
import { run, SetupError } from './processes.mjs';
import { fonts } from './versions.mjs';

/**
 * @typedef {object} BrowserProgram
 * @property {string} executable
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 */

/**
 * Finds a Chromium, in this order: the environment variable MARGINALIA_BROWSER; an installed Chrome, Chromium or
 * Edge; the one in an npm package (Linux x64); the one that Playwright downloads.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<BrowserProgram>}
 */
export async function findBrowser(log) {
  const named = process.env['MARGINALIA_BROWSER'];
  if (named) {
    if (existsSync(named)) return { executable: named };
    throw new SetupError(`MARGINALIA_BROWSER names ${named}, which does not exist.`);
  }
  const installed = installedBrowsers().find((file) => existsSync(file));
  if (installed) return { executable: installed };

  /** @type {string[]} */
  const problems = [];
  for (const source of [packagedBrowser, downloadedBrowser, debianBrowser]) {
    const found = await source(log);
    if (typeof found !== 'string') return found;
    problems.push(found);
  }
  throw new SetupError(
    'No browser was found to run the tests in. Install Chrome, Chromium or Edge, or name one in the environment ' +
      `variable MARGINALIA_BROWSER. Tried:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
  );
}

/**
 * Starts the browser without a window, for Playwright.
 *
 * @param {(line: string) => void} log
 */
export async function launchBrowser(log) {
  const { executable, env } = await findBrowser(log);
  const { chromium } = await import('playwright-core');
  return await chromium.launch({
    executablePath: executable,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update', '--font-render-hinting=none'],
    ],
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
  });
}

/**
 * A page that can reach this machine only: VS Code would look for galleries and telemetry elsewhere.
 *
 * @param {import('playwright-core').Browser} browser
 */
export async function localPage(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.route(
    (url) => !/^(127\.0\.0\.1|(.+\.)?localhost)$/.test(url.hostname),
    (route) => route.abort(),
  );
  return await context.newPage();
}

function installedBrowsers() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': x86 } = process.env;
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return [PROGRAMFILES, x86, LOCALAPPDATA].flatMap((folder) =>
      folder ? programs.map((program) => path.join(folder, program)) : [],
    );
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * The Chromium of the npm package `@sparticuz/chromium`, unpacked into the cache, with fonts of its own so that
 * it needs none of the system's and its pictures look alike everywhere.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<BrowserProgram | string>} or why there is none
 */
async function packagedBrowser(log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'the npm package @sparticuz/chromium has Chromium for Linux on x64 only';
  }
  const project = createRequire(path.resolve('package.json'));
  const name = '@sparticuz/chromium';
  const entry = project.resolve(name);
  /** @type {{ devDependencies: Record<string, string> }} */
  const { devDependencies } = project('./package.json');
  const contents = { [name]: devDependencies[name], ...fonts };
  const cost = { megabytes: 300, log, title: 'Chromium', duration: 'about 10 s' };
  const folder = await cached('chromium', contents, cost, async (empty) => {
    // The package unpacks into the temporary folder, and its NSS libraries only when it believes to run on Lambda.
    const env = { ...process.env, TMPDIR: empty, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
    const script = `require(${JSON.stringify(entry)}).executablePath()`;
    const { code, output } = await run(process.execPath, ['-e', script], { env, quiet: true });
    if (code !== 0) throw new SetupError(`${name} could not be unpacked:\n${output}`);
    await installPackages(empty, fonts);
  });
  const fontSettings = path.join(folder, 'fonts.conf');
  if (!existsSync(fontSettings)) await writeFile(fontSettings, fontConfiguration(folder));
  const executable = path.join(folder, 'chromium');
  const libraries = [process.env['LD_LIBRARY_PATH'], path.join(folder, 'al2023', 'lib')].filter(Boolean);
  /** @type {NodeJS.ProcessEnv[]} */
  const environments = [{}, { LD_LIBRARY_PATH: libraries.join(':') }];
  let problem = '';
  for (const environment of environments) {
    const env = { ...environment, FONTCONFIG_FILE: fontSettings };
    const { code, output } = await run(executable, ['--version'], {
      env: { ...process.env, ...env },
      quiet: true,
    });
    if (code === 0) return { executable, env };
    problem = output.trim();
  }
  return `the Chromium of ${name} does not start: ${problem}`;
}

/** @param {string} folder */
function fontConfiguration(folder) {
  const ours = [path.join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf'), path.join(folder, 'fonts')];
  const prefer = (/** @type {string} */ family, /** @type {string} */ font) =>
    `  <alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...[...ours, '/usr/share/fonts', '/usr/local/share/fonts'].map((dir) => `  <dir>${dir}</dir>`),
    `  <cachedir>${path.join(folder, 'font-cache')}</cachedir>`,
    prefer('sans-serif', 'Open Sans'),
    prefer('system-ui', 'Open Sans'),
    prefer('serif', 'DejaVu Serif'),
    prefer('monospace', 'DejaVu Sans Mono'),
    '</fontconfig>',
    '',
  ].join('\n');
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<BrowserProgram | string>} or why there is none
 */
async function downloadedBrowser(log) {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return 'Playwright was not asked to download one, as Linux on x64 has the npm package';
  }
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: path.join(cacheFolder(), 'playwright') };
  log(`Downloading Chromium into ${env.PLAYWRIGHT_BROWSERS_PATH} (a minute or more; only this first time) …`);
  const cli = path.resolve('node_modules', 'playwright-core', 'cli.js');
  const script = `process.stdout.write(require('playwright-core').chromium.executablePath())`;
  const install = await run(process.execPath, [cli, 'install', 'chromium'], { env, quiet: true });
  const where = await run(process.execPath, ['-e', script], { env, quiet: true });
  return install.code === 0 && existsSync(where.output)
    ? { executable: where.output }
    : `npx playwright-core install chromium failed: ${install.output.trim().slice(-500)}`;
}

/**
 * Installs Debian's Chromium where that needs no question: as root in automation.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<BrowserProgram | string>} or why there is none
 */
async function debianBrowser(log) {
  const executable = '/usr/bin/chromium';
  if (!process.env['CI'] || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return "Debian's chromium package is installed by itself only as root with the environment variable CI set";
  }
  log("Installing Debian's chromium (a minute) …");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env, quiet: true });
  const { output } = await run('apt-get', ['install', '-y', 'chromium'], { env, quiet: true });
  return existsSync(executable)
    ? { executable }
    : `apt-get install chromium failed: ${output.trim().slice(-500)}`;
}
