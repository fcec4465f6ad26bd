// npm run fuzz [-- --seconds N]: mangles what the program reads, and sees that it bears it.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from './hosts/processes.mjs';
import { root } from './project.mjs';
import { bundleTool } from './tools.mjs';

await runMain(async () => {
  process.setSourceMapsEnabled(true);
  const folder = await bundleTool('fuzz', ['fuzz/main.ts', 'fuzz/worker.ts']);
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  const exit = await main(process.argv.slice(2), folder, root);
  // What a pipe has not taken yet is lost when the process exits.
  await new Promise((resolve) => process.stdout.write('', resolve));
  return exit;
});
