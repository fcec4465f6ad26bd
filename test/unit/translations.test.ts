import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { messages } from '../../scripts/messages.mjs';

type Texts = Readonly<Record<string, string>>;

const LANGUAGES = ['bg', 'pt-br'];

async function read(file: string): Promise<Texts> {
  return JSON.parse(await readFile(file, 'utf8')) as Texts;
}

/** What must be in a translation as it is in the original, in any order: placeholders, commands, icons, code. */
function fixedParts(text: string): string[] {
  return (text.match(/\{\d+\}|\(command:[^)]*\)|\$\([\w-]+\)|`[^`]*`/g) ?? []).sort();
}

/** A line for each text that is missing, is there without an original, or lost a part; none where all is well. */
function faults(file: string, originals: Texts, translations: Texts): string[] {
  const keys = new Set([...Object.keys(originals), ...Object.keys(translations)]);
  return [...keys].flatMap((key) => {
    const [original, translation] = [originals[key], translations[key]];
    const quoted = JSON.stringify(key);
    if (original === undefined) return [`${file}: take out ${quoted}, which nothing says any more`];
    if (translation === undefined || translation.trim() === '') {
      return [`${file}: translate ${quoted}${key === original ? '' : `: ${JSON.stringify(original)}`}`];
    }
    const [wanted, found] = [fixedParts(original), fixedParts(translation)];
    if (JSON.stringify(wanted) === JSON.stringify(found)) return [];
    return [`${file}: ${quoted} must have ${wanted.join(' ')} and has ${found.join(' ')}`];
  });
}

describe('the translations', () => {
  const said = Object.fromEntries([...messages(process.cwd()).keys()].map((text) => [text, text]));

  for (const language of LANGUAGES) {
    it(`have everything that the program says, and nothing else: ${language}`, async () => {
      const file = `l10n/bundle.l10n.${language}.json`;
      const found = faults(file, said, await read(file));
      assert.equal(found.length, 0, `\n${found.join('\n')}\n`);
    });

    it(`have everything that the manifest says, and nothing else: ${language}`, async () => {
      const file = `package.nls.${language}.json`;
      const found = faults(file, await read('package.nls.json'), await read(file));
      assert.equal(found.length, 0, `\n${found.join('\n')}\n`);
    });
  }

  it('are in the same languages for the program and its manifest', async () => {
    const bundles = await readdir('l10n');
    assert.deepEqual(
      bundles.sort(),
      LANGUAGES.map((language) => `bundle.l10n.${language}.json`),
    );
  });

  it('would be missed', () => {
    const originals = { 'Accept {0} of {1}': 'Accept {0} of {1}', Reject: 'Reject', Note: 'Note' };
    const translations = { 'Accept {0} of {1}': 'Aceitar {0}', Note: 'Nota', Gone: 'Foi' };
    assert.deepEqual(faults('x.json', originals, translations), [
      'x.json: "Accept {0} of {1}" must have {0} {1} and has {0}',
      'x.json: translate "Reject"',
      'x.json: take out "Gone", which nothing says any more',
    ]);
  });
});
