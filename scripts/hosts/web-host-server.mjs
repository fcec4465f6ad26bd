// Serves VS Code for the web by @vscode/test-web, in a process of its own; see web-host.mjs, which starts it.
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';

/** @type {{ host: string, commit: string, folder: string, extension: string, tests: string }} */
const { host, commit, folder, extension, tests } = JSON.parse(String(process.argv[2]));

const testWeb = createRequire(path.join(host, 'package.json'))('@vscode/test-web');
const port = await freePort();
await testWeb.open({
  browserType: 'none',
  quality: 'stable',
  commit,
  testRunnerDataDir: path.join(host, 'builds'),
  extensionDevelopmentPath: extension,
  extensionTestsPath: tests,
  folderPath: folder,
  // Not 127.0.0.1: the extension host is served from a subdomain.
  host: 'localhost',
  port,
});
console.log(`ready at http://localhost:${port}`);

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
