import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually, THEMES, useWorkbench } from './workbench';

const ARTICLE = `---
title: Ponte sobre o Minho
published: 2024-07-20
language: pt
---
Política

Portugal e Espanha assinam acordo sobre nova ponte

O ministro António Valadares recebeu em Lisboa, em 18 de julho, uma delegação da Galiza chefiada por Rosalía Couto.
Na semana passada, Valadares esteve em Madrid, onde falou com o Ministério dos Transportes.
“A ponte ficará pronta no início de 2026”, disse Rosalía Couto. (Foto: Lusa)

Fonte: https://example.org/ponte
`;

describe('the highlights of an article', () => {
  const workbench = useWorkbench();

  before(async () => {
    await workbench().openArticle('ponte.article', ARTICLE, 'Lisboa');
    await workbench().placeCaret('Lisboa');
    await workbench().runCommand('Marginalia: Accept');
    await workbench().waitForFile('ponte.article.ann.yaml', /quote: Lisboa/);
  });

  for (const theme of THEMES) {
    it(`tell suggested from accepted without colour in ${theme}`, async () => {
      await workbench().setTheme(theme);
      const accepted = await line('Lisboa', 'below');
      const suggested = await line('Madrid', 'below');
      assert.equal(accepted.style, 'solid');
      assert.equal(suggested.style, 'dashed');
      assert.equal(accepted.color, suggested.color, 'one label has one colour');
      const card = await workbench().hoverText('18 de julho');
      assert.match(await card.innerText(), /Accept/);
      await workbench().screenshot(`highlights in ${theme}`);
    });
  }

  it('have the line of an annotation inside another on the other side of the text', async () => {
    for (const [quote, label] of [
      ['António Valadares', 'person'],
      ['ministro António Valadares recebeu', 'event'],
    ] as const) {
      await workbench().selectText(quote);
      await workbench().runCommand('Marginalia: Annotate Selection as…');
      await workbench().pick(label);
      await workbench().waitForFile('ponte.article.ann.yaml', new RegExp(`quote: ${quote}`));
    }
    await workbench().placeCaret('Política');
    const outer = await line('ministro António Valadares recebeu', 'below');
    const inner = await line('António Valadares', 'above');
    assert.equal(outer.style, 'solid');
    assert.equal(inner.style, 'solid');
    assert.notEqual(inner.color, outer.color);
    await workbench().screenshot('highlights inside each other');
  });

  it('have a double line and a sign where two people decided differently', async () => {
    const file = 'ponte.article.ann.yaml';
    const conflict = `    conflict:
      - { label: location, status: accepted, by: ana }
      - { label: organization, status: accepted, by: bo }
`;
    const sidecar = await workbench().waitForFile(file, /quote: Lisboa/);
    await workbench().writeWorkspaceFile(
      file,
      sidecar.replace(/(?<=quote: Lisboa\n[^]*?)(?= {2}- id:|^fingerprint:)/m, conflict),
    );
    await eventually('a double line', async () =>
      (await line('Lisboa', 'below')).style === 'double' ? true : undefined,
    );
    assert.match(await signsIn('O ministro'), /≠/);
    await workbench().screenshot('highlights of a conflict');
    await workbench().writeWorkspaceFile(file, sidecar);
  });

  it('are told in the Explorer by how many are left, and in the breadcrumbs by name', async () => {
    await workbench()
      .page.locator('.explorer-folders-view')
      .getByLabel(/ponte\.article • Marginalia: 3 of \d+ decided/)
      .waitFor();
    await workbench().placeCaret('Rosalía Couto');
    const crumbs = workbench().page.locator('.breadcrumbs-control .monaco-breadcrumb-item');
    await crumbs.filter({ hasText: 'Rosalía Couto' }).first().waitFor();
    // Not only the first of its label, nor of its entity.
    await workbench().placeCaret('Valadares esteve');
    await crumbs.filter({ hasText: 'Valadares' }).last().waitFor();
    await workbench().screenshot('badge and breadcrumbs');
  });

  it('have signs in the overview ruler where work is left, and none where all is decided', async () => {
    await workbench().setTheme('Default Dark Modern');
    await workbench().placeCaret('Política');
    const ruler = workbench().page.locator('.editor-group-container.active canvas.decorationsOverviewRuler');
    // The caret, and what VS Code marks there, have signs of their own.
    const before = await eventually('signs', async () => {
      const colours = await coloursOf(ruler);
      return colours > 3 ? colours : undefined;
    });
    await workbench().runCommand('Marginalia: Accept All in Article…');
    await workbench().statusBarText(/(\d+)\/\1(?!\d)/);
    const labels = 4;
    await eventually('no signs of suggestions', async () =>
      (await coloursOf(ruler)) <= before - labels ? true : undefined,
    );
  });

  it('are painted where a long article is scrolled to', async () => {
    const filler = Array.from({ length: 600 }, () => 'Nada de novo.').join('\n\n');
    await workbench().openArticle(
      'longo.article',
      `---\nlanguage: pt\n---\nLisboa acorda\n\n${filler}\n\nAna Prates chegou a Madrid.\n`,
      'Lisboa',
    );
    await workbench().placeCaret('Madrid');
    assert.equal((await line('Madrid', 'below')).style, 'dashed');
  });

  /** How many colours there are in the ruler's middle lane, where suggestions have their signs. */
  async function coloursOf(ruler: Locator): Promise<number> {
    return await ruler.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const middle = (element as HTMLCanvasElement)
        .getContext('2d')!
        .getImageData(width >> 1, 0, 1, height).data;
      const colours = new Uint32Array(middle.buffer);
      return new Set(colours.filter((colour) => colour !== 0)).size;
    });
  }

  /** What is shown in the line with a text without being part of it. */
  async function signsIn(text: string): Promise<string> {
    const row = workbench()
      .page.locator('.editor-group-container.active .view-line')
      .filter({ hasText: text });
    return await row
      .first()
      .evaluate((element) =>
        [...element.querySelectorAll('span')]
          .map((part) => getComputedStyle(part, '::after').content)
          .join(''),
      );
  }

  /** The line that VS Code draws on one side of a text, once it does. */
  async function line(text: string, side: 'above' | 'below'): Promise<{ style: string; color: string }> {
    return await eventually(`a line ${side} “${text}”`, async () => {
      const found = await workbench().page.evaluate(
        ({ sought, edge }) => {
          const editor = document.querySelector('.editor-group-container.active .monaco-editor');
          for (const row of editor?.querySelectorAll('.view-lines .view-line') ?? []) {
            const at = (row.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(sought);
            if (at < 0) continue;
            const range = document.createRange();
            const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
            let passed = 0;
            for (let node = texts.nextNode(); node; node = texts.nextNode()) {
              const { length } = node.textContent ?? '';
              const inNode = (offset: number) => offset >= passed && offset <= passed + length;
              if (inNode(at) && at < passed + length) range.setStart(node, at - passed);
              if (inNode(at + sought.length)) {
                range.setEnd(node, at + sought.length - passed);
                break;
              }
              passed += length;
            }
            const word = range.getBoundingClientRect();
            for (const drawn of editor?.querySelectorAll('.view-overlays .cdr') ?? []) {
              const box = drawn.getBoundingClientRect();
              const look = getComputedStyle(drawn);
              const [style, color] = [
                look.getPropertyValue(`${edge}-style`),
                look.getPropertyValue(`${edge}-color`),
              ];
              const width = parseFloat(look.getPropertyValue(`${edge}-width`));
              const same = Math.abs(box.left - word.left) < 2 && Math.abs(box.right - word.right) < 2;
              if (same && box.top <= word.bottom && word.top <= box.bottom && width > 0)
                return { style, color };
            }
          }
          return undefined;
        },
        { sought: text, edge: side === 'above' ? 'border-top' : 'border-bottom' },
      );
      return found;
    });
  }
});
