/** The bundle that VS Code runs: it registers every `*.test.ts` of this folder with mocha. */
import './mocha-setup';
import 'test-files:host';
import { learn } from './learning';

before(() => learn(false));

/** Runs the tests, reports by the console, and rejects when a test failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    // Not `mocha.run`: the browser build's own reads `location`, which the Node extension host lacks.
    Mocha.prototype.run.call(mocha, (failed) => {
      if (failed === 0) resolve();
      else reject(new Error(`Failed tests: ${failed}`));
    });
  });
}
