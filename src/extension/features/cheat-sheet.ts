import * as vscode from 'vscode';
import { labelName } from '../label-look';
import type { OpenArticles } from '../open-articles';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly icon?: string;
    }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
      readonly when: string;
    }[];
  };
}

interface Entry extends vscode.QuickPickItem {
  readonly command?: string;
}

/** The command that lists the keys, made of the extension's own keymap; an entry that is chosen is run. */
export function registerCheatSheet(
  articles: OpenArticles,
  extension: vscode.Extension<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand('marginalia.showKeys', async () => {
    const picker = vscode.window.createQuickPick<Entry>();
    picker.title = vscode.l10n.t('Keys of Marginalia');
    picker.placeholder = vscode.l10n.t('Search the keys; Enter runs what is chosen');
    picker.matchOnDescription = true;
    picker.buttons = [
      { iconPath: new vscode.ThemeIcon('gear'), tooltip: vscode.l10n.t('See and Change Keys') },
    ];
    picker.items = entries(extension.packageJSON as Manifest, articles);
    const chosen = await new Promise<string | undefined>((resolve) => {
      picker.onDidTriggerButton(() => {
        resolve('workbench.action.openGlobalKeybindings');
        picker.hide();
      });
      picker.onDidAccept(() => {
        resolve(picker.selectedItems[0]?.command);
        picker.hide();
      });
      picker.onDidHide(() => {
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
    });
    if (chosen === 'workbench.action.openGlobalKeybindings') {
      await vscode.commands.executeCommand(chosen, `@ext:${extension.id}`);
    } else if (chosen !== undefined) await vscode.commands.executeCommand(chosen);
  });
}

function entries({ contributes }: Manifest, articles: OpenArticles): Entry[] {
  const keys = new Map<string, Record<Place, string[]>>();
  for (const { command, key, mac, when } of contributes.keybindings) {
    const bound = keys.get(command) ?? { adjudicating: [], mode: [], everywhere: [] };
    keys.set(command, bound);
    bound[placeOf(when)].push(keyName((onMac() ? mac : undefined) ?? key));
  }
  const list = (kind: Place) =>
    contributes.commands.flatMap(({ command, title, icon }): Entry[] => {
      const bound = keys.get(command)?.[kind] ?? [];
      if (bound.length === 0 || command === 'marginalia.unassignedKey') return [];
      return [
        {
          label: `${icon ?? '$(blank)'} ${labelTitle(command, articles) ?? title}`,
          description: bound.join(vscode.l10n.t(' or ')),
          command,
        },
      ];
    });
  const heading = (label: string): Entry => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    heading(vscode.l10n.t('In annotation mode')),
    ...list('mode'),
    heading(vscode.l10n.t('While adjudicating')),
    ...list('adjudicating'),
    heading(vscode.l10n.t('In every article')),
    ...list('everywhere'),
  ];
}

/** What a digit does, by the label set of the article that is open. */
function labelTitle(command: string, articles: OpenArticles): string | undefined {
  const key = /^marginalia\.label(\d)$/.exec(command)?.[1];
  const label = articles.active?.project.labels.find((one) => String(one.key) === key);
  return key === undefined || !label ? undefined : vscode.l10n.t('Label as {0}', labelName(label.name));
}

/** Where a key acts. */
type Place = 'mode' | 'adjudicating' | 'everywhere';

function placeOf(when: string): Place {
  if (when.includes('marginalia.adjudicating')) return 'adjudicating';
  return /(?<!!)\bmarginalia\.annotationMode\b/.test(when) ? 'mode' : 'everywhere';
}

function onMac(): boolean {
  return typeof navigator === 'object' && /Mac/.test(navigator.userAgent);
}

/** `ctrl+alt+m shift+a` as people read it: `Ctrl+Alt+M Shift+A`. */
function keyName(key: string): string {
  return key
    .split(' ')
    .map((stroke) =>
      stroke === 'shift+/'
        ? '?'
        : stroke
            .split('+')
            .map((part) => KEY_NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
            .join('+'),
    )
    .join(' ');
}

const KEY_NAMES: Readonly<Record<string, string>> = { cmd: '⌘', escape: 'Esc' };
