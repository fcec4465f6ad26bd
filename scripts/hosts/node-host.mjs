import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
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
 * @typedef {object} Page what a page of the Node host shows
 * @property {string} folder the workspace
 * @property {string} [file] opened at the start
 * @property {string} [extension] the folder of an extension in development
 * @property {string} [tests] the script that exports `run`: the page then runs it and reports
 */

/**
 * @typedef {object} NodeHost
 * @property {(page: Page) => string} url
 * @property {Promise<void>} ended
 * @property {() => Promise<void>} stop
 */

/**
 * Serves VS Code on 127.0.0.1.
 *
 * @param {object} options
 * @param {(line: string) => void} options.log
 * @param {string} [options.data] where it keeps settings and state; else in a temporary folder, removed at the end
 * @param {number} [options.port] else a free one
 * @param {Record<string, unknown>} [options.settings] user settings, added to the quiet ones
 * @returns {Promise<NodeHost>}
 */
export async function startNodeHost({ log, data, port = 0, settings = {} }) {
  const { node, main } = await installNodeHost(log);
  const dataFolder = data ?? (await mkdtemp(path.join(os.tmpdir(), 'marginalia-data-')));
  const cleanUp = async () => {
    if (!data) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  await writeUserSettings(dataFolder, { ...quietSettings, ...settings });
  const args = [
    main,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--server-data-dir', dataFolder],
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-workspace-trust',
    '--disable-telemetry',
    '--enable-smoke-test-driver', // or a built server ignores the payload of the address
  ];
  try {
    const server = await startServer('VS Code', node, args, {
      ready: /Extension host agent listening on (\d+)/,
      env: serverEnvironment(),
    });
    const authority = `127.0.0.1:${server.ready[1]}`;
    return {
      url: (page) => address(authority, page),
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
 * @param {string} authority
 * @param {Page} page
 */
function address(authority, { folder, file, extension, tests }) {
  const remote = (/** @type {string} */ local) =>
    `vscode-remote://${authority}${pathToFileURL(local).pathname}`;
  /** @type {[string, string][]} */
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const query = new URLSearchParams({
    folder: decodeURIComponent(pathToFileURL(folder).pathname),
    payload: JSON.stringify(payload),
  });
  return `http://${authority}/?${query}`;
}
