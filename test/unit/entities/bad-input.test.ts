import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadRecognition, type Recognition, type Suggestion } from '../../../src/core';

const TEXT = {
  pt: 'A ministra Ana Prado chegou a Lisboa, onde falou com Rui Castro, do Banco Central Europeu.',
  bg: 'Министърът Иван Петров пристигна в София и говори с Мария Донева от Европейската комисия.',
  en: 'The minister, Mary Brown, came to London and spoke with John Parker of the World Bank.',
};

const OTHER_SCRIPTS = {
  Chinese: '市长李明昨天在上海宣布，新的桥梁将于明年开通。居民们对此表示欢迎。',
  Arabic: 'أعلن رئيس البلدية أحمد سالم أمس في القاهرة عن افتتاح الجسر الجديد في العام المقبل.',
  Hebrew: 'ראש העיר דוד לוי הודיע אתמול בירושלים על פתיחת הגשר החדש בשנה הבאה.',
  Georgian: 'ქალაქის მერმა გუშინ თბილისში ახალი ხიდის გახსნა გამოაცხადა.',
  Hindi: 'महापौर ने कल दिल्ली में नए पुल के उद्घाटन की घोषणा की।',
  Thai: 'นายกเทศมนตรีประกาศเปิดสะพานใหม่ในกรุงเทพฯ เมื่อวานนี้',
};

const SURE = 0.5;

describe('the shipped recogniser on bad input', () => {
  let recognition: Recognition;

  before(async () => {
    recognition = await loadRecognition(await readFile('models/entities.bin'));
    assert.equal(recognition.modelProblem, undefined);
  });

  function names(text: string, language = recognition.identifyLanguage(text)): Suggestion[] {
    const found = recognition.recognize({ text, body: { start: 0, end: text.length }, language });
    return found.filter(({ label }) => label !== 'date');
  }

  function surely(text: string, language?: string): string[] {
    return names(text, language)
      .filter(({ confidence }) => confidence >= SURE)
      .map(({ span, label }) => `${text.slice(span.start, span.end)} ${label}`);
  }

  for (const [script, text] of Object.entries(OTHER_SCRIPTS)) {
    it(`is sure of nothing in ${script}, whatever language it is told`, () => {
      for (const language of [undefined, 'pt', 'bg', 'en']) assert.deepEqual(surely(text, language), []);
    });
  }

  it('finds the names of a text in several languages, at their places', () => {
    const text = `${TEXT.pt}\n${TEXT.bg}\n${OTHER_SCRIPTS.Chinese}\n${TEXT.en}`;
    const found = surely(text);
    for (const name of ['Ana Prado person', 'София location', 'John Parker person']) {
      assert.ok(found.includes(name), name);
    }
  });

  for (const [language, text] of Object.entries(TEXT)) {
    it(`is no surer of names in capitals than of the same in prose, in ${language}`, () => {
      const sum = (some: readonly Suggestion[]): number =>
        some.reduce((total, { confidence }) => total + confidence, 0);
      const found = names(text.toUpperCase(), language);
      assert.ok(sum(found) < sum(names(text, language)));
      for (const { span, confidence } of found) {
        assert.ok(confidence < SURE || span.end - span.start < 25, 'and takes no whole line for a name');
      }
    });

    it(`makes up no names where nothing has a capital, in ${language}`, () => {
      assert.deepEqual(surely(text.toLowerCase(), language), []);
    });
  }

  it('is sure of nothing that scanning has garbled but of the names behind it', () => {
    const noise =
      'Th3 rn1n1ster, M@ry Br0wn , c4me t0 L0nd0n ~ | |\\/| lI1l1 rn.;: vv1th J0hn P4rker ¬§ ~~ ,, .. ;-';
    const behind = ['M@ry Br0wn person', 'L0nd0n location', 'J0hn P4rker person'];
    assert.deepEqual(
      surely(noise, 'en').filter((name) => !behind.includes(name)),
      [],
    );
    assert.deepEqual(
      surely('xQz Jk;1 Rr~n Ww0 ]] Ttl PoiU~ LkJ hGf, DsA. QwE RtY uIo PAs dFg HjK lZx', 'en'),
      [],
    );
    assert.deepEqual(
      surely('TWFyeSBCcm93biBjYW1lIHRvIExvbmRvbiBvbiBNb25kYXkg aGVsbG8gd29ybGQgdGhpcw==', 'en'),
      [],
    );
  });

  it('finds names between emoji, and leaves those out', () => {
    const text = '😀 Ana Prado 🎉 chegou a Lisboa 🇵🇹 com 👩‍👩‍👧 e Rui Castro👍🏽.';
    assert.deepEqual(surely(text, 'pt'), ['Ana Prado person', 'Lisboa location', 'Rui Castro person']);
  });

  it('leaves marks of direction out of names', () => {
    const text = '\u202eThe minister, Mary Brown\u202c, came to \u200fLondon\u200e on Monday.';
    assert.deepEqual(surely(text, 'en'), ['Mary Brown person', 'London location']);
  });
});
