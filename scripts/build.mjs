// Builds what runs: dist/extension.js (desktop and web), media/report.js, dist/cli.mjs, and with --tests the bundles under out/test.
// Options: --watch (rebuild on change), --production (minified, no source maps), --tests.
import { toJsonSchema } from '@valibot/to-json-schema';
import { build, context } from 'esbuild';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { assembly } from './assembly.mjs';
import { boundedParquet } from './bounded-parquet.mjs';
import { writeGazetteer } from './gazetteer.mjs';
import { notices } from './notices.mjs';
import { placeData } from './places.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  minify: production,
  sourcemap: production ? false : 'linked',
  target: 'es2022',
};

const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

/**
 * The module of core that a path names, as it is after bundling.
 *
 * @param {string} file below `src/core`, without extension
 */
async function importCore(file) {
  const { outputFiles } = await build({
    ...common,
    stdin: { contents: `export * from './src/core/${file}';`, resolveDir: root },
    format: 'esm',
    // What packages have for Node may require its modules, which code out of an address cannot.
    platform: 'browser',
    sourcemap: false,
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/**
 * The language statistics, of the languages that are told alone, as a string that is parsed when they are first
 * needed: as the object literal of 60 languages that they are in their package, a megabyte of script is compiled
 * whenever a program starts. What is left scores as before: the languages are scored apart.
 */
const languageStatistics = {
  name: 'language-statistics',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onLoad({ filter: /[\\/]eld[\\/]src[\\/]ngrams[\\/]extrasmall\.js$/ }, async ({ path: file }) => {
      const { IDENTIFIED_LANGUAGES } = await importCore('text/identified-languages');
      const { ngramsData } = await import(pathToFileURL(file).href);
      const kept = new Set(
        Object.keys(ngramsData.languages).filter((id) =>
          IDENTIFIED_LANGUAGES.includes(ngramsData.languages[id]),
        ),
      );
      const ngrams = Object.entries(ngramsData.ngrams).flatMap(([ngram, scores]) => {
        const some = Object.entries(scores).filter(([id]) => kept.has(id));
        return some.length === 0 ? [] : [[ngram, Object.fromEntries(some)]];
      });
      const json = JSON.stringify({ ...ngramsData, isSubset: true, ngrams: Object.fromEntries(ngrams) });
      return { contents: `export const ngramsData = JSON.parse(${JSON.stringify(json)});` };
    });
  },
};

/** Of N3 its parser alone: the rest of it wants Node's streams, which a web worker does not have. */
const parserAlone = {
  name: 'parser-alone',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onResolve({ filter: /^n3$/ }, ({ path: name }) => ({ path: name, namespace: 'parser-alone' }));
    esbuild.onLoad({ filter: /.*/, namespace: 'parser-alone' }, () => ({
      contents: "export { default as Parser } from 'n3/src/N3Parser.js';",
      resolveDir: root,
    }));
  },
};

/**
 * VS Code's interface as a module of which each name is imported by itself: as the CommonJS module that it is, all of it
 * would be copied for every file that imports it, when the extension starts.
 */
const editorInterface = {
  name: 'editor-interface',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'editor-interface'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'editor-interface' },
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'editor-interface' }, async () => {
      const types = await readFile(path.join(root, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
      const declared = types.matchAll(/^\texport (?:class|const|enum|function|namespace) (\w+)/gm);
      const names = new Set([...declared].map(([, name]) => name));
      return { contents: `export const { ${[...names].join(', ')} } = require('vscode');` };
    });
  },
};

/**
 * A script of ASCII alone, which the engine keeps in half of the memory and reads in three quarters of the time. esbuild
 * escapes the rest but in regular expressions and raw templates (of which they are made here): there it means the same.
 */
const inAscii = {
  name: 'in-ascii',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    const { outfile } = esbuild.initialOptions;
    // A source map tells columns, which move.
    if (!production || !outfile) return;
    esbuild.onEnd(async () => {
      const file = path.join(root, outfile);
      const escape = (/** @type {string} */ unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      await writeFile(file, (await readFile(file, 'utf8')).replace(/[^\0-\x7f]/g, escape));
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const editor = {
  ...common,
  charset: 'ascii',
  format: 'cjs',
  platform: 'browser',
  plugins: [editorInterface, languageStatistics, parserAlone, boundedParquet, assembly, inAscii],
};

/** @type {import('esbuild').BuildOptions[]} */
const products = [
  { ...editor, entryPoints: ['src/extension/main.ts'], outfile: 'dist/extension.js' },
  // What src/extension/program-parts.ts loads.
  { ...editor, entryPoints: ['src/core/recognition.ts'], outfile: 'dist/recognition.js' },
  { ...editor, entryPoints: ['src/core/formats/index.ts'], outfile: 'dist/formats.js' },
  {
    ...common,
    entryPoints: ['src/cli/main.ts'],
    plugins: [languageStatistics, parserAlone, boundedParquet, assembly],
    outfile: 'dist/cli.mjs',
    format: 'esm',
    platform: 'node',
    // Some of the packages are CommonJS and call `require` for what Node brings.
    banner: {
      js: `#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`,
    },
    define: { MARGINALIA_VERSION: JSON.stringify(version) },
  },
  {
    ...common,
    entryPoints: ['src/report/main.ts'],
    outfile: 'media/report.js',
    format: 'iife',
    platform: 'browser',
    minify: true,
    sourcemap: false,
  },
];

/** Every file `*.test.ts` below a folder, imported by one module, so that no list is kept by hand. */
const testFiles = {
  name: 'test-files',
  /** @param {import('esbuild').PluginBuild} esbuild */
  setup(esbuild) {
    esbuild.onResolve({ filter: /^test-files:/ }, ({ path: name }) => ({
      path: name,
      namespace: 'test-files',
    }));
    esbuild.onLoad({ filter: /.*/, namespace: 'test-files' }, async ({ path: name }) => {
      const folder = path.join(root, 'test', name.slice('test-files:'.length));
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort();
      return {
        contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
        resolveDir: root,
        watchDirs: [folder],
      };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const nodeTests = {
  ...common,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  plugins: [testFiles, boundedParquet, assembly],
};

/** @type {import('esbuild').BuildOptions[]} */
const tests = [
  { ...nodeTests, entryPoints: ['test-files:unit'], outfile: 'out/test/unit.mjs' },
  { ...nodeTests, entryPoints: ['test-files:program'], outfile: 'out/test/program.mjs' },
  { ...nodeTests, entryPoints: ['test-files:trials'], outfile: 'out/test/trials.mjs' },
  { ...nodeTests, entryPoints: ['test-files:readers'], outfile: 'out/test/readers.mjs' },
  { ...nodeTests, entryPoints: ['test/program/saving.ts'], outfile: 'out/test/saving.mjs' },
  { ...nodeTests, entryPoints: ['test-files:browser'], outfile: 'out/test/browser.mjs' },
  {
    ...common,
    entryPoints: ['test/host/index.ts'],
    outfile: 'out/test/host.js',
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
    plugins: [testFiles, parserAlone, boundedParquet, assembly],
    // mocha's browser build, which esbuild leaves unwrapped, sets module.exports to itself.
    footer: { js: 'module.exports = { run };' },
  },
];

/** Writes the JSON Schemas of the files that people may edit, and of JSON Lines, from the schemas that the program reads them with. */
async function writeSchemas() {
  const { sidecarSchema, SIDECAR_SCHEMA_URI } = await importCore('sidecar/schema');
  const { projectSchema, PROJECT_SCHEMA_URI } = await importCore('project/schema');
  const { registrySchema, REGISTRY_SCHEMA_URI } = await importCore('registry/schema');
  const { lineSchema, JSONL_SCHEMA_URI } = await importCore('formats/jsonl');
  const folder = path.join(root, 'dist', 'schemas');
  await mkdir(folder, { recursive: true });
  for (const [schema, uri] of [
    [sidecarSchema, SIDECAR_SCHEMA_URI],
    [projectSchema, PROJECT_SCHEMA_URI],
    [registrySchema, REGISTRY_SCHEMA_URI],
    [lineSchema, JSONL_SCHEMA_URI],
  ]) {
    // What a reader makes of a value is not for who writes it.
    const json = { ...toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' }), $id: uri };
    const file = path.join(folder, path.posix.basename(new URL(uri).pathname));
    await writeFile(file, `${JSON.stringify(json, undefined, 2)}\n`);
  }
}

/** The files of the sample project by their paths: one file, because on the web no folder can be listed. */
async function writeSamples() {
  const folder = path.join(root, 'samples');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.sort().map(async (file) => {
      const name = path.relative(folder, file).replaceAll(path.sep, '/');
      return [name, await readFile(file, 'utf8')];
    }),
  );
  await writeFile(path.join(root, 'dist', 'samples.json'), JSON.stringify(Object.fromEntries(texts)));
}

await rm(path.join(root, 'dist'), { recursive: true, force: true });
writeGazetteer();
await writeSchemas();
await writeSamples();
await writeFile(path.join(root, 'dist', 'places.json'), JSON.stringify(placeData()));
const wanted = flags.has('--tests') ? [...products, ...tests] : products;
if (flags.has('--watch')) {
  const contexts = await Promise.all(wanted.map((options) => context({ ...options, logLevel: 'info' })));
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  const results = await Promise.all(wanted.map((options) => build({ ...options, metafile: true })));
  const shipped = results.slice(0, products.length).map(({ metafile }) => metafile);
  await writeFile(path.join(root, 'dist', 'NOTICES.md'), await notices(root, shipped));
}
