import assert from 'node:assert/strict';
import type { EntityLabel } from '../../../src/core/entities/languages/language';
import type { Reading } from '../../../src/core/entities/reading';
import { NAME_REFINERS, type LabelledName } from '../../../src/core/entities/tagger/refiners';
import { GoldReader } from '../../../train/gold';
import { annotated } from './tagger-corpus';

/** What the refiners make of a tagger's names, marked in the text, each as sure as `confidence` says. */
function refined(marked: string, language: string, confidence = 0.8): string[] {
  const text = annotated(marked, undefined, language);
  const reading = new GoldReader().read(text);
  let names: readonly LabelledName[] = tagged(reading, text.spans).map((name) => ({ ...name, confidence }));
  for (const refine of NAME_REFINERS) names = refine(names, reading);
  return names.map(({ first, end, label }) => {
    return `${text.text.slice(reading.words[first]!.start, reading.words[end - 1]!.end)} ${label}`;
  });
}

function tagged(
  reading: Reading,
  spans: ReturnType<typeof annotated>['spans'],
): Omit<LabelledName, 'confidence'>[] {
  return spans.map(({ start, end, label }) => {
    const first = reading.words.findIndex((word) => word.end > start);
    const last = reading.words.findLastIndex((word) => word.start < end);
    return { first, end: last + 1, label: label as EntityLabel };
  });
}

describe('the refiners of tagged names', () => {
  it('keep titles, offices and fields of government out', () => {
    assert.deepEqual(refined('O [Sr. Prado|person] saiu.', 'pt'), ['Prado person']);
    assert.deepEqual(refined('O ministro da [Defesa Rui Prado|person] saiu.', 'pt'), ['Rui Prado person']);
    assert.deepEqual(refined('[Президентът Иван Петров|person] замина.', 'bg'), ['Иван Петров person']);
    assert.deepEqual(
      refined('O [general de Gaulle|person] e o [ministro da Defesa Rui Prado|person].', 'pt'),
      ['de Gaulle person', 'Rui Prado person'],
    );
    assert.deepEqual(refined('[General Mills|organization] grew.', 'en'), ['General Mills organization']);
  });

  it('keep quotation marks out', () => {
    assert.deepEqual(refined('Leu [“Os Sertões”|product] ontem.', 'pt'), ['Os Sertões product']);
  });

  it('keep peoples out', () => {
    assert.deepEqual(refined('Сайт на [българите|person] в [Испания|location].', 'bg'), ['Испания location']);
  });

  it('keep fields of government out where they belong to an office', () => {
    assert.deepEqual(refined('O ministro da [Defesa|organization] saiu.', 'pt'), []);
    assert.deepEqual(refined('O [Ministério da Defesa|organization] calou.', 'pt'), [
      'Ministério da Defesa organization',
    ]);
  });

  it('label an unsure name as everybody knows it', () => {
    assert.deepEqual(refined('O [Japão|organization] venceu.', 'pt', 0.4), ['Japão location']);
    assert.deepEqual(refined('O [Japão|organization] venceu.', 'pt', 0.8), ['Japão organization']);
  });

  it('keep titles out in the languages that have lists of them', () => {
    assert.deepEqual(refined('Die [Bundeskanzlerin Eva Brandt|person] schwieg.', 'de'), [
      'Eva Brandt person',
    ]);
    assert.deepEqual(refined('El [presidente Luis Vidal|person] calló.', 'es'), ['Luis Vidal person']);
    assert.deepEqual(refined('[Президент Пётр Лужин|person] молчал.', 'ru'), ['Пётр Лужин person']);
    assert.deepEqual(refined('[Mme Claire Vasseur|person] est venue.', 'fr'), ['Claire Vasseur person']);
  });

  it('part an office and its field of government from the name', () => {
    assert.deepEqual(refined('O [vice-ministro da Defesa Alexei Krivoruchko|person] viajou.', 'pt'), [
      'Alexei Krivoruchko person',
    ]);
  });

  it('part a capital from the person named after it', () => {
    assert.deepEqual(refined('[Токио Ким Чен Ун|person] мълчи. [Ким Чен Ун|person] каза.', 'bg'), [
      'Токио location',
      'Ким Чен Ун person',
      'Ким Чен Ун person',
    ]);
  });

  it('keep names in credits, without the word before them', () => {
    assert.deepEqual(refined('[Foto|person]: [KCNA|organization]\n', 'pt'), ['KCNA organization']);
    assert.deepEqual(refined('[Снимка|location]: [Ройтерс|organization]\n', 'bg'), ['Ройтерс organization']);
  });

  const FURNITURE = {
    en: 'Read more|Share this story|Advertisement|Comments|Accept all cookies|Subscribe to our newsletter',
    pt: 'Leia também|Comentários|Compartilhe|Publicidade|Aceitar todos os cookies|Mais lidas|Arquivo',
    bg: 'Архив|Коментари|Прочетете още|Реклама|Приемам всички|Най-четени|Сподели',
    es: 'Leer más|Compartir|Publicidad|Comentarios|Aceptar cookies|Lo más leído',
    ru: 'Читайте также|Поделиться|Реклама|Комментарии|Принять все|Архив',
    fr: 'Lire aussi|Partager|Publicité|Commentaires|Tout accepter|Les plus lus',
    de: 'Lesen Sie auch|Teilen|Anzeige|Kommentare|Alle akzeptieren|Cookie-Einstellungen',
    uk: 'Читайте також|Поділитися|Реклама|Коментарі|Прийняти все',
    it: 'Leggi anche|Condividi|Pubblicità|Commenti|Accetta tutti',
  };

  for (const [language, lines] of Object.entries(FURNITURE)) {
    it(`keep the furniture of a page in ${language} out, with and without numbers, bars and capitals`, () => {
      for (const line of lines.split('|')) {
        for (const shown of [line, line.toUpperCase(), `${line} >>`, `» ${line}`]) {
          assert.deepEqual(refined(`[${shown}|organization]\n`, language), [], shown);
        }
        assert.deepEqual(refined(`[${line}|person] (12)\n`, language), [], line);
        assert.deepEqual(refined(`Rui Prado | [${line}|product]\n`, language), [], line);
      }
    });
  }

  it('keep the furniture of the page out', () => {
    assert.deepEqual(refined('[Архив|person]\n[Иван Петров|person] замина.', 'bg'), ['Иван Петров person']);
  });

  it('part two names that ran together', () => {
    assert.deepEqual(refined('[Мадрид Иван Петров|person] каза. [Иван Петров|person] замина.', 'bg'), [
      'Мадрид location',
      'Иван Петров person',
      'Иван Петров person',
    ]);
    assert.deepEqual(refined('A cúpula [Coreia do Sul-Japão|location] acabou.', 'pt'), [
      'Coreia do Sul location',
      'Japão location',
    ]);
  });

  it('let most occurrences of a name decide its label', () => {
    assert.deepEqual(
      refined('[Aurora|organization] abriu. [Aurora|organization] fechou. [Aurora|person] reabriu.', 'pt'),
      ['Aurora organization', 'Aurora organization', 'Aurora organization'],
    );
  });

  it('take a lone surname for the person whom the article names in full', () => {
    assert.deepEqual(refined('[Rui Prado|person] falou. Depois Prado saiu.', 'pt'), [
      'Rui Prado person',
      'Prado person',
    ]);
  });

  it('find the occurrences that the tagger missed, but not inside longer names', () => {
    assert.deepEqual(refined('[Rui Prado|person] falou. Ontem Rui Prado saiu.', 'pt'), [
      'Rui Prado person',
      'Rui Prado person',
    ]);
    assert.deepEqual(
      refined('Em [Olinda|location] e [Olinda|location] chove; o Clube Olinda Azul joga.', 'pt'),
      ['Olinda location', 'Olinda location'],
    );
  });

  it('spread nothing that the tagger was unsure of', () => {
    assert.deepEqual(refined('[Rui Prado|person] falou. Ontem Rui Prado saiu.', 'pt', 0.3), [
      'Rui Prado person',
    ]);
  });
});
