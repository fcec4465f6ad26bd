import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { listFiles } from '@vscode/vsce';

interface Manifest {
  readonly [key: string]: unknown;
  readonly contributes: Readonly<Record<string, unknown>>;
}

describe('the package', () => {
  it('holds what runs and what people read, and nothing else', async () => {
    const files = await listFiles({ cwd: process.cwd() });
    assert.deepEqual(files.map((file) => file.replaceAll('\\', '/')).sort(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/NOTICES.md',
      'dist/cli.mjs',
      'dist/extension.js',
      'dist/formats.js',
      'dist/places.json',
      'dist/recognition.js',
      'dist/samples.json',
      'dist/schemas/dataset.schema.json',
      'dist/schemas/project.schema.json',
      'dist/schemas/registry.schema.json',
      'dist/schemas/sidecar.schema.json',
      'l10n/bundle.l10n.bg.json',
      'l10n/bundle.l10n.pt-br.json',
      'media/icon.png',
      'media/report.css',
      'media/report.js',
      'media/view.svg',
      'media/walkthrough/card-dark.png',
      'media/walkthrough/card-light.png',
      'media/walkthrough/export-dark.png',
      'media/walkthrough/export-light.png',
      'media/walkthrough/keys-dark.png',
      'media/walkthrough/keys-light.png',
      'media/walkthrough/open-dark.png',
      'media/walkthrough/open-light.png',
      'media/walkthrough/overview-dark.png',
      'media/walkthrough/overview-light.png',
      'models/README.md',
      'models/entities.bin',
      'package.json',
      'package.nls.bg.json',
      'package.nls.json',
      'package.nls.pt-br.json',
      'syntaxes/article.language-configuration.json',
      'syntaxes/article.tmLanguage.json',
    ]);
  });

  it('brings all languages in a model of at most 6 MB', async () => {
    const model = deflateRawSync(await readFile('models/entities.bin'));
    assert.ok(model.length <= 6_000_000, `${model.length} bytes`);
  });

  it('has a text for every placeholder of its manifest, and no text without one', async () => {
    const source = await readFile('package.json', 'utf8');
    const used = new Set([...source.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
    const texts = JSON.parse(await readFile('package.nls.json', 'utf8')) as Record<string, string>;
    assert.deepEqual(Object.keys(texts).sort(), [...used].sort());
  });

  it('leaves no string that people read outside package.nls.json', async () => {
    const { contributes } = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const untranslated: string[] = [];
    JSON.stringify(contributes, (key, value: unknown) => {
      const read = ['title', 'name', 'contents', 'description', 'markdownDescription', 'altText'].includes(
        key,
      );
      if (read && typeof value === 'string' && !/^%[\w.]+%$/.test(value)) untranslated.push(value);
      return value;
    });
    assert.deepEqual(untranslated, []);
  });
});
