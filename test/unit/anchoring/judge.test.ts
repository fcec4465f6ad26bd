import assert from 'node:assert/strict';
import { annotated, EditedText } from '../../../histories/document';
import { judge, truths, type Verdict } from '../../../histories/judge';

/**
 * The verdict where `marked`, an old text with the annotation in brackets, is edited and the annotation is put where the
 * brackets are in `found`, or left to a person.
 */
function verdict(marked: string, edit: (text: EditedText) => void, found?: string): Verdict {
  const { text: old, span } = unmarked(marked);
  const edited = new EditedText(old);
  edit(edited);
  const now = edited.toString();
  const [truth] = truths(annotated(old, [span]), edited);
  if (found === undefined) return judge(now, truth!, undefined);
  const place = unmarked(found);
  assert.equal(place.text, now);
  return judge(now, truth!, place.span);
}

function unmarked(marked: string) {
  const span = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 };
  return { text: marked.replace(/[[\]]/g, ''), span };
}

/** Types in the place of what stands once in a text. */
function retype(text: EditedText, old: string, typed: string): void {
  const start = text.toString().indexOf(old);
  text.replace(start, start + old.length, '');
  text.replace(start, start, typed);
}

describe('the judge of what became of an annotation', () => {
  const old = 'O vinho é bom. Ontem o ministro [Ana Silva] chegou a Lisboa de comboio. Chovia muito.';
  const sentence = 'Ontem o ministro Ana Silva chegou a Lisboa de comboio. ';
  const at = old.indexOf('Ontem');

  it('finds it right where its own characters are, with words put between them', () => {
    const grown = old.replace('Ana Silva', 'Ana da Silva');
    const types = (text: EditedText) => text.replace(at + 21, at + 21, 'da ');
    assert.equal(verdict(old, types, grown), 'followed');
    assert.equal(verdict(old, types), 'orphaned needlessly');
    assert.equal(verdict(old, types, grown.replace('[Ana da Silva]', 'Ana da [Silva]')), 'wrong');
  });

  it('finds one of two right that stand in a row: the texts do not tell which was typed', () => {
    const types = (text: EditedText) => text.replace(at + 17, at + 17, 'Ana Silva ');
    const twice = old.replace('[Ana Silva]', 'Ana Silva Ana Silva');
    assert.equal(verdict(old, types, twice.replace('Ana Silva Ana', '[Ana Silva] Ana')), 'exact');
    assert.equal(verdict(old, types, twice.replace('Ana Silva chegou', '[Ana Silva] chegou')), 'exact');
  });

  it('finds it right where it was deleted and typed again: the old text runs up to it as it did', () => {
    assert.equal(
      verdict(old, (text) => retype(text, 'Ana Silva', 'Ana Silva'), old),
      'exact',
    );
  });

  it('finds it wrong on the same words elsewhere, when it was deleted, with whatever is like its context', () => {
    const title = `O ministro Ana Silva chegou a Lisboa de comboio.\n${old}`;
    const deletes = (text: EditedText) => text.replace(title.indexOf('['), title.indexOf(']') - 1, '');
    const found = title.replace('[Ana Silva]', '').replace('Ana Silva', '[Ana Silva]');
    assert.equal(verdict(title, deletes, found), 'wrong');
    assert.equal(verdict(title, deletes), 'orphaned rightly');
  });

  it('finds a copy right that kept more of the old text than the original, and leaves it to a person', () => {
    const edits = (text: EditedText) => {
      text.copy(at, at + sentence.length, text.length);
      retype(text, 'ministro', 'barco de');
      retype(text, 'chegou', 'viu');
    };
    const now = old.replace('ministro [Ana Silva] chegou', 'barco de Ana Silva viu') + sentence;
    assert.equal(verdict(old, edits, now.replace(/Ana Silva(?= chegou)/, '[Ana Silva]')), 'exact');
    assert.equal(verdict(old, edits), 'orphaned rightly');
  });

  it('finds a copy wrong while the original stands in its sentence, though a word was put into it', () => {
    const edits = (text: EditedText) => {
      text.copy(at, at + 36, 0);
      const own = text.toString().lastIndexOf('Silva');
      text.replace(own, own, 'da ');
    };
    const now = 'Ontem o ministro [Ana Silva] chegou a ' + old.replace('[Ana Silva]', 'Ana da Silva');
    assert.equal(verdict(old, edits, now), 'wrong');
  });

  it('finds either of two wrong that kept as much, unless it is the original: nobody could know', () => {
    const copies = (text: EditedText) => text.copy(at, at + sentence.length, at);
    const [first, second] = [old.replace('Ontem', `${sentence}Ontem`), old];
    assert.equal(verdict(old, copies, first), 'exact');
    const copy = second.replace('[Ana Silva]', 'Ana Silva').replace('Ontem', `${sentence}Ontem`);
    assert.equal(verdict(old, copies, copy.replace('Ana Silva', '[Ana Silva]')), 'wrong');
    assert.equal(verdict(old, copies), 'orphaned rightly');
  });

  it('has it left to a person rightly where a word of it was spelt anew, or most of it is gone', () => {
    const types = (text: EditedText) => text.replace(at + 23, at + 23, 'x');
    assert.equal(verdict(old, types), 'orphaned rightly');
    const deletes = (text: EditedText) => text.replace(at + 18, at + 26, '');
    assert.equal(verdict(old, deletes), 'orphaned rightly');
  });
});
