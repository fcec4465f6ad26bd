import 'mocha/mocha';

/**
 * A mocha reporter whose lines are the only ones that the scripts show of all that VS Code logs: each starts with
 * a mark, and the last gives the outcome as JSON. The other end is `scripts/hosts/host-tests.mjs`.
 */
export class Report extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let depth = 0;
    const say = (line: string): void => print('marginalia-test', '  '.repeat(depth) + line);

    runner.on('suite', (suite) => {
      if (suite.root) return;
      depth++;
      say(suite.title);
    });
    runner.on('suite end', (suite) => {
      if (!suite.root) depth--;
    });
    runner.on('pass', (test) =>
      say(`  ✔ ${test.title}${test.speed === 'slow' ? ` (${test.duration} ms)` : ''}`),
    );
    runner.on('pending', (test) => say(`  - ${test.title}`));
    // A failed hook comes here too, with a title of its own. Base has added it to the failures before.
    runner.on('fail', (test) => say(`  ${this.failures.length}) ${test.title}`));
    runner.on('end', () => {
      for (const [index, test] of this.failures.entries()) {
        say(`\n${index + 1}) ${test.fullTitle()}\n${test.err?.stack ?? test.err?.message}`);
      }
      const { passes: passed, pending: skipped } = this.stats;
      const failures = this.failures.map((test) => `${test.fullTitle()}: ${test.err?.message}`);
      print('marginalia-tally', JSON.stringify({ passed, failures, skipped }));
    });
  }
}

function print(mark: string, line: string): void {
  // eslint-disable-next-line no-console -- the console is the only way out of the extension host
  console.log(`${mark} ${line}`);
}
