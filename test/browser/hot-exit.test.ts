import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('an article with unsaved text', () => {
  const workbench = useWorkbench({ settings: { 'files.autoSave': 'off' } });

  it('has its annotations where they belong after the window is reloaded', async () => {
    const name = 'unsaved.article';
    const text = 'Kim chegou a Lisboa.\n\nDepois, Kim voltou a casa.\n';
    await workbench().writeWorkspaceFile(name, text);
    await workbench().openFile(name);
    await workbench().statusBarText(/0\/\d/);
    await workbench().selectText('Kim', 1);
    await workbench().runCommand('Marginalia: Annotate Selection as…');
    await workbench().pick('person');
    await workbench().waitForFile(`${name}.ann.yaml`, /position: \[30, 33\][^]*accepted/);
    await workbench().goTo(1);
    await workbench().type('Kim, outra vez. ');
    await workbench().reload();
    await workbench().page.locator(`.tab.active.dirty[data-resource-name="${name}"]`).waitFor();
    assert.match(await workbench().visibleText(), /^Kim, outra vez\. Kim chegou/);
    assert.equal(await workbench().readWorkspaceFile(name), text);
    await workbench().statusBarText(/1\/\d/);
    await workbench().press('Control+S');
    await workbench().waitForFile(`${name}.ann.yaml`, /quote: Kim\n {4}position: \[46, 49\]/);
    const card = await workbench().hoverText('Kim', 2);
    assert.match(await card.innerText(), /accepted/);
  });
});
