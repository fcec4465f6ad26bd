// Runs one bundle of mocha tests in this process and sends the outcome to the process that forked it.
import Mocha from 'mocha';
import path from 'node:path';
import { exitOnSignals } from './hosts/processes.mjs';

const [bundle = '', timeout = '2000'] = process.argv.slice(2);
exitOnSignals();
const mocha = new Mocha({ reporter: 'spec', timeout: Number(timeout) });
mocha.addFile(path.resolve(bundle));
await mocha.loadFilesAsync();
/** @type {string[]} */
const failures = [];
const runner = mocha.run((failed) => {
  const { passes: passed = 0, pending: skipped = 0 } = runner.stats ?? {};
  const end = () => process.exit(failed === 0 ? 0 : 1);
  if (process.send) process.send({ passed, failures, skipped }, end);
  else end();
});
runner.on('fail', (test, error) => failures.push(`${test.fullTitle()}: ${error.message}`));
