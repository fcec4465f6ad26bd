import assert from 'node:assert/strict';
import type { EntityLabel } from '../../../src/core/entities/languages/language';
import type { Reading } from '../../../src/core/entities/reading';
import type { LabelledName } from '../../../src/core/entities/tagger/labelled-names';
import { coordinated } from '../../../src/core/entities/tagger/coordination';
import { NAME_REFINERS } from '../../../src/core/entities/tagger/refiners';
import { GoldReader } from '../../../train/gold';
import { annotated } from './tagger-corpus';

const reader = new GoldReader();

/** What the refiners make of a tagger's names, marked in the text, each as sure as `confidence` says. */
function refined(marked: string, language: string, confidence = 0.8): string[] {
  const text = annotated(marked, undefined, language);
  const reading = reader.read(text);
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

  it('take nothing for a name that has the marks of noise inside', () => {
    assert.deepEqual(refined('Viu [Ttl PoiU~ LkJ|product] e [AT&T|organization].', 'pt'), [
      'AT&T organization',
    ]);
  });

  it('keep peoples out', () => {
    assert.deepEqual(refined('Сайт на [българите|person] в [Испания|location].', 'bg'), ['Испания location']);
    assert.deepEqual(refined('[Македонците|person] и [Turks|person] в [Турция|location].', 'bg'), [
      'Turks person',
      'Турция location',
    ]);
    assert.deepEqual(refined('[Kurds|person] and [South Koreans|organization] met.', 'en'), []);
    assert.deepEqual(refined('[Jane English|person] sang. [English|person] bowed.', 'en'), [
      'Jane English person',
      'English person',
    ]);
  });

  it('keep fields of government out where they belong to an office', () => {
    assert.deepEqual(refined('O ministro da [Defesa|organization] saiu.', 'pt'), []);
    assert.deepEqual(refined('O [Ministério da Defesa|organization] calou.', 'pt'), [
      'Ministério da Defesa organization',
    ]);
  });

  it('label an unsure name as everybody knows it', () => {
    assert.deepEqual(refined('O [Porto|organization] venceu.', 'pt', 0.4), ['Porto location']);
    assert.deepEqual(refined('O [Porto|organization] venceu.', 'pt', 0.8), ['Porto organization']);
  });

  it('take seats of power for the body that sits there', () => {
    assert.deepEqual(refined('A [Casa Branca|location] calou, o Kremlin não.', 'pt', 0.9), [
      'Casa Branca organization',
      'Kremlin organization',
    ]);
    assert.deepEqual(refined('По думите на [Петров Белият|person] дом мълчи.', 'bg'), [
      'Петров person',
      'Белият дом organization',
    ]);
    assert.deepEqual(refined('[Rui Eliseu|person] saiu. [Eliseu|person] voltou.', 'pt'), [
      'Rui Eliseu person',
      'Eliseu person',
    ]);
  });

  it('take states and blocs for places, with their whole name', () => {
    assert.deepEqual(refined('A antiga [União Soviética|organization] ruiu.', 'pt', 0.9), [
      'União Soviética location',
    ]);
    assert.deepEqual(refined('Em [São Vicente|location] e [Granadinas|location] chove.', 'pt'), [
      'São Vicente e Granadinas location',
    ]);
    assert.deepEqual(refined('Then the West fell silent. He drove West.', 'en'), ['West location']);
    assert.deepEqual(refined('[Jordan|person] scored for the [New Zealand Breakers|organization].', 'en'), [
      'Jordan person',
      'New Zealand Breakers organization',
    ]);
  });

  it('take the label and extent of events and products from their class words', () => {
    assert.deepEqual(refined('O míssil [Garoa|person] caiu.', 'pt'), ['Garoa product']);
    assert.deepEqual(refined('Ракетите Мусала-3 летят към [Кипър|location].', 'bg'), [
      'Мусала-3 product',
      'Кипър location',
    ]);
    assert.deepEqual(refined('Romanian-made [Falcon|organization] drones and the USS Harrow left.', 'en'), [
      'Falcon product',
      'USS Harrow product',
    ]);
    assert.deepEqual(refined('Филмът „Реката и двете планини“ излиза.', 'bg'), [
      'Реката и двете планини product',
    ]);
    assert.deepEqual(refined('A [Guerra|event] de [Olinda|location] acabou com a Lei das Águas.', 'pt'), [
      'Guerra de Olinda event',
      'Lei das Águas product',
    ]);
    assert.deepEqual(refined('Then the [Oslo|location] Security Conference began.', 'en'), [
      'Oslo Security Conference event',
    ]);
    assert.deepEqual(refined('Dias depois, a Segunda Guerra de [Olinda|location] começou.', 'pt'), [
      'Segunda Guerra de Olinda event',
    ]);
    assert.deepEqual(refined('O [Conselho|organization] aplicou a Resolução 812.', 'pt'), [
      'Conselho organization',
      'Resolução 812 product',
    ]);
  });

  it('make no event or product of the first word of a sentence', () => {
    assert.deepEqual(refined('Договорът беше подписан. Мирното споразумение не беше.', 'bg'), []);
    assert.deepEqual(refined('Guerra não resolve nada.', 'pt'), []);
  });

  it('take the sources that an article credits for organizations, not their people', () => {
    assert.deepEqual(refined('Foto: [Ana Lima|person]/Fotomar', 'pt'), [
      'Ana Lima person',
      'Fotomar organization',
    ]);
    assert.deepEqual(refined('По материали на [Inforad|location], ЖТК и [Le Canal|product]', 'bg'), [
      'Inforad organization',
      'ЖТК organization',
      'Le Canal organization',
    ]);
    assert.deepEqual(refined('Цените падат, според „12 пъти“ и „Зора“.', 'bg'), ['12 пъти organization']);
  });

  it('give an acronym in brackets the label of the name before it', () => {
    assert.deepEqual(refined('A [Liga dos Pomares|organization] (LP) reuniu-se.', 'pt'), [
      'Liga dos Pomares organization',
      'LP organization',
    ]);
    assert.deepEqual(refined('Службата за реки и язера (СРЯ) мълчи.', 'bg'), [
      'Службата за реки и язера organization',
      'СРЯ organization',
    ]);
  });

  it('label an unsure name as the sure ones that it is listed with', () => {
    const text = annotated(
      '[Alfamar|organization], [Betasol|person] e [Gamavia|organization] fecharam.',
      undefined,
      'pt',
    );
    const reading = reader.read(text);
    const names = tagged(reading, text.spans).map((name) => ({
      ...name,
      confidence: name.label === 'person' ? 0.4 : 0.9,
    }));
    assert.deepEqual(
      coordinated(names, reading).map(({ label }) => label),
      ['organization', 'organization', 'organization'],
    );
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
    assert.deepEqual(refined('Em [Olinda|location] e [Olinda|location] chove; a Olinda Azul joga.', 'pt'), [
      'Olinda location',
      'Olinda location',
    ]);
  });

  it('spread nothing that the tagger was unsure of', () => {
    assert.deepEqual(refined('[Rui Prado|person] falou. Ontem Rui Prado saiu.', 'pt', 0.3), [
      'Rui Prado person',
    ]);
  });
});
