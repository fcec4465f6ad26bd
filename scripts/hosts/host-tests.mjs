import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser, localPage } from './browser.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {string[]} failures the title of each test that failed, and why
 * @property {number} skipped
 */

/** How `test/host/report.ts` marks its lines among those of VS Code: the report, and the counts that end it. */
const reportLine = /marginalia-(test|tally) ([^]*)$/;

/**
 * Reads the report of the tests out of all that VS Code logs. The rest is shown only when no report comes.
 *
 * @param {(line: string) => void} log
 * @param {() => void} [onReport] called for each line of the report
 */
export function reportReader(log, onReport = () => {}) {
  /** @type {Tally | undefined} */
  let tally;
  /** @type {string[]} */
  const others = [];
  return {
    /** @param {string} line */
    read(line) {
      const [, kind, text = ''] = reportLine.exec(line) ?? [];
      if (kind) onReport();
      if (kind === 'tally') tally = /** @type {Tally} */ (JSON.parse(text));
      else if (kind) log(text);
      else others.push(line.slice(0, 300));
    },
    /**
     * The counts; without a report, one failure, explained by `reason` and the end of the log.
     *
     * @param {string} reason
     */
    end(reason) {
      if (tally) return tally;
      log(`The tests did not report: ${reason}. The end of the log:`);
      for (const line of others.slice(-25)) log(`  ${line}`);
      return { passed: 0, failures: [`no report: ${reason}`], skipped: 0 };
    },
  };
}

/**
 * Opens a page that runs the tests inside VS Code, prints their report and counts them. A page that does not
 * report counts as one failure.
 *
 * @param {string} url
 * @param {{ name: string, log: (line: string) => void, patience?: number, witness?: () => void }} options patience:
 *   for the next line of the report, in milliseconds; witness: run in the page before VS Code, which may report as well
 * @returns {Promise<Tally>}
 */
export async function runHostTests(url, { name, log, patience = 120_000, witness }) {
  const browser = await launchBrowser(log);
  try {
    const page = await localPage(browser);
    const silence = alarm(patience);
    const report = reportReader(log, silence.restart);
    page.on('pageerror', (error) => report.read(`page error: ${error.message}`));
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => report.read(format(...args)),
    );
    /** @type {Promise<void>} */
    const exited = new Promise((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', () => resolve()).catch(reject);
    });
    if (witness) await page.addInitScript(witness);
    await page.goto(url);
    await Promise.race([exited, silence.rings]);
    silence.stop();
    const tally = report.end(`nothing came for ${patience / 1000} s`);
    if (tally.failures.length > 0) {
      const file = path.resolve('out', 'screenshots', `${name}.png`);
      await mkdir(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      log(`The page as it was at the end: ${file}`);
    }
    return tally;
  } finally {
    await browser.close();
  }
}

/**
 * Rings when it has not been restarted for so many milliseconds.
 *
 * @param {number} milliseconds
 */
function alarm(milliseconds) {
  /** @type {NodeJS.Timeout} */
  let timer;
  /** @type {() => void} */
  let ring;
  /** @type {Promise<void>} */
  const rings = new Promise((resolve) => (ring = resolve));
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    timer = setTimeout(() => ring(), milliseconds);
  };
  restart();
  return { rings, restart, stop };
}
