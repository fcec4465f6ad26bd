// npm run bench [-- --rounds N]: times the recogniser and its peers on the samples, and prints Markdown tables.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from './hosts/processes.mjs';
import { root, samples } from './project.mjs';
import { bundleTool } from './tools.mjs';

await runMain(async () => {
  const readers = (await readdir(path.join(root, 'bench', 'readers'))).map((name) => `bench/readers/${name}`);
  // Bundled whole and minified, as an extension ships them.
  const folder = await bundleTool(
    'bench',
    ['bench/main.ts', 'bench/fresh-process.ts', 'bench/reader-thread.ts', ...readers],
    {
      minify: true,
      packages: 'bundle',
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
    },
  );
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  const exit = await main(process.argv.slice(2), folder, samples);
  // What a pipe has not taken yet is lost when the process exits.
  await new Promise((resolve) => process.stdout.write('', resolve));
  return exit;
});
