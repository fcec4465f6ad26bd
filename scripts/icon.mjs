// Draws media/icon.png, 256 pixels square, from media/icon.svg. Run by hand when the drawing changes.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './hosts/browser.mjs';

const file = (name) => fileURLToPath(new URL(`../media/${name}`, import.meta.url));
const browser = await launchBrowser(console.log);
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(
  `<style>body{margin:0}svg{display:block}</style>${await readFile(file('icon.svg'), 'utf8')}`,
);
await page.screenshot({ path: file('icon.png'), omitBackground: true });
await browser.close();
