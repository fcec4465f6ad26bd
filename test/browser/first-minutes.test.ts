import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually, useWorkbench, type Theme } from './workbench';

/** A folder with files to begin with, removed after the tests of the surrounding `describe`. */
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marginalia-first-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

const THEMES = ['Default Dark Modern', 'Default Light Modern'] satisfies Theme[];

describe('the first minutes', () => {
  const folders: string[] = [];
  const options = { folder: '' };
  before(async () => {
    options.folder = await folderOf({ 'notes.csv': 'a,b\n' });
    folders.push(options.folder);
  });
  after(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));
  const workbench = useWorkbench(options);

  it('say what an article is in a folder without any, and what to do next', async () => {
    const { page } = workbench();
    await page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    const welcome = page.locator('.welcome-view-content', { hasText: 'There is no article in this folder' });
    await welcome.waitFor();
    for (const button of ['Open Sample Project', 'Import Dataset', 'Change What Is an Article']) {
      await welcome.getByRole('button', { name: button }).waitFor();
    }
    for (const theme of THEMES) {
      await workbench().setTheme(theme);
      await workbench().screenshot(`welcome in ${theme}`);
    }
  });

  it('lead through five steps with pictures', async () => {
    const { page } = workbench();
    await page.getByRole('button', { name: 'Take the Walkthrough' }).click();
    // Pictures have room beside the steps only where the editor is wide.
    await workbench().press('Control+B');
    const steps = page.locator('.getting-started-step');
    await eventually('five steps', async () => ((await steps.count()) === 5 ? true : undefined));
    for (const [index, title] of ['Open an article', 'Read the card', 'Decide with single keys'].entries()) {
      await steps.nth(index).click();
      await page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
      const picture = page.locator('.getting-started-media img');
      await picture.waitFor();
      await eventually(`the picture of “${title}”`, async () =>
        (await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)) > 0 ? true : undefined,
      );
    }
    for (const theme of THEMES) {
      await workbench().setTheme(theme);
      await workbench().screenshot(`walkthrough in ${theme}`);
    }
  });

  it('write the sample project into a folder of its own, and open its first article', async () => {
    await workbench().runCommand('Marginalia: Open Sample Project…');
    await workbench().pick(path.basename(workbench().folder));
    await workbench().statusBarText(/0\/\d\d/);
    const written = await readdir(path.join(workbench().folder, 'marginalia-samples'), { recursive: true });
    const originals = await readdir('samples', { recursive: true });
    assert.deepEqual(written.sort(), originals.sort());
  });

  it('never write over a sample project that is there', async () => {
    const first = 'marginalia-samples/start-here.article';
    const edited = `${await workbench().readWorkspaceFile(first)}Mine.\n`;
    await workbench().writeWorkspaceFile(first, edited);
    await workbench().runCommand('Marginalia: Open Sample Project…');
    await workbench().pick(path.basename(workbench().folder));
    const again = await workbench().waitForFile('marginalia-samples-2/start-here.article');
    assert.equal(again, await readFile('samples/start-here.article', 'utf8'));
    assert.equal(await workbench().readWorkspaceFile(first), edited);
  });
});

const ARTICLE = 'Ana Prates em Lisboa\n\nAna Prates esteve em Lisboa em 30 de julho de 2024.\n';
const PROJECT = `marginalia: 1
attributes:
  - name: certainty
    values: [sure, unsure]
articleLabels:
  - name: politics
    description: Of parliaments, parties and elections.
  - name: interview
`;
const entry = (id: string, label: string, quote: string, start: number, more: string) => `  - id: ${id}
    label: ${label}
    quote: ${quote}
    position: [${start}, ${start + quote.length}]
    prefix: ""
    suffix: ""
    status: accepted
${more}`;
const SIDECAR = `marginalia: 1
annotations:
${entry('k1', 'person', 'Ana Prates', 22, '    attributes: { certainty: unsure }\n    note: Is she the minister?\n    flagged: true\n    by: bo\n    at: "2024-07-20T10:00:00Z"\n')}${entry('k2', 'location', 'Lisboa', 43, '    conflict:\n      - { label: location, status: accepted, by: ana }\n      - { label: organization, status: accepted, by: bo }\n')}${entry('k3', 'date', '30 de julho de 2024', 53, '    timex: { type: DATE, value: 2024-02-31 }\n')}`;

for (const [language, words] of Object.entries({
  en: { note: 'Note', flagged: 'Flagged for discussion.', keep: 'Keep: ana · accepted · location' },
  'pt-br': { note: 'Nota', flagged: 'Sinalizada para discussão.', keep: 'Manter: ana · aceita · lugar' },
  bg: { note: 'Бележка', flagged: 'Отбелязано за обсъждане.', keep: 'Запази: ana · прието · място' },
})) {
  describe(`the card in ${language}`, () => {
    const options = { folder: '', language };
    before(async () => {
      options.folder = await folderOf({
        'ana.article': ARTICLE,
        'ana.article.ann.yaml': SIDECAR,
        'marginalia.yaml': PROJECT,
      });
    });
    after(() => rm(options.folder, { recursive: true, force: true }));
    const workbench = useWorkbench(options);

    it('tells the note, the flag and the attributes, with a button for each', async () => {
      await workbench().openFile('ana.article');
      for (const theme of THEMES) {
        await workbench().setTheme(theme);
        const card = await workbench().hoverText('Ana Prates', 1);
        const text = (await card.innerText()).replaceAll('\u00a0', ' ');
        for (const told of [words.flagged, 'certainty: unsure', 'Is she the minister?', words.note]) {
          assert.ok(text.includes(told), `${told} in ${text}`);
        }
        await workbench().screenshot(`card with remarks in ${language} ${theme}`);
      }
    });

    it('offers the decisions that contradict each other', async () => {
      const card = await workbench().hoverText('Lisboa', 1);
      // What is wrong with the mention is told first, then the card comes below it.
      await eventually(`“${words.keep}”`, async () =>
        (await card.innerText()).replaceAll('\u00a0', ' ').includes(words.keep) ? true : undefined,
      );
      await workbench().screenshot(`card of a conflict in ${language}`);
      await card.locator('a', { hasText: /ana/ }).first().click();
      await workbench().waitForFile('ana.article.ann.yaml', /^(?![^]*conflict:)[^]*by: ana/);
    });
  });
}

describe('the labels of an article', () => {
  const options = { folder: '' };
  before(async () => {
    options.folder = await folderOf({ 'ana.article': ARTICLE, 'marginalia.yaml': PROJECT });
  });
  after(() => rm(options.folder, { recursive: true, force: true }));
  const workbench = useWorkbench(options);

  it('are chosen from those of the project, shown above the headline, and undone', async () => {
    await workbench().openFile('ana.article');
    const lens = (text: string) => workbench().page.locator('.codelens-decoration').filter({ hasText: text });
    await lens('Label the article').waitFor();
    await workbench().runCommand('Marginalia: Label the Article…');
    await workbench().tick('politics', 'interview');
    await workbench().waitForFile('ana.article.ann.yaml', /^labels: \[politics, interview\]$/m);
    await lens('politics, interview').waitFor();
    await workbench().screenshot('labels of an article');
    await workbench().runCommand('Marginalia: Label the Article…');
    await workbench().tick('interview');
    await workbench().waitForFile('ana.article.ann.yaml', /^labels: \[interview\]$/m);
    await workbench().runCommand('Marginalia: Undo Decision');
    await workbench().waitForFile('ana.article.ann.yaml', /^labels: \[politics, interview\]$/m);
  });
});
