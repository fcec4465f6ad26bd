import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run, SetupError } from './hosts/processes.mjs';

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export const samples = path.join(root, 'samples');

/** The bundle of tests that VS Code runs. */
export const hostTests = path.join(root, 'out', 'test', 'host.js');

/** @param {string} line */
export function log(line) {
  console.log(line);
}

/**
 * Brings a clone to where everything can run: checks Node, installs the dependencies when they are missing or not
 * those of package-lock.json, and builds.
 *
 * @param {{ tests?: boolean, production?: boolean }} [options] whether to build the tests as well, and whether as it is
 *   shipped
 */
export async function prepare({ tests = false, production = false } = {}) {
  await installDependencies();
  log('Building …');
  const script = path.join(root, 'scripts', 'build.mjs');
  const flags = [...(tests ? ['--tests'] : []), ...(production ? ['--production'] : [])];
  const { code } = await run(process.execPath, [script, ...flags], { cwd: root });
  if (code !== 0) throw new SetupError('The build failed; its messages are above.');
}

/** Checks Node, and installs the dependencies when they are missing or not those of package-lock.json. */
export async function installDependencies() {
  requireNode();
  if (dependenciesInstalled()) return;
  console.error('Installing dependencies with npm (about half a minute) …');
  await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root);
}

function requireNode() {
  const { engines } = readJson(path.join(root, 'package.json'));
  const wanted = String(engines.node).replace(/^>=/, '').split('.').map(Number);
  const running = process.versions.node.split('.').map(Number);
  const difference = wanted
    .map((number, index) => (running[index] ?? 0) - number)
    .find((number) => number !== 0);
  if ((difference ?? 0) < 0) {
    throw new SetupError(
      `Marginalia needs Node ${wanted.join('.')} or later; this is Node ${process.versions.node}. ` +
        'Install a newer one, from the Node.js project or with a version manager such as nvm or fnm.',
    );
  }
}

/** Whether node_modules holds the versions that package-lock.json names; npm keeps a lock file of its own there. */
function dependenciesInstalled() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const actual = readJson(installed).packages;
  /** @type {[string, { version?: string, optional?: boolean }][]} */
  const wanted = Object.entries(readJson(path.join(root, 'package-lock.json')).packages);
  return wanted.every(
    ([name, { version, optional }]) => name === '' || optional || actual[name]?.version === version,
  );
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
