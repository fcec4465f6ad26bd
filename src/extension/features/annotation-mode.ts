import * as vscode from 'vscode';
import type { OpenArticles } from '../open-articles';

/**
 * Annotation mode, in which single keys act: the keybindings ask for the context key `marginalia.annotationMode`. A key
 * that none of them binds is not typed into the article.
 */
export function registerAnnotationMode(
  articles: OpenArticles,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('marginalia.mode', vscode.StatusBarAlignment.Left, 51);
  item.name = vscode.l10n.t('Marginalia: Annotation Mode');
  item.command = 'marginalia.toggleAnnotationMode';
  let on = false;
  let typing: vscode.Disposable | undefined;

  const update = () => {
    const here = on && articles.active !== undefined;
    if (here) typing ??= holdTyping(log);
    else {
      typing?.dispose();
      typing = undefined;
    }
    if (!articles.active) {
      item.hide();
      return;
    }
    item.text = on ? `$(record-keys) ${vscode.l10n.t('ANNOTATING')}` : '$(record-keys)';
    item.tooltip = on
      ? vscode.l10n.t('Annotation mode: single keys act. ? shows them, Escape leaves the mode.')
      : vscode.l10n.t('Enter annotation mode, in which single keys act');
    item.accessibilityInformation = { label: item.tooltip };
    item.show();
  };
  const turn = (value: boolean) => {
    on = value;
    void vscode.commands.executeCommand('setContext', 'marginalia.annotationMode', on);
    update();
  };
  update();
  return vscode.Disposable.from(
    item,
    { dispose: () => void typing?.dispose() },
    articles.onDidChange(update),
    articles.onDidClose(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.commands.registerCommand('marginalia.toggleAnnotationMode', () => turn(!on)),
    /** Tells whether it was on before. */
    vscode.commands.registerCommand('marginalia.enterAnnotationMode', () => {
      const before = on;
      turn(true);
      return before;
    }),
    vscode.commands.registerCommand('marginalia.leaveAnnotationMode', () => turn(false)),
    vscode.commands.registerCommand('marginalia.unassignedKey', tellUnassigned),
  );
}

/**
 * Takes the place of VS Code's command `type` while an article is worked on in annotation mode: keybindings come before
 * it, so what arrives here is a key without a meaning. Another extension that does the same (an emulator of Vim) keeps
 * it, and then such keys are its own.
 */
function holdTyping(log: vscode.LogOutputChannel): vscode.Disposable {
  try {
    return vscode.commands.registerCommand('type', ({ text }: { text: string }) => tellUnassigned(text));
  } catch (error) {
    log.warn(`Keys without a meaning in annotation mode are typed: ${String(error)}`);
    return { dispose: () => undefined };
  }
}

function tellUnassigned(key?: unknown): void {
  const message =
    typeof key === 'string' && key.trim() !== ''
      ? vscode.l10n.t(
          '“{0}” has no meaning in annotation mode. ? shows the keys, Escape leaves the mode.',
          key,
        )
      : vscode.l10n.t(
          'This key has no meaning in annotation mode. ? shows the keys, Escape leaves the mode.',
        );
  vscode.window.setStatusBarMessage(message, 4000);
}
