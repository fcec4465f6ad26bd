import assert from 'node:assert/strict';
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
      const accepted = await lineBelow('Lisboa');
      const suggested = await lineBelow('Madrid');
      assert.equal(accepted.style, 'solid');
      assert.equal(suggested.style, 'dashed');
      assert.equal(accepted.color, suggested.color, 'one label has one colour');
      const card = await workbench().hoverText('18 de julho');
      assert.match(await card.innerText(), /Accept/);
      await workbench().screenshot(`highlights in ${theme}`);
    });
  }

  /** The line that VS Code draws below a text, once it does. */
  async function lineBelow(text: string): Promise<{ style: string; color: string }> {
    return await eventually(`a line below “${text}”`, async () => {
      const found = await workbench().page.evaluate((sought) => {
        const editor = document.querySelector('.editor-group-container.active .monaco-editor');
        const texts = document.createTreeWalker(
          editor?.querySelector('.view-lines') ?? document,
          NodeFilter.SHOW_TEXT,
        );
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const at = node.textContent?.indexOf(sought) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + sought.length);
          const word = range.getBoundingClientRect();
          for (const drawn of editor?.querySelectorAll('.view-overlays .cdr') ?? []) {
            const box = drawn.getBoundingClientRect();
            const { borderBottomStyle: style, borderBottomColor: color } = getComputedStyle(drawn);
            const same = Math.abs(box.left - word.left) < 2 && Math.abs(box.right - word.right) < 2;
            if (same && box.top <= word.bottom && word.top <= box.bottom && style !== 'none')
              return { style, color };
          }
        }
        return undefined;
      }, text);
      return found;
    });
  }
});
