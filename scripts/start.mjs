// npm start [-- [--web] [--port N] [FOLDER]]: opens a real VS Code with the extension on the samples, or on FOLDER.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from './hosts/cache.mjs';
import { startNodeHost } from './hosts/node-host.mjs';
import { run, runMain, SetupError } from './hosts/processes.mjs';
import { log, prepare, root, samples } from './project.mjs';

const usage = 'Usage: npm start -- [--web] [--port N] [FOLDER]';

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { web: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (positionals.length > 1) throw new TypeError('One folder at most');
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new TypeError(`No port: ${values.port}`);
    return { web: values.web ?? false, help: values.help ?? false, port, folder: positionals[0] };
  } catch (error) {
    throw new SetupError(`${/** @type {Error} */ (error).message}.\n${usage}`);
  }
}

/**
 * The folder to open; npm runs scripts in the project's folder and keeps the user's own in INIT_CWD.
 *
 * @param {string | undefined} argument
 */
function folderToOpen(argument) {
  const folder = argument === undefined ? samples : path.resolve(process.env['INIT_CWD'] ?? '.', argument);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new SetupError(`There is no folder ${folder}.`);
}

/** The command line of an installed desktop VS Code, if there is one and a display to show it on. */
function desktopCode() {
  const { PATH = '', DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return PATH.split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

/**
 * @param {string} code
 * @param {string} folder
 */
async function openDesktop(code, folder) {
  log(`Opening VS Code (${code}) with Marginalia on ${folder} …`);
  const args = ['--new-window', '--disable-workspace-trust', `--extensionDevelopmentPath=${root}`, folder];
  const result = await run(code, args, { shell: process.platform === 'win32' });
  if (result.code === 0) return 0;
  throw new SetupError(`${code} could not be started. With npm start -- --web, VS Code runs in the browser.`);
}

/**
 * The first article of a folder, or else of its subfolders: it is opened at the start.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
function firstArticle(folder) {
  const subfolders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => path.join(folder, name))
    .sort();
  for (const place of [folder, ...subfolders]) {
    const [name] = readdirSync(place)
      .filter((file) => /\.(article|txt|md)$/.test(file) && !/^readme\./i.test(file))
      .sort();
    if (name) return path.join(place, name);
  }
  return undefined;
}

/**
 * @param {string} folder
 * @param {number} port
 * @returns {Promise<never>}
 */
async function serve(folder, port) {
  log('Starting VS Code …');
  const host = await startNodeHost({ log, extension: root, port, data: path.join(cacheFolder(), 'start') });
  const article = firstArticle(folder);
  const url = host.url({ folder, ...(article && { file: article }) });
  log(`\nVS Code runs with Marginalia on ${folder}. Open this address in a browser:\n\n  ${url}\n`);
  log('It is served to this computer only. Press Ctrl+C to stop it.');
  await host.ended;
  throw new SetupError('VS Code has ended by itself. Start it again with npm start.');
}

await runMain(async () => {
  const { web, help, port, folder: argument } = options();
  if (help) {
    log(usage);
    return 0;
  }
  const folder = folderToOpen(argument);
  await prepare();
  const code = web ? undefined : desktopCode();
  if (code) return await openDesktop(code, folder);
  if (!web)
    log('No desktop VS Code was found (no code on PATH, or no display): it is served for the browser.');
  return await serve(folder, port);
});
