import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Dialog, Locator, Page } from 'playwright-core';
import { launchBrowser, localPage } from '../../scripts/hosts/browser.mjs';
import { startNodeHost } from '../../scripts/hosts/node-host.mjs';
import { temporaryWorkspace } from '../../scripts/hosts/workspace.mjs';

/** How long a thing may take to appear on a slow machine, in milliseconds; nothing ever waits for a fixed time. */
const patience = 30_000;

export interface WorkbenchOptions {
  /** The folder that is copied and opened; the project's samples if not given. */
  readonly folder?: string;
  /** User settings, as in settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The display language that extensions are told; VS Code itself stays English, as its language packs are not here. */
  readonly language?: string;
}

/** The themes of VS Code that tests use, with the class that each gives the workbench. */
const themes = {
  'Default Dark Modern': 'vs-dark',
  'Default Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
} as const;

export type Theme = keyof typeof themes;

/** All of them: dark, light and both of high contrast. */
export const THEMES = Object.keys(themes) as Theme[];

/**
 * Opens a workbench before the tests of the surrounding `describe` and closes it after them; where a test fails,
 * what the page showed is kept in out/screenshots. The function returned gives the workbench inside a test.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await Workbench.open(options);
  });
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    const file = await workbench?.screenshot(`failed ${currentTest.fullTitle()}`);
    if (file) process.stdout.write(`      The page as it was: ${file}\n`);
  });
  after(async () => {
    await workbench?.close();
  });
  return () => {
    if (!workbench) throw new Error('The workbench is open only while the tests run');
    return workbench;
  };
}

/** A real VS Code in a browser page, with the extension in development, on a temporary copy of a folder. */
export class Workbench {
  private constructor(
    /** The workspace's folder on disk. */
    readonly folder: string,
    /** For what no method here covers. */
    readonly page: Page,
    private readonly browser: Browser,
    private readonly stop: () => Promise<void>,
  ) {}

  /** Starts a server and a browser; `close` ends both and removes the copy. */
  static async open({
    folder = path.resolve('samples'),
    settings = {},
    language,
  }: WorkbenchOptions = {}): Promise<Workbench> {
    const log = (line: string): void => void process.stdout.write(`  ${line}\n`);
    const workspace = await temporaryWorkspace(folder);
    const stops = [workspace.remove];
    const stop = async (): Promise<void> => {
      for (const end of stops.splice(0).reverse()) await end();
    };
    try {
      const host = await startNodeHost({
        log,
        extension: path.resolve(),
        settings: { ...prompt, ...settings },
      });
      stops.push(host.stop);
      const browser = await launchBrowser(log);
      stops.push(() => browser.close());
      const page = await localPage(browser);
      page.setDefaultTimeout(patience);
      if (language !== undefined) {
        await page.addInitScript((tag) => {
          Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => tag, set: () => undefined });
        }, language);
      }
      await page.goto(host.url({ folder: workspace.folder }));
      await isReady(page);
      return new Workbench(workspace.folder, page, browser, stop);
    } catch (error) {
      await stop();
      throw error;
    }
  }

  /** Reloads the window. VS Code refuses until it has kept what is not saved, and has it again afterwards. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => document.body.classList.add('before-reload'));
    const stay = (dialog: Dialog): void => void dialog.dismiss();
    this.page.on('dialog', stay);
    await eventually('a new window', async () => {
      await this.page.reload({ timeout: 3000 }).catch(ignoreTimeout);
      return (await this.page.locator('body.before-reload').count()) === 0 ? true : undefined;
    });
    this.page.off('dialog', stay);
    await isReady(this.page);
  }

  async close(): Promise<void> {
    await this.stop();
  }

  /** Types text, as with the keyboard, where the focus is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Presses a key or chord in Playwright's notation: `Enter`, `Control+Shift+K`. */
  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /**
   * Runs a command by its full title in the palette: `Marginalia: Accept`. A palette lists what there was when it was
   * opened: in a window that has only just started it is opened again until the extension's commands are in it.
   */
  async runCommand(title: string): Promise<void> {
    await eventually(`the command “${title}”`, async () => {
      await this.press('F1');
      await this.fillQuickInput(`>${title}`);
      if (await isSeen(this.row(title))) return true;
      await this.press('Escape');
      return undefined;
    });
    await this.pickRow(title);
  }

  /** Opens the list of completions at the caret, asking again where VS Code was busy; gives the list. */
  async completions(): Promise<Locator> {
    const list = this.page.locator('.suggest-widget.visible');
    await eventually('completions', async () => {
      await this.press('Control+Space');
      return (await isSeen(list)) || undefined;
    });
    return list;
  }

  /** Drags one thing on another until VS Code asks what is meant: a tree that is filled anew drops what is dragged. */
  async dragUntilAsked(what: Locator, onto: Locator): Promise<void> {
    await eventually('a question after dragging', async () => {
      await what.dragTo(onto);
      return (await isSeen(this.quickInput)) || undefined;
    });
  }

  /** Chooses the entry with this label in the list that is open. */
  async pick(label: string): Promise<void> {
    await this.quickInput.waitFor();
    await this.pickRow(label);
  }

  /** Ticks the entries with these labels in the list that is open, and no others, and goes on. */
  async tick(...labels: string[]): Promise<void> {
    const rows = this.quickInput.locator('.monaco-list-row');
    await rows.first().waitFor();
    const ticked = rows.locator('[role=checkbox][aria-checked=true]');
    while ((await ticked.count()) > 0) await ticked.first().click();
    for (const label of labels) {
      const name = this.page.locator('.label-name').getByText(label, { exact: true });
      await rows.filter({ has: name }).first().locator('[role=checkbox]').click();
    }
    await this.quickInput.getByRole('button', { name: 'OK' }).click();
  }

  /** The labels in the list that is open. */
  async pickLabels(): Promise<string[]> {
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    return await this.quickInput.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  /** Answers the input box that is open: replaces its text and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.fillQuickInput(text);
    await this.press('Enter');
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  private row(label: string): Locator {
    return this.quickInput.locator('.monaco-list-row .label-name').getByText(label, { exact: true }).first();
  }

  private async fillQuickInput(text: string): Promise<void> {
    await this.quickInput.locator('input').first().fill(text);
  }

  /**
   * Chooses a row with the keyboard: rows come and go under a mouse while the list is being filled, but what has the
   * focus is what Enter takes.
   */
  private async pickRow(label: string): Promise<void> {
    const focused = this.quickInput.locator('.monaco-list-row.focused .label-name');
    await this.row(label).waitFor();
    await eventually(`the row “${label}”`, async () => {
      const [current] = await focused.allInnerTexts();
      if (current?.replaceAll('\u00a0', ' ').trim() === label) return true;
      await this.press('ArrowDown');
      return undefined;
    });
    await this.press('Enter');
  }

  /** Agrees to the file that the open save dialog proposes, once it has made up its mind; gives its path. */
  async saveAs(proposed: string): Promise<string> {
    const input = this.quickInput.locator('input').first();
    const value = await eventually(`a dialog that proposes ${proposed}`, async () => {
      const text = await input.inputValue();
      const busy = await this.quickInput.locator('.monaco-progress-container.active').isVisible();
      return text.endsWith(proposed) && !busy ? text : undefined;
    });
    await this.quickInput.getByRole('button', { name: 'OK' }).click();
    return value;
  }

  private get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]:visible').first();
  }

  /** Opens a file of the workspace by its path below the folder, and waits until its text is shown. */
  async openFile(name: string): Promise<void> {
    // A question that a failed test has left open would take the keys.
    while (await this.quickInput.isVisible()) await this.press('Escape');
    await this.press('Control+P');
    // By its whole path where it has that name in the workspace: exports may have files of the same name.
    const file = path.join(this.folder, name);
    await this.fillQuickInput(existsSync(file) ? file : name);
    const base = path.posix.basename(name);
    await this.pickRow(base);
    await this.page.locator(`.tab.active[data-resource-name="${base}"]`).waitFor();
    await this.editor.locator('.view-line').first().waitFor();
    await this.editor.click({ position: { x: 200, y: 8 } });
  }

  /** Writes an article and opens it; waits until one of its mentions has a card. */
  async openArticle(name: string, content: string, mention: string): Promise<void> {
    await this.writeWorkspaceFile(name, content);
    await this.openFile(name);
    await this.hoverText(mention);
  }

  /** Puts the caret at a place in the active editor, scrolling to it; line and column count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.press('Control+G');
    await this.answerGoTo(`:${line}:${column}`);
    const place = new RegExp(`Ln ${line}, Col ${column}(\\D|$)`);
    await this.page.locator('.statusbar-item').filter({ hasText: place }).waitFor();
  }

  private async answerGoTo(text: string): Promise<void> {
    await this.fillQuickInput(text);
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    await this.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Puts the caret inside a text of the active file (its nth occurrence, from 0), scrolling to it. */
  async placeCaret(text: string, occurrence = 0): Promise<void> {
    const { line, column } = await this.find(text, occurrence);
    await this.goTo(line, column + (text.length > 1 ? 1 : 0));
  }

  /** Selects a text of the active file (its nth occurrence, from 0), which lies in one line. */
  async selectText(text: string, occurrence = 0): Promise<void> {
    const { line, column } = await this.find(text, occurrence);
    await this.goTo(line, column);
    for (let moved = 0; moved < [...text].length; moved++) await this.press('Shift+ArrowRight');
    await this.page
      .locator('.statusbar-item')
      .filter({ hasText: `(${text.length} selected)` })
      .waitFor();
  }

  /** Where a text is in the active file as it is on disk: line and column, in UTF-16 code units, from 1. */
  private async find(text: string, occurrence: number): Promise<{ line: number; column: number }> {
    const name = await this.activeFile();
    const content = await this.readWorkspaceFile(name);
    let at = -1;
    for (let nth = 0; nth <= occurrence; nth++) {
      at = content.indexOf(text, at + 1);
      if (at < 0) throw new Error(`${name} has no occurrence ${occurrence} of “${text}”`);
    }
    const lines = content.slice(0, at).split(/\r\n|\r|\n/);
    return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }

  /** The path below the workspace's folder of the file in the active editor. */
  private async activeFile(): Promise<string> {
    const uri = await this.editor.getAttribute('data-uri');
    const file = decodeURIComponent(new URL(uri ?? '').pathname);
    return path.relative(this.folder, process.platform === 'win32' ? file.slice(1) : file);
  }

  /** The text that the active editor shows at present, a line for each line on the screen. */
  async visibleText(): Promise<string> {
    return await this.editor.evaluate((editor) => {
      const rows = [...editor.querySelectorAll<HTMLElement>('.view-lines .view-line')];
      const top = (row: HTMLElement): number => row.getBoundingClientRect().top;
      rows.sort((one, other) => top(one) - top(other));
      return rows.map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' ')).join('\n');
    });
  }

  /**
   * Rests the mouse on a text of the active file (its nth occurrence, from 0) and gives the card that appears, once
   * all of it is there.
   */
  async hoverText(text: string, occurrence = 0): Promise<Locator> {
    await this.placeCaret(text, occurrence);
    const card = this.page.locator('.monaco-editor .monaco-hover:not(.hidden):visible').first();
    // The mouse rests where the caret is: inside the text, whatever else the line holds.
    return await eventually(`a hover card on “${text}”`, async () => {
      const caret = await this.editor.locator('.cursors-layer .cursor').first().boundingBox();
      if (!caret) return undefined;
      const [x, y] = [caret.x + 2, caret.y + caret.height / 2];
      await this.page.mouse.move(x + 1, y + 1);
      await this.page.mouse.move(x, y);
      // It may go again at any time: the marks that it is about are laid anew.
      const shown = (await card.innerText({ timeout: 3000 }).catch(ignoreTimeout)) ?? '';
      if (shown.trim() !== '' && !/^Loading/m.test(shown)) return card;
      await this.page.mouse.move(x, y + 300);
      return undefined;
    });
  }

  /**
   * The text of the newest notification that has `pattern` in it. A toast goes away by itself, so the notification
   * centre is opened for it.
   */
  async notificationText(pattern: string | RegExp = ''): Promise<string> {
    return await this.inNotifications((center) =>
      center.locator('.notification-list-item-message').filter({ hasText: pattern }).first().innerText(),
    );
  }

  /** Presses a button of the newest notification that has one with this label. */
  async pressNotificationButton(label: string): Promise<void> {
    await this.inNotifications((center) => center.getByRole('button', { name: label }).first().click());
  }

  private async inNotifications<T>(act: (center: Locator) => Promise<T>): Promise<T> {
    await this.runCommand('Notifications: Show Notifications');
    const center = this.page.locator('.notifications-center.visible');
    const result = await act(center);
    await this.runCommand('Notifications: Hide Notifications');
    return result;
  }

  /** The status bar item that has `pattern` in it, once there is one. */
  async statusBarText(pattern: string | RegExp): Promise<string> {
    return await this.page.locator('.statusbar-item').filter({ hasText: pattern }).first().innerText();
  }

  /** Changes the theme by the workspace's settings, and waits until it shows. */
  async setTheme(theme: Theme): Promise<void> {
    await this.setSetting('workbench.colorTheme', theme);
    await this.page.locator(`.monaco-workbench.${themes[theme]}`).first().waitFor();
  }

  /** Changes a setting of the workspace, on disk; VS Code notices by itself. */
  async setSetting(key: string, value: unknown): Promise<void> {
    const file = path.join(this.folder, '.vscode', 'settings.json');
    await mkdir(path.dirname(file), { recursive: true });
    const settings = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...settings, [key]: value }, null, 2));
  }

  /** Takes a picture of the page, out/screenshots/NAME.png, and gives its path. */
  async screenshot(name: string): Promise<string> {
    const safe = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
    const file = path.resolve('out', 'screenshots', `${safe}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Writes a file of the workspace, as another program does. */
  async writeWorkspaceFile(name: string, content: string): Promise<void> {
    await writeFile(path.join(this.folder, name), content);
  }

  /** The content of a file of the workspace, as it is on disk now. */
  async readWorkspaceFile(name: string): Promise<string> {
    return await readFile(path.join(this.folder, name), 'utf8');
  }

  /** The content of a file of the workspace, once it exists and has `pattern` in it. */
  async waitForFile(name: string, pattern: RegExp = /[^]/): Promise<string> {
    return await eventually(`${name} on disk with ${pattern}`, async () => {
      const content = await this.readWorkspaceFile(name).catch(() => undefined);
      return content !== undefined && pattern.test(content) ? content : undefined;
    });
  }
}

/** The explorer's rows come when the extension host's file system answers. */
async function isReady(page: Page): Promise<void> {
  await page
    .locator('.explorer-folders-view .monaco-list-row')
    .first()
    .waitFor({ timeout: 2 * patience });
  await page.locator('.statusbar-item').first().waitFor();
}

/** Settings that make the editor answer at once. */
const prompt = {
  'editor.hover.delay': 100,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
};

/** Asks again and again until `attempt` gives a value, and gives that. */
export async function eventually<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${patience / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether it shows within some seconds. */
async function isSeen(what: Locator): Promise<boolean> {
  return await what.waitFor({ timeout: 5000 }).then(
    () => true,
    (error: Error) => {
      ignoreTimeout(error);
      return false;
    },
  );
}

function ignoreTimeout(error: Error): void {
  if (error.name !== 'TimeoutError') throw error;
}
