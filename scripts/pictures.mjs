// Takes the pictures of the walkthrough, media/walkthrough/*.png, in a real VS Code. Run by hand when its looks change.
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './project.mjs';

await prepare();
const outfile = path.join(root, 'out', 'test', 'pictures.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/browser/pictures.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});
const { takePictures } = await import(pathToFileURL(outfile).href);
await takePictures();
