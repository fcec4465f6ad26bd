import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDateRecognizer, isTimexValue } from '../../../src/core/dates';
import { inOneGo } from '../../../src/core/model/suggestion';
import { read } from './expressions';

const recognize = inOneGo(createDateRecognizer());

describe('the recogniser of dates', () => {
  it('reads a date that a line break parts, but none over a blank line', () => {
    assert.deepEqual(read('en', 'It met on Sept.\n24 in Oslo.'), ['Sept.\n24 → DATE XXXX-09-24']);
    assert.deepEqual(read('en', 'It met in September.\n\n2019 was wet.'), [
      'September → DATE XXXX-09',
      '2019 → DATE 2019',
    ]);
  });

  it('reads only the body, with offsets in the whole text', () => {
    const text = 'published: 2024-07-20\n---\nEm 18 de julho choveu.\n2019';
    const body = { start: text.indexOf('Em'), end: text.indexOf('\n2019') };
    const [only, ...others] = recognize({ text, body, language: 'pt', published: '2024-07-20' });
    assert.deepEqual(others, []);
    assert.equal(only && text.slice(only.span.start, only.span.end), '18 de julho');
    assert.deepEqual(only?.timex, { type: 'DATE', value: '2024-07-18', anchor: '2024-07-20' });
    assert.equal(only.label, 'date');
    assert.equal(only.source, 'dates');
  });

  it('is surer of a full date than of a lone month', () => {
    const text = 'In May, and on 30 November 2024.';
    const [month, day] = recognize({ text, body: { start: 0, end: text.length }, language: 'en' });
    assert.ok(month && day && month.confidence < day.confidence);
  });

  it('names no anchor where the text says it all', () => {
    const text = '30 November 2024';
    const [day] = recognize({
      text,
      body: { start: 0, end: text.length },
      language: 'en',
      published: '2025-01-01',
    });
    assert.deepEqual(day?.timex, { type: 'DATE', value: '2024-11-30' });
  });

  it('reads month names that Intl knows in a language that it has no words for', () => {
    assert.deepEqual(read('nl', 'Hij kwam op 18 juli 2024.'), ['18 juli 2024 → DATE 2024-07-18']);
  });

  for (const language of ['und', 'xx', '', 'not a tag', 'pt_BR']) {
    it(`reads numeric dates whatever the language: ${JSON.stringify(language)}`, () => {
      assert.deepEqual(read(language, 'Am 30.11.2024 um.'), ['30.11.2024 → DATE 2024-11-30']);
    });
  }

  it('takes a published date that is none for an unknown one', () => {
    assert.deepEqual(read('en', 'They met last week.', '2024-13-45'), ['last week → DATE XXXX-WXX']);
  });

  it('resolves 29 February to a year that has it', () => {
    assert.deepEqual(read('en', 'It happened on 29 February.', '2023-06-01'), [
      '29 February → DATE 2020-02-29',
    ]);
  });

  it('does not carry a day over to a time of another sentence', () => {
    assert.deepEqual(read('en', 'It rained on 3 May. The court sits at 10 a.m. today.'), [
      '3 May → DATE XXXX-05-03',
      '10 a.m. today → TIME XXXX-XX-XXT10:00',
    ]);
  });

  const word = fc.constantFrom(
    ...'em de no 18 2019 julho maio passado última semana há três dias início às 15h 14:30 século XXI'.split(
      ' ',
    ),
    ...'на 3 март 2019 г. миналата седмица преди две години пъти годишно 90-те век средата'.split(' '),
    ...'in May the 4th of July last Friday mid - , . ( ) 1990s every year 10 a.m. 30.11.2024 1.2.3 e\u0301 😀 \n'.split(
      ' ',
    ),
  );
  const abroad = fc.constantFrom(
    ...'am 3. Mai des Jahres Montagabend Jahresende 90er XIXe siècle fin de l’année dernière Noël Pâques'.split(
      ' ',
    ),
    ...'hace dos años del siglo Pascua alle ore 15 metà degli anni Novanta в начале прошлого года три раза в неделю'.split(
      ' ',
    ),
    ...'минулого тижня тому 1995-а два or to three weeks 2 1/2 ½ nineteen ninety-six Easter next'.split(' '),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.tuple(fc.oneof(word, abroad), fc.constantFrom(' ', '', '\n', '\r\n')), { maxLength: 40 })
      .map((parts) => parts.flat().join('')),
  );

  it('leaves the year open where it would be one that no value can hold', () => {
    assert.deepEqual(read('pt', 'Chega em 1/2 ao porto.', '9999-12-31'), ['1/2 → DATE XXXX-02-01']);
  });

  it('gives ordered, separate, non-blank spans inside the body, whatever the text', () => {
    fc.assert(
      fc.property(
        texts,
        fc.nat(10),
        fc.nat(10),
        fc.constantFrom('pt', 'bg', 'en', 'es', 'fr', 'de', 'it', 'ru', 'uk', 'und'),
        fc.option(fc.constantFrom('2024-11-30', '2024-02-29', '0001-01-01', '9999-12-31'), {
          nil: undefined,
        }),
        (text, skipped, cut, language, published) => {
          const start = Math.min(skipped, text.length);
          const body = { start, end: Math.max(start, text.length - cut) };
          let last = body.start;
          for (const { span, timex, confidence } of recognize({
            text,
            body,
            language,
            ...(published !== undefined && { published }),
          })) {
            assert.ok(span.start >= last && span.end > span.start && span.end <= body.end);
            const quote = text.slice(span.start, span.end);
            assert.equal(quote, quote.trim());
            assert.ok(timex && isTimexValue(timex.type, timex.value), `${quote}: ${timex?.value ?? ''}`);
            assert.ok(confidence > 0 && confidence <= 1);
            last = span.end;
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('tells an account of the past from an article that looks back once', () => {
    const siege = 'The siege began on 3 May 1521. In 1522 came a truce, in 1523 a plague, in 1524 peace.';
    const far = ` ${'The walls were high and the bread was dear. '.repeat(12)}`;
    assert.deepEqual(
      read('en', `${siege}${far}On 8 June they left.`, '2024-07-18').at(-1),
      '8 June → DATE 1524-06-08',
    );
    assert.deepEqual(
      read('en', `It rained on 3 May 1521.${far}On 8 June they left.`, '2024-07-18').at(-1),
      '8 June → DATE 2024-06-08',
    );
  });
});
