import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { installDependencies, root } from './project.mjs';

/**
 * Brings a clone to where a development tool written in TypeScript can run, and bundles it. `dist` is left alone.
 *
 * @param {string} name names the folder below `out` for the bundles
 * @param {string[]} entryPoints relative to the project's folder
 * @param {import('esbuild').BuildOptions} [options]
 * @returns {Promise<string>} the folder that holds a module `.mjs` for each entry point
 */
export async function bundleTool(name, entryPoints, options = {}) {
  await installDependencies();
  const { build } = await import('esbuild');
  const { assembly } = await import('./assembly.mjs');
  const { boundedParquet } = await import('./bounded-parquet.mjs');
  const { writeGazetteer } = await import('./gazetteer.mjs');
  writeGazetteer();
  const outdir = path.join(root, 'out', name);
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    charset: 'utf8',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    sourcemap: 'linked',
    packages: 'external',
    define: { MODEL_FILE: JSON.stringify(path.join(root, 'models', 'entities.bin')) },
    plugins: [assembly, boundedParquet],
    ...options,
  });
  return outdir;
}
