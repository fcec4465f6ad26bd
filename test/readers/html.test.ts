import assert from 'node:assert/strict';
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { AnnotatedArticle } from '../../src/core';
import { Dataset } from './datasets';

/** A character, and the labels of the mentions that it is in. */
type Marked = [character: string, labels: string[]];

/** The characters below a node, each with the labels in the titles of the marks around it. */
function* shown(node: DefaultTreeAdapterTypes.ChildNode, around: readonly string[] = []): Generator<Marked> {
  if (defaultTreeAdapter.isTextNode(node)) {
    for (const character of node.value) yield [character, [...around].sort()];
  } else if (defaultTreeAdapter.isElementNode(node)) {
    const title = node.tagName === 'mark' && node.attrs.find(({ name }) => name === 'title')?.value;
    const labels = title ? [...around, title.slice(0, title.indexOf(','))] : around;
    for (const child of node.childNodes) yield* shown(child, labels);
  }
}

function* elements(node: DefaultTreeAdapterTypes.ParentNode): Generator<DefaultTreeAdapterTypes.Element> {
  for (const child of node.childNodes.filter((child) => defaultTreeAdapter.isElementNode(child))) {
    yield child;
    yield* elements(child);
  }
}

/** The same of an article's body, from its mentions. */
function annotated({ article: { text, body }, mentions }: AnnotatedArticle): Marked[] {
  const spans = mentions.flatMap(({ label, span, pieces = [span] }) =>
    pieces.map((piece) => ({ label, ...piece })),
  );
  const characters: Marked[] = [];
  let at = body.start;
  for (const character of text.slice(at)) {
    const around = spans.filter(({ start, end }) => start <= at && at < end);
    characters.push([character, around.map(({ label }) => label).sort()]);
    at += character.length;
  }
  return characters;
}

describe('parse5', () => {
  let dataset: Dataset;
  afterEach(() => dataset.remove());

  it('reads the HTML reading copy without an error, with each highlight at its place', async () => {
    dataset = await Dataset.of('html');
    for (const article of dataset.articles) {
      const faults: string[] = [];
      const page = parse(await dataset.read(`${article.file}.html`), {
        onParseError: ({ code, startLine }) => faults.push(`line ${startLine}: ${code}`),
      });
      assert.deepEqual(faults, [], article.file);
      const body = [...elements(page)].find(({ tagName }) => tagName === 'article');
      assert.ok(body, article.file);
      assert.deepEqual([...shown(body)], annotated(article), article.file);
    }
  });
});
