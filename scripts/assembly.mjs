import asc from 'assemblyscript/asc';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The bytes of a WebAssembly module `assembly/*.wasm`, which is compiled of the AssemblyScript of the same name. */
export const assembly = {
  name: 'assembly',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/assembly\/[^/]+\.wasm$/ }, ({ path: name, resolveDir }) => ({
      path: path.join(resolveDir, name.replace(/\.wasm$/, '.ts')),
      namespace: 'assembly',
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'assembly' }, async ({ path: file }) => {
      const { binary, sources } = await compile(file);
      return { contents: binary, loader: 'binary', watchFiles: sources };
    });
  },
};

/** @param {string} file an absolute path */
async function compile(file) {
  const folder = path.dirname(file);
  /** @type {string[]} */
  const sources = [];
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main(
    [
      path.basename(file),
      '--outFile',
      'binary',
      '-O3',
      '--enable',
      'simd',
      '--runtime',
      'stub',
      '--noAssert',
    ],
    {
      async readFile(name) {
        const source = path.resolve(folder, name);
        const text = await readFile(source, 'utf8').catch(() => null);
        if (text !== null) sources.push(source);
        return text;
      },
      writeFile(_, contents) {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || binary === undefined) throw new Error(`${file} does not compile\n${stderr.toString()}`);
  return { binary, sources };
}
