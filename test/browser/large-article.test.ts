import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('an article of five megabytes', () => {
  const workbench = useWorkbench();

  it('is not recognised, says so, and can be annotated by hand', async () => {
    const line = 'A ministra Marta Vidigal recebeu em Lisboa uma delegação da Estónia.\n';
    await workbench().writeWorkspaceFile('grande.txt', line.repeat(5_000_000 / line.length));
    await workbench().openFile('grande.txt');
    await workbench().statusBarText(/Not recognised/);
    await workbench().selectText('Vidigal');
    await workbench().runCommand('Marginalia: Annotate Selection as…');
    await workbench().pick('person');
    const sidecar = await workbench().waitForFile('grande.txt.ann.yaml', /accepted/);
    assert.match(sidecar, /quote: Vidigal\n {4}position: \[17, 24\]/);
  });
});
