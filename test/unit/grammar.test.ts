import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

/** The grammar as VS Code runs it; for that of YAML, which VS Code has, an empty one stands in. */
async function articleGrammar(): Promise<IGrammar> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const source = await readFile('syntaxes/article.tmLanguage.json', 'utf8');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => {
      const json = scope === 'text.article' ? source : JSON.stringify({ scopeName: scope, patterns: [] });
      return Promise.resolve(textmate.parseRawGrammar(json, `${scope}.json`));
    },
  });
  const grammar = await registry.loadGrammar('text.article');
  assert.ok(grammar);
  return grammar;
}

describe('the grammar of articles', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await articleGrammar();
  });

  /** The innermost scopes of each line's text, blanks left out: `scope: text`. */
  function scopes(text: string): string[] {
    const shown: string[] = [];
    let state = textmate.INITIAL;
    for (const line of text.split('\n')) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      for (const { startIndex, endIndex, scopes: stack } of tokens) {
        const piece = line.slice(startIndex, endIndex).trim();
        const scope = stack.at(-1) ?? '';
        if (piece !== '' && scope !== 'text.article') shown.push(`${scope}: ${piece}`);
      }
    }
    return shown;
  }

  it('knows the section line and the headline, and plain text after them', () => {
    assert.deepEqual(scopes('Política\n\nPortugal e Espanha assinam acordo\n\nO ministro chegou.'), [
      'markup.italic.section.article: Política',
      'markup.heading.headline.article: Portugal e Espanha assinam acordo',
    ]);
  });

  it('knows front matter, and the headline behind it', () => {
    assert.deepEqual(scopes('---\ntitle: Мост\n---\nСвят\n\nТрети мост ще свързва двата бряга\nТекст.'), [
      'punctuation.definition.frontmatter.article: ---',
      'meta.embedded.block.frontmatter: title: Мост',
      'punctuation.definition.frontmatter.article: ---',
      'markup.italic.section.article: Свят',
      'markup.heading.headline.article: Трети мост ще свързва двата бряга',
    ]);
  });

  it('knows quotations, attributions and addresses', () => {
    const body = [
      'Um título qualquer de notícia',
      'Disse “vamos a isso” e saiu. (Foto: KCNA)',
      'Той каза: „Да, ще дойда“.',
      'Fonte: https://example.org/a?b=c',
    ];
    assert.deepEqual(scopes(body.join('\n')).slice(1), [
      'string.quoted.double.article: “vamos a isso”',
      'keyword.other.attribution.article: Foto',
      'punctuation.separator.attribution.article: :',
      'string.quoted.double.article: „Да, ще дойда“',
      'keyword.other.attribution.article: Fonte',
      'punctuation.separator.attribution.article: :',
      'markup.underline.link.article: https://example.org/a?b=c',
    ]);
  });

  it('takes no quotation mark without its partner for the start of one', () => {
    assert.deepEqual(
      scopes('Um título qualquer de notícia\nA sala de 20" ficou cheia.\nOutra linha.').slice(1),
      [],
    );
  });
});
