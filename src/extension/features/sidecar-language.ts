import * as vscode from 'vscode';
import {
  completeSidecar,
  escapeMarkdown,
  indexCodePoints,
  indexLines,
  locate,
  normalizeLineEnds,
  parseSidecar,
  sidecarKeyAt,
  SIDECAR_SUFFIX,
  shownQuote,
  type Annotation,
  type Sidecar,
  type Span,
} from '../../core/index';
import { articleOf } from '../article-files';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';

/** How much of the article a hover quotes on each side of what is annotated, in UTF-16 code units. */
const CONTEXT = 60;

/**
 * Help inside a sidecar's YAML: what may be written, what a key is for, the text that an annotation stands on, and the
 * way there.
 */
export function registerSidecarLanguage(articles: OpenArticles): vscode.Disposable {
  const selector: vscode.DocumentSelector = { pattern: `**/*${SIDECAR_SUFFIX}` };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems(document, position) {
          const offset = document.offsetAt(position);
          const completion = completeSidecar(document.getText(), offset);
          if (!completion) return [];
          const { start, end } = completion.replace;
          const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
          if (completion.kind === 'values') {
            return completion.values.map((value) => {
              const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.EnumMember);
              item.range = range;
              const detail = completion.details?.get(value);
              if (detail !== undefined) item.detail = onOneLine(detail);
              return item;
            });
          }
          const followed = document.lineAt(position).text.slice(range.end.character).startsWith(':');
          return completion.keys.map(({ key, description }) => {
            const item = new vscode.CompletionItem(key, vscode.CompletionItemKind.Property);
            item.documentation = vscode.l10n.t(description);
            item.insertText = followed ? key : `${key}: `;
            item.range = range;
            return item;
          });
        },
      },
      ' ',
    ),
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const source = document.getText();
        const offset = document.offsetAt(position);
        const key = sidecarKeyAt(source, offset);
        const contents: vscode.MarkdownString[] = [];
        if (key) {
          contents.push(
            new vscode.MarkdownString(`**${key.key}** — ${escapeMarkdown(vscode.l10n.t(key.description))}`),
          );
        }
        const sidecar = parseSidecar(source);
        const annotation = annotationAt(sidecar, offset, key?.key);
        const place = annotation && (await placeOf(articles, document.uri, sidecar, annotation));
        if (annotation)
          contents.push(new vscode.MarkdownString(place ? quoted(place) : notFound(annotation)));
        return contents.length === 0 ? undefined : new vscode.Hover(contents);
      },
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position) {
        const source = document.getText();
        const sidecar = parseSidecar(source);
        const offset = document.offsetAt(position);
        const annotation = annotationAt(sidecar, offset, sidecarKeyAt(source, offset)?.key);
        const place = annotation && (await placeOf(articles, document.uri, sidecar, annotation));
        return place && new vscode.Location(place.uri, place.range);
      },
    }),
  );
}

/**
 * The annotation whose block an offset is in, or, in a relation, the one that it leads to on the line of `to` and that it
 * leads from elsewhere; `undefined` as long as the file has a fault.
 */
function annotationAt(
  { annotations, blocks, relations, relationBlocks }: Sidecar,
  offset: number,
  key: string | undefined,
): Annotation | undefined {
  const isIn = (block: Span | undefined) =>
    block !== undefined && block.start <= offset && offset < block.end;
  const relation = relations.find(({ id }) => isIn(relationBlocks.get(id)));
  const end = relation && (key === 'to' ? relation.to : relation.from);
  return annotations.find(({ id }) => (relation ? id === end : isIn(blocks.get(id))));
}

interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/** Where an annotation stands in its article: where it was followed to if that is open, else where it is found. */
async function placeOf(
  articles: OpenArticles,
  file: vscode.Uri,
  { fingerprint }: Sidecar,
  annotation: Annotation,
): Promise<Place | undefined> {
  const uri = articleOf(file);
  if (!uri) return undefined;
  const open = articles.find(uri);
  let text = open?.text;
  if (text === undefined) {
    try {
      text = normalizeLineEnds((await vscode.workspace.openTextDocument(uri)).getText());
    } catch {
      // A sidecar may have lost its article, and an article need not be text.
      return undefined;
    }
  }
  const mark = open?.marks.find(({ id }) => id === annotation.id);
  const [found] = locate(text, [annotation.anchor], indexCodePoints(text), fingerprint);
  const span = mark?.span ?? (found?.kind === 'found' ? found.span : undefined);
  if (!span) return undefined;
  const lines = open?.lines ?? indexLines(text);
  const [start, end] = [lines.positionAt(span.start), lines.positionAt(span.end)];
  return {
    uri,
    range: new vscode.Range(start.line, start.character, end.line, end.character),
    before: lastLine(text.slice(Math.max(0, span.start - CONTEXT), span.start)),
    quote: text.slice(span.start, span.end),
    after: text.slice(span.end, span.end + CONTEXT).split('\n')[0] ?? '',
  };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function quoted({ before, quote, after, range }: Place): string {
  const line = vscode.l10n.t('line {0}', range.start.line + 1);
  return `…${escapeMarkdown(before)}**${escapeMarkdown(quote)}**${escapeMarkdown(after)}… (${escapeMarkdown(line)})`;
}

function notFound({ anchor }: Annotation): string {
  return escapeMarkdown(
    vscode.l10n.t('“{0}” is not found in the article where it was annotated.', shownQuote(anchor)),
  );
}
