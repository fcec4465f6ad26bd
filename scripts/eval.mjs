// npm run eval [-- FOLDER|FILE …]: scores the recogniser on annotated text; npm run eval -- --help tells the rest.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from './hosts/processes.mjs';
import { root, samples } from './project.mjs';
import { bundleTool } from './tools.mjs';

await runMain(async () => {
  process.setSourceMapsEnabled(true);
  const folder = await bundleTool('eval', ['eval/main.ts']);
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  const cwd = process.env['INIT_CWD'] ?? root;
  const exit = await main(process.argv.slice(2), cwd, path.relative(cwd, samples) || '.');
  // What a pipe has not taken yet is lost when the process exits.
  await new Promise((resolve) => process.stdout.write('', resolve));
  return exit;
});
