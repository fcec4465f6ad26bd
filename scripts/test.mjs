// npm test [-- SUITE …]: sets up, builds, checks and tests; see CONTRIBUTING.md. The last lines name the tests that
// failed, and count all.
import { fork } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { runDesktopTests } from './hosts/desktop.mjs';
import { runHostTests } from './hosts/host-tests.mjs';
import { startNodeHost } from './hosts/node-host.mjs';
import { npmScript, runMain, SetupError } from './hosts/processes.mjs';
import { startWebHost } from './hosts/web-host.mjs';
import { temporaryWorkspace } from './hosts/workspace.mjs';
import { hostTests, log, prepare, root, samples } from './project.mjs';

/** @typedef {import('./hosts/host-tests.mjs').Tally} Tally */

/** @type {Record<string, () => Promise<Tally>>} in the order in which they run */
const suites = {
  typecheck: () => check('typecheck'),
  lint: () => check('lint'),
  unit: () => mocha('unit.mjs', 10_000),
  program: () => mocha('program.mjs', 30_000),
  trials: () => mocha('trials.mjs', 120_000),
  readers: () => mocha('readers.mjs', 60_000),
  'node-host': () =>
    onSamples(async (folder) => {
      const host = await startNodeHost({ log, extension: root, tests: hostTests });
      try {
        return await runHostTests(host.url({ folder }), { name: 'node-host', log });
      } finally {
        await host.stop();
      }
    }),
  'web-host': () =>
    onSamples(async (folder) => {
      const host = await startWebHost({ log, folder, extension: root, tests: hostTests });
      try {
        return await runHostTests(host.url, { name: 'web-host', log });
      } finally {
        await host.stop();
      }
    }),
  browser: () => mocha('browser.mjs', 120_000),
  desktop: () => onSamples((folder) => runDesktopTests({ folder, extension: root, tests: hostTests, log })),
};

const byDefault = [
  'typecheck',
  'lint',
  'unit',
  'program',
  'trials',
  'readers',
  'node-host',
  'web-host',
  'browser',
];

/**
 * Runs a script of package.json that checks and counts no tests: only its failure counts.
 *
 * @param {string} script
 * @returns {Promise<Tally>}
 */
async function check(script) {
  return { passed: 0, failures: (await npmScript(script, root)) ? [] : ['see above'], skipped: 0 };
}

/**
 * Runs a bundle of tests with mocha in a process of its own.
 *
 * @param {string} bundle
 * @param {number} timeout of one test, in milliseconds
 * @returns {Promise<Tally>}
 */
function mocha(bundle, timeout) {
  return new Promise((resolve) => {
    const script = path.join(root, 'scripts', 'mocha-runner.mjs');
    const file = path.join(root, 'out', 'test', bundle);
    const child = fork(script, [file, String(timeout)], { cwd: root, execArgv: ['--enable-source-maps'] });
    const kill = () => child.kill();
    process.once('exit', kill);
    /** @type {Tally | undefined} */
    let tally;
    child.once('message', (message) => (tally = /** @type {Tally} */ (message)));
    child.once('close', () => {
      process.removeListener('exit', kill);
      resolve(tally ?? { passed: 0, failures: [`${bundle} ended before its tests did`], skipped: 0 });
    });
  });
}

/**
 * @param {(folder: string) => Promise<Tally>} test
 * @returns {Promise<Tally>}
 */
async function onSamples(test) {
  const workspace = await temporaryWorkspace(samples);
  try {
    return await test(workspace.folder);
  } finally {
    await workspace.remove();
  }
}

/**
 * Runs one suite; one that cannot run counts as a failure, and the others still run.
 *
 * @param {string} name
 * @returns {Promise<Tally>}
 */
async function runSuite(name) {
  log(`\n── ${name}`);
  const start = performance.now();
  try {
    const tally = await /** @type {() => Promise<Tally>} */ (suites[name])();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    log(
      `── ${name}: ${tally.failures.length === 0 ? 'ok' : `${tally.failures.length} failed`} (${seconds} s)`,
    );
    return tally;
  } catch (error) {
    const { message, stack } = /** @type {Error} */ (error);
    log(error instanceof SetupError ? message : String(stack));
    log(`── ${name}: could not run`);
    return { passed: 0, failures: [`could not run: ${message}`], skipped: 0 };
  }
}

await runMain(async () => {
  process.chdir(root);
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in suites));
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
    return 2;
  }
  /** @type {Tally} */
  const total = { passed: 0, failures: [], skipped: 0 };
  try {
    await prepare({ tests: true });
    for (const name of names.length > 0 ? names : byDefault) {
      const { passed, failures, skipped } = await runSuite(name);
      total.passed += passed;
      total.failures.push(...failures.map((failure) => `${name}: ${failure}`));
      total.skipped += skipped;
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    total.failures.push(error.message);
  }
  const { passed, failures, skipped } = total;
  // Repeated at the end: where only the end of a log is kept, the failure of an early suite is told all the same.
  for (const failure of failures) log(`\n✖ ${failure}`);
  log(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failures.length === 0 ? 0 : 1;
});
