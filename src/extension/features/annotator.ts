import * as vscode from 'vscode';
import { showInformation } from '../notices';
import type { OpenArticle } from '../open-article';
import type { OpenArticles } from '../open-articles';
import { onOneLine } from '../quotation';
import { settings } from '../settings';

/** The command by which an annotator says who they are; asked for once where the project's list lacks their name. */
export function registerAnnotator(articles: OpenArticles): vscode.Disposable {
  let asked = false;
  const ask = async ({ project, history }: OpenArticle) => {
    const { annotators } = project;
    if (asked || history.done.length === 0 || annotators.length === 0) return;
    const name = settings.annotator();
    // Whoever is no annotator of a project with layers adjudicates.
    if (name !== undefined && (annotators.includes(name) || project.layers === true)) return;
    asked = true;
    const choose = vscode.l10n.t('Choose Your Name');
    const message =
      name === undefined
        ? vscode.l10n.t('Your decisions have no name yet. The project knows {0}.', annotators.join(', '))
        : vscode.l10n.t('The project does not know {0}. It knows {1}.', name, annotators.join(', '));
    const choice = await showInformation(message, choose);
    if (choice === choose) await vscode.commands.executeCommand('marginalia.chooseAnnotator');
  };
  return vscode.Disposable.from(
    articles.onDidChangeHistory((article) => void ask(article)),
    vscode.commands.registerCommand('marginalia.chooseAnnotator', async () => {
      const name = await askName(articles.active?.project.annotators ?? []);
      if (name === undefined) return;
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('marginalia').update('annotator', name, Global);
    }),
  );
}

async function askName(annotators: readonly string[]): Promise<string | undefined> {
  const title = vscode.l10n.t('Who Decides');
  const current = settings.annotator();
  if (annotators.length > 0) {
    const items = annotators.map((name) => ({
      label: onOneLine(name),
      name,
      description: name === current ? vscode.l10n.t('current') : '',
    }));
    const placeHolder = vscode.l10n.t('Written into the sidecar with each decision');
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.name;
  }
  const prompt = vscode.l10n.t('Your name, written into the sidecar with each decision.');
  const name = await vscode.window.showInputBox({ title, prompt, value: current ?? '' });
  return name?.trim();
}
