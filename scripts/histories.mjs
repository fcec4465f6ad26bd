// npm run histories [-- --count N]: edits annotated articles at random and counts how their annotations are found again.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from './hosts/processes.mjs';
import { root, samples } from './project.mjs';
import { bundleTool } from './tools.mjs';

await runMain(async () => {
  process.setSourceMapsEnabled(true);
  const folder = await bundleTool('histories', ['histories/main.ts']);
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  const exit = await main(process.argv.slice(2), samples, path.join(root, 'histories', 'texts'));
  // What a pipe has not taken yet is lost when the process exits.
  await new Promise((resolve) => process.stdout.write('', resolve));
  return exit;
});
