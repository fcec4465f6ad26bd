import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser, localPage } from './browser.mjs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** How `test/host/report.ts` marks its lines among those of VS Code: the report, and the counts that end it. */
const reportLine = /marginalia-(test|tally) ([^]*)$/;

/**
 * Reads the report of the tests out of all that VS Code logs. The rest is shown only when no report comes.
 *
 * @param {(line: string) => void} log
 */
export function reportReader(log) {
  /** @type {Tally | undefined} */
  let tally;
  /** @type {string[]} */
  const others = [];
  return {
    /** @param {string} line */
    read(line) {
      const [, kind, text = ''] = reportLine.exec(line) ?? [];
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
      return { passed: 0, failed: 1, skipped: 0 };
    },
  };
}

/**
 * Opens a page that runs the tests inside VS Code, prints their report and counts them. A page that does not
 * report counts as one failure.
 *
 * @param {string} url
 * @param {{ name: string, log: (line: string) => void, timeout?: number }} options timeout in milliseconds
 * @returns {Promise<Tally>}
 */
export async function runHostTests(url, { name, log, timeout = 180_000 }) {
  const browser = await launchBrowser(log);
  try {
    const page = await localPage(browser);
    const report = reportReader(log);
    page.on('pageerror', (error) => report.read(`page error: ${error.message}`));
    await page.exposeFunction(
      'codeAutomationLog',
      (/** @type {string} */ _type, /** @type {unknown[]} */ args) => report.read(format(...args)),
    );
    /** @type {Promise<void>} */
    const exited = new Promise((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', () => resolve()).catch(reject);
    });
    await page.goto(url);
    const timer = new AbortController();
    await Promise.race([exited, sleep(timeout, timer.signal)]);
    timer.abort();
    const tally = report.end(`waited ${timeout / 1000} s`);
    if (tally.failed > 0) {
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
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}
