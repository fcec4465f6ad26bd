import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * What hyparquet 1.31.5 believes of a mangled file, and what it may believe: a run that it writes past the end of its
 * array, or a page of more values than its column, fills the memory until the engine ends the whole program; a literal of
 * negative length is read for ever. Snappy makes at most 22 bytes of one.
 *
 * @type {Record<string, [from: string, to: string][]>}
 */
const BOUNDS = {
  'encoding.js': [
    ['const count = header >>> 1\n', 'const count = Math.min(header >>> 1, output.length - seen)\n'],
    [
      'let count = header >> 1 << 3 //',
      'let count = 8 * Math.min(header >>> 1, Math.ceil((output.length - seen) / 8)) //',
    ],
  ],
  'snappy.js': [['if (pos + len > inputLength) {', 'if (len < 1 || pos + len > inputLength) {']],
  'column.js': [
    [
      'const header = parquetHeader(reader)\n',
      `const header = parquetHeader(reader)
    const { num_values: values } = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header ?? {}
    if (!(values >= 0 && values <= Number(columnDecoder.num_values))) throw new Error('a page has more values than its column')
    const levels = header.data_page_header_v2
    if (levels && !(levels.repetition_levels_byte_length >= 0 && levels.definition_levels_byte_length >= 0)) throw new Error('a page does not say how long its levels are')
    const { compressed_page_size: packed, uncompressed_page_size: size } = header
    if (!(packed >= 0 && size >= 0 && size <= 64 * packed + 64)) throw new Error('a page is larger than its bytes can say')
`,
    ],
  ],
};

/** Bundles hyparquet, where packages are external too, and bounds what it believes. */
export const boundedParquet = {
  name: 'bounded-parquet',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onResolve({ filter: /^hyparquet$/ }, ({ resolveDir }) => ({
      path: createRequire(path.join(resolveDir, 'module.js')).resolve('hyparquet/src/index.js'),
    }));
    esbuild.onLoad(
      { filter: /[\\/]hyparquet[\\/]src[\\/](?:column|encoding|snappy)\.js$/ },
      async ({ path: file }) => {
        let contents = await readFile(file, 'utf8');
        for (const [from, to] of BOUNDS[path.basename(file)]) {
          if (contents.split(from).length !== 2)
            throw new Error(`${file} is another version: see ${import.meta.url}`);
          contents = contents.replace(from, to);
        }
        return { contents };
      },
    );
  },
};
