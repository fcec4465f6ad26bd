import assert from 'node:assert/strict';
import { useWorkbench, type Theme } from './workbench';

const ARTICLE = `---
title: A line for two continents
published: 2024-07-20
language: en
---
The new line links North and South America by ship, said Marta Quill in Lisbon on 18 July.
Its owners have offices in East and West London, and their fleet calls at Porto.
`;

describe('an annotation in pieces', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().openArticle('line.article', ARTICLE, 'Lisbon');
  });

  it('is made by keyboard: a piece, then a further one', async () => {
    await workbench().selectText('North');
    await workbench().runCommand('Marginalia: Annotate Selection as…');
    await workbench().pick('location');
    await workbench().waitForFile('line.article.ann.yaml', /quote: North\n/);
    await workbench().runCommand('Marginalia: Toggle Annotation Mode');
    await workbench().statusBarText('ANNOTATING');
    await workbench().selectText('America');
    await workbench().press('y');
    const sidecar = await workbench().waitForFile(
      'line.article.ann.yaml',
      /pieces: \[\[0, 5\], \[16, 23\]\]/,
    );
    assert.match(sidecar, /quote: North and South America\n/);
    await workbench().press('Escape');
  });

  for (const theme of ['Default Dark Modern', 'Default Light Modern'] satisfies Theme[]) {
    it(`has lines under its pieces and dots between, and is told on the card, in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await workbench().placeCaret('Its owners');
      await workbench().screenshot(`annotation in pieces in ${theme}`);
      const card = await workbench().hoverText('North');
      assert.match((await card.innerText()).replaceAll('\u00a0', ' '), /In pieces: North … America/);
      await workbench().screenshot(`card of an annotation in pieces in ${theme}`);
    });
  }

  it('is undone in one step', async () => {
    await workbench().placeCaret('North');
    await workbench().press('Control+z');
    await workbench().waitForFile('line.article.ann.yaml', /quote: North\n/);
  });
});
