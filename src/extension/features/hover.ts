import * as vscode from 'vscode';
import { decidedForm, marksAt, pieceAt } from '../../core/index';
import { card, type EntityKnowledge } from '../card';
import type { Corpus } from '../corpus';
import type { MarkTarget } from '../mark-target';
import type { OpenArticles } from '../open-articles';
import type { Places } from '../places';

/** Shows a card for the marks under the mouse, the innermost first, and a command that takes the keyboard there. */
export function registerHover(
  articles: OpenArticles,
  corpus: Corpus,
  places: Places,
  selector: vscode.DocumentSelector,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const article = articles.get(document);
        if (!article) return undefined;
        const offset = article.lines.offsetAt(position);
        const marks = marksAt(article.marks, offset);
        const [first] = marks;
        if (!first) return undefined;
        const range = article.rangeOf(pieceAt(first, offset));
        const cards = marks.map(async (mark) => {
          const target = { article, mark };
          return card(target, await knowledgeOf(target, corpus, places));
        });
        return new vscode.Hover(await Promise.all(cards), range);
      },
    }),
    vscode.commands.registerCommand('marginalia.showCard', () =>
      vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' }),
    ),
  );
}

async function knowledgeOf(
  { article, mark }: MarkTarget,
  corpus: Corpus,
  places: Places,
): Promise<EntityKnowledge> {
  const record = article.recordOf(mark);
  const { language } = article.reading.article;
  const entity = article.entityOf(mark);
  const roles = new Set<string>();
  if (mark.label === 'person' && article.recognition) {
    for (const { span } of entity.mentions) {
      const role = article.recognition.roleBeside(article.text, span, language);
      if (role !== undefined) roles.add(role);
    }
  }
  const find = mark.label === 'location' ? await places.finding() : undefined;
  return {
    inCorpus: record && corpus.index.entityOf(article.uri.toString(), record),
    learnt: corpus.index.learnt.find(decidedForm(article.meant(mark)), mark.label),
    roles: [...roles],
    place: find?.(entity.name, language) ?? find?.(article.meant(mark), language),
  };
}
