// Saves a file again and again, until the process is killed: `node saving.mjs FILE`.
import { writeWhole } from '../../src/cli/atomic-file';
import { version } from './saved-versions';

const file = process.argv[2] ?? '';
for (let number = 0; ; number++) {
  await writeWhole(file, [version(number)]);
  if (number === 0) process.send?.('saving');
}
