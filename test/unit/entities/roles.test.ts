import { assert } from 'chai';
import fc from 'fast-check';
import { roleBeside } from '../../../src/core/entities';

/** The words of office beside the name in brackets. */
function role(written: string, language: string): string | undefined {
  const start = written.indexOf('[');
  const end = written.indexOf(']') - 1;
  return roleBeside(written.replace(/[[\]]/g, ''), { start, end }, language);
}

describe('the words beside a name', () => {
  it('say what a person is, before it', () => {
    assert.equal(
      role('Falou o ministro da Defesa russo [Andrei Belov] ontem', 'pt'),
      'ministro da Defesa russo',
    );
    assert.equal(role('Ontem a presidente [Marta Vidigal] disse', 'pt'), 'presidente');
    assert.equal(role('said Foreign Minister [Ruth Okafor].', 'en'), 'Foreign Minister');
    assert.equal(role('заяви премиерът [Иван Колев]', 'bg'), 'премиерът');
  });

  it('say it after it, between commas', () => {
    assert.equal(
      role('[Rui Prado], presidente da Câmara de Faro, falou', 'pt'),
      'presidente da Câmara de Faro',
    );
    assert.equal(role('[Ruth Okafor], the mayor of Leeds, spoke', 'en'), 'mayor of Leeds');
  });

  it('are none where nothing of the kind stands there', () => {
    assert.isUndefined(role('Em Lisboa, [Marta Vidigal] falou de pesca', 'pt'));
    assert.isUndefined(role('O ministro falou. [Marta Vidigal] também', 'pt'));
    assert.isUndefined(role('[Marta Vidigal], que ontem chegou, falou', 'pt'));
    assert.isUndefined(role('ministro\n[Marta]', 'pt'));
  });

  it('are text beside the name, whatever the text', () => {
    const bits = fc.array(
      fc.constantFrom('ministro', 'da', ' ', ', ', '.', 'Ana', '😀', '\n', 'presidente '),
    );
    fc.assert(
      fc.property(bits, bits, (before, after) => {
        const [left, right] = [before.join(''), after.join('')];
        const found = roleBeside(`${left}Ana${right}`, { start: left.length, end: left.length + 3 }, 'pt');
        if (found !== undefined) assert.isTrue(left.trimEnd().endsWith(found) || right.includes(found));
      }),
    );
  });
});
