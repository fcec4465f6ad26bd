import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['Il 18 luglio ha ricevuto la delegazione.', '18 luglio → DATE XXXX-07-18'],
  ['La riunione del 30 novembre 2024 fu breve.', '30 novembre 2024 → DATE 2024-11-30'],
  ['Pubblicato il 30/11/2024.', '30/11/2024 → DATE 2024-11-30'],
  ['La visita di giugno fu breve.', 'giugno → DATE XXXX-06'],
  ["La fiera va dall'11 al 14 marzo.", '11 → DATE XXXX-03-11', '14 marzo → DATE XXXX-03-14'],
  ["Ha chiuso all'inizio di agosto.", 'inizio di agosto → DATE XXXX-08 START'],
  ['Ha aperto a metà del 2019.', 'metà del 2019 → DATE 2019 MID'],
  ["Il termine scade alla fine dell'anno.", "fine dell'anno → DATE XXXX END"],
  ['Esiste dal 1948.', '1948 → DATE 1948'],
  ['Era la musica degli anni Novanta.', 'anni Novanta → DATE 199'],
  ['È una casa del XIX secolo.', 'XIX secolo → DATE 18'],
  ["L'estate del 2019 fu secca.", 'estate del 2019 → DATE 2019-SU'],
  ["L'utile del secondo trimestre del 2024 cala.", 'secondo trimestre del 2024 → DATE 2024-Q2'],
  ['Lo sciopero è durato tre giorni.', 'tre giorni → DURATION P3D'],
  ['Hanno aspettato più di venticinque minuti.', 'più di venticinque minuti → DURATION PT25M MORE_THAN'],
  ['Negli ultimi tre anni è cresciuto.', 'ultimi tre anni → DURATION P3Y'],
  ['Accade ogni anno.', 'ogni anno → SET P1Y'],
  ['Si allena tre volte alla settimana.', 'tre volte alla settimana → SET P1W'],
  ['La seduta comincia alle 15:30.', '15:30 → TIME XXXX-XX-XXT15:30'],
  ['La seduta comincia alle ore 15.', 'ore 15 → TIME XXXX-XX-XXT15:00'],
  ['Arriva alle 20.30.', '20.30 → TIME XXXX-XX-XXT20:30'],
  ['È successo due anni e mezzo fa.', 'due anni e mezzo fa → DATE XXXX'],
  ['Succede due volte l’anno.', 'due volte l’anno → SET P1Y'],
  ['Era il Medioevo.', 'Medioevo → DATE PAST_REF'],
];

const DATED: readonly Case[] = [
  ['La settimana scorsa ha piovuto.', 'settimana scorsa → DATE 2024-W47'],
  ['Lo scorso mese ha piovuto.', 'scorso mese → DATE 2024-10'],
  ['Ieri pioveva, stasera no.', 'Ieri → DATE 2024-11-28', 'stasera → TIME 2024-11-29TEV'],
  ['È morto tre anni fa.', 'tre anni fa → DATE 2021'],
  ['Torna tra due mesi.', 'tra due mesi → DATE 2025-01'],
  ['Si sono visti venerdì scorso.', 'venerdì scorso → DATE 2024-11-22'],
  ['Si vedranno martedì.', 'martedì → DATE 2024-12-03'],
  ['Si vedranno a gennaio.', 'gennaio → DATE 2025-01'],
  ["È successo nel luglio dell'anno scorso.", "luglio dell'anno scorso → DATE 2023-07"],
  ['È arrivato lunedì sera.', 'lunedì sera → TIME 2024-11-25TEV'],
  ["L'8 luglio pioveva, il giorno dopo no.", '8 luglio → DATE 2024-07-08', 'giorno dopo → DATE 2024-07-09'],
];

const NO_TIME: readonly string[] = [
  'Ha inviato 10.000 soldati e altri 2000 soldati.',
  'Mario Rossi, 45 anni, abita qui.',
  'Il secondo in classifica ha battuto il primo.',
  'Costa 2019 euro e un F-16 no.',
  'Il 31 aprile non esiste.',
];

describe('Italian time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('it', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of Friday 2024-11-29: ${text}`, () => {
      assert.deepEqual(read('it', text, '2024-11-29'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('it', text, '2024-11-29'), []);
    });
  }
});
