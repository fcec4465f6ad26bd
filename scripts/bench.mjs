// npm run bench [-- --rounds N | --datasets N | --shards N | --editor | --load]: times the program and its peers, and prints Markdown tables.
/* global document, MutationObserver, performance -- of the page that `reportPainting` runs in */
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runHostTests } from './hosts/host-tests.mjs';
import { startNodeHost } from './hosts/node-host.mjs';
import { runMain } from './hosts/processes.mjs';
import { log, prepare, root, samples } from './project.mjs';
import { bundleTool } from './tools.mjs';

await runMain(async () => {
  const exit = await (process.argv.includes('--editor') ? timeEditor() : timeProgram());
  // What a pipe has not taken yet is lost when the process exits.
  await new Promise((resolve) => process.stdout.write('', resolve));
  return exit;
});

async function timeProgram() {
  if (process.argv.includes('--shards')) await prepare({ production: true });
  const readers = (await readdir(path.join(root, 'bench', 'readers'))).map((name) => `bench/readers/${name}`);
  // Bundled whole and minified, as an extension ships them.
  const folder = await bundleTool(
    'bench',
    ['bench/main.ts', 'bench/fresh-process.ts', 'bench/live-heap.ts', 'bench/reader-thread.ts', ...readers],
    {
      minify: true,
      packages: 'bundle',
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
    },
  );
  const { main } = await import(pathToFileURL(path.join(folder, 'main.mjs')).href);
  return await main(process.argv.slice(2), folder, samples);
}

async function timeEditor() {
  await prepare({ production: true });
  const tools = await bundleTool('bench', ['bench/editor-workspace.ts']);
  const { writeEditorWorkspace, editorTable } = await import(
    pathToFileURL(path.join(tools, 'editor-workspace.mjs')).href
  );
  const hosted = await bundleTool('bench-editor', ['bench/editor/index.ts'], {
    format: 'cjs',
    external: ['vscode'],
    outExtension: { '.js': '.cjs' },
  });
  const workspace = await realpath(await mkdtemp(path.join(os.tmpdir(), 'marginalia-')));
  /** @type {string[]} */
  const rows = [];
  try {
    await writeEditorWorkspace(workspace, samples);
    const host = await startNodeHost({ log, extension: root, tests: path.join(hosted, 'index.cjs') });
    try {
      const tests = {
        name: 'bench',
        log: (/** @type {string} */ row) => void rows.push(row),
        patience: 300_000,
        witness: reportPainting,
      };
      const { failures } = await runHostTests(host.url({ folder: workspace }), tests);
      log(failures.length > 0 ? rows.join('\n') : editorTable(rows));
      return failures.length;
    } finally {
      await host.stop();
    }
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Runs in the page: reports when lines are first painted below the words of the article that is shown, once whenever
 * one is shown after none was.
 */
function reportPainting() {
  let isPainted = false;
  const look = () => {
    const painted = document.querySelector('.view-overlays .cdr[class*="TextEditorDecorationType"]') !== null;
    if (painted && !isPainted) {
      const at = performance.timeOrigin + performance.now();
      const report = /** @type {{ codeAutomationLog: (type: string, args: unknown[]) => void }} */ (
        /** @type {unknown} */ (globalThis)
      );
      report.codeAutomationLog('log', [`marginalia-test ${JSON.stringify({ painted: at })}`]);
    }
    isPainted = painted;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}
