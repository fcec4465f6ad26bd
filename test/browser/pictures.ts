import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { eventually, Workbench, type Theme } from './workbench';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
} as const satisfies Record<string, Theme>;

const ARTICLE = 'start-here.article';

/** Takes the walkthrough's pictures, media/walkthrough/STEP-THEME.png, of the extension at work on the samples. */
export async function takePictures(): Promise<void> {
  const folder = path.resolve('media', 'walkthrough');
  await mkdir(folder, { recursive: true });
  const workbench = await Workbench.open({
    settings: {
      'workbench.activityBar.location': 'default',
      'editor.minimap.enabled': false,
      'breadcrumbs.enabled': false,
      'window.commandCenter': false,
      'workbench.layoutControl.enabled': false,
    },
  });
  try {
    const { page } = workbench;
    await page.setViewportSize({ width: 740, height: 465 });
    /** What appears and disappears slowly has done so. */
    const settled = () => page.waitForTimeout(700);
    const shown = async (width = 740, height = 465) => {
      for (const [name, theme] of Object.entries(THEMES)) {
        await workbench.setTheme(theme);
        await settled();
        await page.screenshot({
          path: path.join(folder, `${current}-${name}.png`),
          clip: { x: 0, y: 0, width, height },
        });
      }
    };
    let current = 'open';
    await page.keyboard.press('Control+B');
    await workbench.openFile(ARTICLE);
    await workbench.statusBarText(/\d+\/\d\d/);
    for (const name of ['Finland', 'Aino Rautavaara', 'European Commission', '30 April']) {
      await workbench.placeCaret(name);
      await workbench.runCommand('Marginalia: Accept');
    }
    await workbench.placeCaret('end of June');
    await workbench.runCommand('Marginalia: Change Date Value…');
    await workbench.answer('2025-06');
    await workbench.statusBarText('5/46');
    await workbench.goTo(8);
    await shown();

    current = 'card';
    for (const name of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      await workbench.setTheme(THEMES[name]);
      await workbench.hoverText('Tallinn', 1);
      await settled();
      await page.screenshot({ path: path.join(folder, `card-${name}.png`) });
    }

    current = 'keys';
    await workbench.goTo(11);
    await workbench.runCommand('Marginalia: Toggle Annotation Mode');
    await workbench.statusBarText('ANNOTATING');
    await workbench.runCommand('Marginalia: Show Keys');
    await shown();
    await page.keyboard.press('Escape');
    await workbench.runCommand('Marginalia: Leave Annotation Mode');

    current = 'export';
    await workbench.openFile('protocolo-cafe-hanoi.txt');
    await workbench.statusBarText(/\d+\/\d+/);
    await workbench.openFile('protocolo-cafe-hanoi.txt.ann.yaml');
    await workbench.goTo(14);
    await shown();

    current = 'overview';
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(ARTICLE);
    await workbench.statusBarText('5/46');
    await page.setViewportSize({ width: 940, height: 590 });
    await workbench.runCommand('Marginalia: Show Corpus Report');
    await page.locator('.activitybar .action-label[aria-label^="Marginalia"]').click();
    await page.getByRole('tree', { name: 'Entities' }).getByRole('treeitem').first().waitFor();
    await eventually('the report', async () => {
      for (const frame of page.frames()) if (await frame.locator('main svg').count()) return true;
      return undefined;
    });
    await page.mouse.move(0, 0);
    await shown(940, 590);
  } finally {
    await workbench.close();
  }
}
