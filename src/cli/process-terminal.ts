import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { EXIT, type Terminal } from './terminal';

/** The terminal of this process. Where nobody reads its output any more, the process ends without a word. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    stderr.write(`marginalia: standard output: ${error.message}\n`, () => process.exit(EXIT.trouble));
  });
  stderr.on('error', () => process.exit(EXIT.trouble));
  return {
    cwd: process.cwd(),
    stdin,
    program: fileURLToPath(import.meta.url),
    model: new URL('../models/entities.bin', import.meta.url),
    async out(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    err(line) {
      stderr.write(`${line}\n`);
    },
  };
}
