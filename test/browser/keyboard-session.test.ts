import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, THEMES, useWorkbench } from './workbench';

const PROJECT = `marginalia: 1
labels:
  - name: person
    description: Names of people, real or fictional. Titles and roles stay out.
  - name: organization
    description: Bodies, ministries, firms, media, teams; seats of power named for who sits there.
  - name: location
    description: Countries, regions, cities, rivers, also where one stands for its government.
  - name: event
  - name: ship
    description: Vessels by their name.
    color: { light: "#00695c", dark: "#4dd0c0" }
  - name: date
attributes:
  - name: certainty
    description: How sure you are
    values: [sure, unsure]
`;

describe('an annotator with a keyboard alone', () => {
  const workbench = useWorkbench();
  const sidecar = (words: RegExp) => workbench().waitForFile('start-here.article.ann.yaml', words);
  const press = async (...keys: string[]) => {
    for (const key of keys) await workbench().press(key);
  };

  it('opens an article and enters annotation mode', async () => {
    await press('Control+P');
    await workbench().page.locator('.quick-input-widget:visible').waitFor();
    await workbench().type('start-here');
    await workbench().pick('start-here.article');
    await workbench().statusBarText(/(?<!\d)0\/\d\d/);
    await press('Control+Alt+M', 'm');
    await workbench().statusBarText('ANNOTATING');
  });

  it('takes ten decisions, each with one key, as fast as they are typed', async () => {
    await press('Tab', 'a', 'a', 'a', 'r', 'a', 'a', 'Enter', 'Backspace', 'a', 'a');
    await workbench().statusBarText(/(?<!\d)10\/\d\d/);
    const saved = await sidecar(/(?:id:[^]*){10}/);
    assert.equal(saved.match(/status: rejected/g)?.length, 2);
    assert.equal(saved.match(/status: accepted/g)?.length, 8);
  });

  it('relabels by a digit and by the list', async () => {
    await workbench().placeCaret('Nordlaine');
    await press('5');
    await sidecar(/label: product\n {4}quote: Nordlaine/);
    await workbench().placeCaret('Hiiumaa');
    await press('l');
    await workbench().pick('event');
    await sidecar(/label: event\n {4}quote: Hiiumaa/);
  });

  it('annotates a word, corrects its extent, notes and flags it', async () => {
    await workbench().placeCaret('joint');
    await press('n');
    await workbench().pick('event');
    await sidecar(/label: event\n {4}quote: joint\n/);
    await press('.', '.');
    await sidecar(/quote: joint ferry service\n/);
    await press('c');
    await workbench().answer('ask Bo');
    await sidecar(/quote: joint ferry service\n[^]*note: ask Bo/);
    await press('f');
    await sidecar(/flagged: true/);
    await workbench().screenshot('annotation mode');
  });

  it('undoes what was done last, one step at a time', async () => {
    await press('Control+z');
    await eventually('no flag', async () => ((await sidecar(/./)).includes('flagged') ? undefined : true));
    await press('u', 'u', 'u');
    await sidecar(/quote: joint\n/);
    await press('Control+z');
    await eventually('no joint', async () => (/quote: joint/.test(await sidecar(/./)) ? undefined : true));
    await press('Control+y');
    await sidecar(/quote: joint\n/);
  });

  it('damages no text with a key that has no meaning', async () => {
    const before = await workbench().visibleText();
    await press('q', 'z', '0', 'Shift+Q', ';');
    await workbench().statusBarText(/no meaning in annotation mode/);
    assert.equal(await workbench().visibleText(), before);
  });

  it('sees the keys, of which one can be run', async () => {
    await press('Shift+Slash');
    const labels = (await workbench().pickLabels()).map((label) => label.replaceAll('\u00a0', ' ').trim());
    assert.ok(labels.includes('Accept'), labels.join('; '));
    await workbench().screenshot('keys of annotation mode');
    await workbench().type('Next Mention');
    await workbench().pick('Next Mention');
  });

  it('decides about all mentions of an entity, after a look at those out of sight', async () => {
    await workbench().page.setViewportSize({ width: 1280, height: 420 });
    await workbench().placeCaret('Rautavaara', 1);
    await press('Shift+E');
    await workbench()
      .page.locator('.quick-input-widget:visible')
      .getByText(/Accept \d Mentions/)
      .waitFor();
    await workbench().page.setViewportSize({ width: 1280, height: 800 });
    await workbench().screenshot('preview of mentions');
    await press('Enter');
    await sidecar(/quote: Rautavaara\n/);
  });

  it('leaves the mode, and types again', async () => {
    await press('Escape');
    await eventually('the mode left', async () =>
      (await workbench().page.locator('.statusbar-item').filter({ hasText: 'ANNOTATING' }).count()) === 0
        ? true
        : undefined,
    );
    await workbench().goTo(7, 1);
    await workbench().type('Yes ');
    await eventually('the text that was typed', async () =>
      /Yes /.test(await workbench().visibleText()) ? true : undefined,
    );
    await press('Control+z');
  });

  it('exports', async () => {
    await workbench().runCommand('Marginalia: Export Dataset…');
    await workbench().tick('JSON Lines');
    await workbench().pick('This article');
    await workbench().pick('Accepted');
    await workbench().tick();
    await workbench().saveAs('dataset.jsonl');
    const { spans } = JSON.parse(await workbench().waitForFile('dataset.jsonl', /\n$/)) as {
      spans: { text: string; label: string }[];
    };
    assert.ok(spans.some(({ text, label }) => text === 'joint' && label === 'event'));
  });
});

describe('a project with a label set of its own', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().writeWorkspaceFile('marginalia.yaml', PROJECT);
    await workbench().openFile('start-here.article');
    await workbench().statusBarText(/(?<!\d)0\/\d\d/);
    await workbench().page.setViewportSize({ width: 1280, height: 640 });
    await workbench().press('Control+Alt+M');
    await workbench().press('m');
    await workbench().statusBarText('ANNOTATING');
  });

  it('keeps a flag while a decision follows at once', async () => {
    await workbench().placeCaret('World Bank');
    await workbench().press('f');
    await workbench().press('a');
    await workbench().waitForFile(
      'start-here.article.ann.yaml',
      /quote: World Bank[^]*status: accepted[^]*flagged: true/,
    );
  });

  it('takes its labels by their digits, in its colours', async () => {
    await workbench().placeCaret('Nordlaine');
    await workbench().press('5');
    await workbench().waitForFile('start-here.article.ann.yaml', /label: ship\n {4}quote: Nordlaine/);
    await workbench().placeCaret('Nordlaine');
    await workbench().press('f');
    await workbench().press('c');
    await workbench().answer('a firm?');
    await workbench().waitForFile('start-here.article.ann.yaml', /note: a firm\?/);
    await workbench().press('t');
    await workbench().pick('unsure');
    await workbench().waitForFile('start-here.article.ann.yaml', /attributes:\n {6}certainty: unsure/);
  });

  it('accepts an entity in all articles in one step', async () => {
    await writeFile(
      path.join(workbench().folder, 'en', 'other.article'),
      'Ferries\n\nThe port of Tallinn is busy.\n',
    );
    await workbench().placeCaret('Tallinn', 1);
    await workbench().runCommand('Marginalia: Accept All Mentions of This Entity in All Articles…');
    await workbench()
      .page.locator('.quick-input-widget:visible')
      .getByText(/Mentions in \d+ articles/)
      .waitFor();
    await workbench().screenshot('preview of mentions in all articles');
    await workbench().press('Enter');
    await workbench().waitForFile('en/other.article.ann.yaml', /quote: Tallinn[^]*status: accepted/);
    await workbench().press('u');
    await workbench().waitForFile('en/other.article.ann.yaml', /annotations: \[\]/);
  });

  for (const theme of THEMES) {
    it(`shows its guidelines while a label is chosen, in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret('Saaremaa');
      await workbench().press('l');
      const list = workbench().page.locator('.quick-input-widget:visible');
      await list.getByText('Vessels by their name.').waitFor();
      await workbench().screenshot(`guidelines in ${theme}`);
      await workbench().press('Escape');
      await workbench().placeCaret('Saaremaa');
      await workbench().press('Shift+A');
      await list.getByText(/Accept \d+ Mentions/).waitFor();
      await workbench().screenshot(`preview in ${theme}`);
      await workbench().press('Escape');
      await workbench().screenshot(`annotation mode in ${theme}`);
    });
  }
});
