import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL, URLSearchParams } from 'node:url';
import { cached } from './cache.mjs';
import { installDependencies, installPackages } from './packages.mjs';
import { SetupError, startServer } from './processes.mjs';
import { quietSettings } from './settings.mjs';
import { nodeHost, nodePackages, serverNodeMajor } from './versions.mjs';

/**
 * Sets up VS Code's own server, with the Node extension host, in the cache.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<{ node: string, main: string }>} the Node that runs it, and its script
 */
export async function installNodeHost(log) {
  const running = Number(process.versions.node.split('.')[0]) >= serverNodeMajor;
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = running ? undefined : nodePackages[platform];
  if (!running && !nodePackage) {
    throw new SetupError(
      `VS Code's server needs Node ${serverNodeMajor}; this is Node ${process.versions.node}, and no package ` +
        `with Node ${serverNodeMajor} is known for ${platform}. Install Node ${serverNodeMajor} or later and try again.`,
    );
  }
  const versions = { ...nodeHost, ...(nodePackage && { [nodePackage[0]]: nodePackage[1] }) };
  const cost = { megabytes: 900, log, title: 'VS Code (code-server)', duration: 'about half a minute' };
  const folder = await cached('node-host', versions, cost, async (empty) => {
    await installPackages(empty, versions);
    await installDependencies(serverFolder(empty));
  });
  return {
    node: nodePackage ? nodeBinary(folder, nodePackage[0]) : process.execPath,
    main: path.join(serverFolder(folder), 'out', 'server-main.js'),
  };
}

/** @param {string} folder */
function serverFolder(folder) {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * @param {string} folder
 * @param {string} name
 */
function nodeBinary(folder, name) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  /** @type {{ bin: { node: string } }} */
  const { bin } = createRequire(manifest)(manifest);
  return path.join(path.dirname(manifest), bin.node);
}

/**
 * @typedef {object} NodeHost
 * @property {(page: { folder: string, file?: string }) => string} url the address of a page on a workspace's folder,
 *   with a file open
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * Serves VS Code on 127.0.0.1 with an extension, which is used where it lies: a page that is loaded again has it as
 * it was built last.
 *
 * With `tests` its pages run that script and report. A built VS Code takes such a script only as under a test
 * driver, and shows no notifications then; so without `tests` the extension is listed as an installed one.
 *
 * @param {object} options
 * @param {(line: string) => void} options.log
 * @param {string} options.extension its folder
 * @param {string} [options.tests] a script that exports `run`
 * @param {string} [options.data] where it keeps settings and state; else in a temporary folder, removed at the end
 * @param {number} [options.port] else a free one
 * @param {Record<string, unknown>} [options.settings] user settings, added to the quiet ones
 * @returns {Promise<NodeHost>}
 */
export async function startNodeHost({ log, extension, tests, data, port = 0, settings = {} }) {
  const { node, main } = await installNodeHost(log);
  const dataFolder = data ?? (await mkdtemp(path.join(os.tmpdir(), 'marginalia-data-')));
  const cleanUp = async () => {
    if (!data) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  await writeUserSettings(dataFolder, { ...quietSettings, ...settings });
  if (!tests) await listExtension(dataFolder, extension);
  const args = [
    main,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--server-data-dir', dataFolder],
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-workspace-trust',
    '--disable-telemetry',
    ...(tests ? ['--enable-smoke-test-driver'] : []),
  ];
  try {
    const server = await startServer('VS Code', node, args, {
      ready: /Extension host agent listening on (\d+)/,
      env: serverEnvironment(),
    });
    const authority = `127.0.0.1:${server.ready[1]}`;
    const remote = (/** @type {string} */ local) =>
      `vscode-remote://${authority}${pathToFileURL(local).pathname}`;
    return {
      url: ({ folder, file }) => {
        /** @type {[string, string][]} */
        const payload = [['skipWelcome', 'true']];
        if (tests)
          payload.push(
            ['extensionDevelopmentPath', remote(extension)],
            ['extensionTestsPath', remote(tests)],
          );
        if (file) payload.push(['openFile', remote(file)]);
        const query = new URLSearchParams({ folder: uriPath(folder), payload: JSON.stringify(payload) });
        return `http://${authority}/?${query}`;
      },
      ended: server.ended,
      stop: async () => {
        await server.stop();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

function serverEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '' }) };
  // A terminal of VS Code sets these, and they would send the server's requests to that other VS Code.
  for (const name of Object.keys(env)) if (/^(VSCODE|ELECTRON)_/.test(name)) delete env[name];
  return env;
}

/**
 * Writes the settings where the server's pages read them, and keeps what a user has changed there.
 *
 * @param {string} data
 * @param {Record<string, unknown>} settings
 */
async function writeUserSettings(data, settings) {
  const folder = path.join(data, 'data', 'User');
  const file = path.join(folder, 'settings.json');
  if (existsSync(file)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
}

/**
 * Writes the list of installed extensions: this one, in its own folder.
 *
 * @param {string} data
 * @param {string} extension
 */
async function listExtension(data, extension) {
  /** @type {{ publisher: string, name: string, version: string }} */
  const { publisher, name, version } = JSON.parse(
    await readFile(path.join(extension, 'package.json'), 'utf8'),
  );
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, scheme: 'file', path: uriPath(extension) },
    metadata: { installedTimestamp: 0, source: 'vsix' },
  };
  const folder = path.join(data, 'extensions');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'extensions.json'), JSON.stringify([entry]));
}

/**
 * The path as URIs have it: with slashes, and one before a drive's letter.
 *
 * @param {string} local
 */
function uriPath(local) {
  return decodeURIComponent(pathToFileURL(local).pathname);
}
