import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm } from './processes.mjs';

/**
 * Installs exact versions of npm packages into an empty folder, without running their scripts.
 *
 * @param {string} folder
 * @param {Record<string, string>} versions by package name
 */
export async function installPackages(folder, versions) {
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: versions }),
  );
  await npm(['install', ...quietly], folder);
}

/**
 * Installs the dependencies of a package where it lies, held to its own lock file as far as that is complete,
 * without running scripts.
 *
 * @param {string} folder
 */
export async function installDependencies(folder) {
  await npm(['install', '--omit=dev', ...quietly], folder);
}

const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
