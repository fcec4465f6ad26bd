import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identifyLanguage } from '../../../src/core/text/language';

const SAMPLES = {
  pt: 'A prefeitura anunciou nesta quinta-feira a reabertura do museu, fechado desde as chuvas do verão passado.',
  bg: 'Общината обяви в четвъртък, че музеят ще отвори отново врати след наводнението през миналото лято.',
  en: 'The council said on Thursday that the museum, closed since last summer, would open its doors again.',
  ru: 'Мэрия объявила в четверг, что музей, закрытый после прошлогоднего наводнения, снова откроется.',
  uk: 'Міська рада оголосила в четвер, що музей, зачинений після торішньої повені, знову відкриється.',
  es: 'El ayuntamiento anunció el jueves la reapertura del museo, cerrado desde las lluvias del verano pasado.',
  de: 'Die Stadt teilte am Donnerstag mit, dass das seit dem Hochwasser geschlossene Museum wieder öffnet.',
  mk: 'Општината објави во четврток дека музејот ќе ги отвори вратите, а куќата до него ќе биде срушена.',
};

describe('identifyLanguage', () => {
  for (const [language, text] of Object.entries(SAMPLES)) {
    it(`knows ${language} by one sentence`, () => assert.equal(identifyLanguage(text), language));
  }

  it('is unsure of too little text, and of text without letters', () => {
    assert.equal(identifyLanguage(''), 'und');
    assert.equal(identifyLanguage('Kim, 1948'), 'und');
    assert.equal(identifyLanguage('😀 12:30 — '.repeat(100)), 'und');
  });

  it('does not read a web address as text', () => {
    const links =
      'https://www.example.com/the-latest-news-about-the-museum-and-the-people-of-the-city '.repeat(3);
    assert.equal(identifyLanguage(links), 'und');
    assert.equal(identifyLanguage(`${SAMPLES.bg}\n${links}`), 'bg');
  });

  it('does not judge a long text by its beginning alone', () => {
    const text = `${SAMPLES.en}\n${`${SAMPLES.pt}\n`.repeat(20_000)}`;
    assert.equal(identifyLanguage(text), 'pt');
  });

  it('tells a Bulgarian text from Russian and Macedonian, and these from it, by letters that the others lack', () => {
    const texts = {
      bg: 'Кметът отговори на въпроса: „Ще сложим нов асфалт.“',
      ru: 'Мэр ответил на вопрос: «Мы положим новый асфальт».',
      mk: 'Градоначалникот одговори на прашањето: „Ќе ставиме нов асфалт.“',
      sr: 'Градоначелник је одговорио на питање: „Ставићемо нови асфалт.“',
      uk: 'Мер відповів на запитання: «Ми покладемо новий асфальт».',
    };
    for (const [language, text] of Object.entries(texts)) assert.equal(identifyLanguage(text), language);
    const quoted = `${SAMPLES.bg} „Мы положим новый асфальт“, пише на руски вестникът, а кметът мълчи.`;
    assert.equal(identifyLanguage(quoted), 'bg');
  });

  it('reads no more of a text than twenty thousand characters, whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1e9 }), (length) => {
        let read = 0;
        const slice = (start: number, end: number) => {
          read += Math.min(end, length) - start;
          return SAMPLES.bg.repeat(20).slice(0, Math.min(end, length) - start);
        };
        const language = identifyLanguage({ length, slice } as unknown as string);
        assert.equal(language, 'bg');
        assert.ok(read <= 20_000, `${read} of ${length} characters`);
      }),
      { numRuns: 20 },
    );
  });

  it('never throws', () => {
    const text = fc.string({ unit: 'binary', maxLength: 50 });
    fc.assert(
      fc.property(text, (any) => typeof identifyLanguage(any) === 'string'),
      { numRuns: 30 },
    );
  });
});
