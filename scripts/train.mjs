// Trains the recogniser's model: npm run train -- FOLDER… [--development FOLDER] [--without SET] [--seed NUMBER].
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { assembly } from './assembly.mjs';
import { root } from './project.mjs';
import { writeGazetteer } from './gazetteer.mjs';

writeGazetteer();
const outfile = path.join(root, 'out', 'train.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['train/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  packages: 'external',
  sourcemap: 'linked',
  logLevel: 'warning',
  plugins: [assembly],
});
await import(pathToFileURL(outfile).href);
