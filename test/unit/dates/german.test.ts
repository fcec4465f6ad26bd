import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['Am 18. Juli empfing er die Delegation.', '18. Juli → DATE XXXX-07-18'],
  ['Das Treffen vom 30. November 2024 war kurz.', '30. November 2024 → DATE 2024-11-30'],
  ['Erschienen am 30.11.2024.', '30.11.2024 → DATE 2024-11-30'],
  ['Der Besuch im Juni war kurz.', 'Juni → DATE XXXX-06'],
  ['Die Messe dauert vom 11. bis 14. März.', '11. → DATE XXXX-03-11', '14. März → DATE XXXX-03-14'],
  ['Sie schloss Anfang August.', 'Anfang August → DATE XXXX-08 START'],
  ['Sie öffnete Mitte 2019.', 'Mitte 2019 → DATE 2019 MID'],
  ['Die Frist läuft bis Ende des Jahres.', 'Ende des Jahres → DATE XXXX END'],
  ['Bis Jahresende bleibt sie zu.', 'Jahresende → DATE XXXX END'],
  ['Es gibt ihn seit 1948.', '1948 → DATE 1948'],
  ['1945 endete der Krieg.', '1945 → DATE 1945'],
  ['Das war die Musik der 90er Jahre.', '90er Jahre → DATE 199'],
  ['In den sechziger Jahren war das anders.', 'sechziger Jahren → DATE 196'],
  ['Es ist ein Haus des 19. Jahrhunderts.', '19. Jahrhunderts → DATE 18'],
  ['Der Sommer 2019 war trocken.', 'Sommer 2019 → DATE 2019-SU'],
  ['Der Streik dauerte drei Tage.', 'drei Tage → DURATION P3D'],
  [
    'Sie warteten mehr als fünfundzwanzig Minuten.',
    'mehr als fünfundzwanzig Minuten → DURATION PT25M MORE_THAN',
  ],
  ['Er blieb anderthalb Jahre.', 'anderthalb Jahre → DURATION P1Y6M'],
  ['In den letzten drei Jahren wuchs es.', 'letzten drei Jahren → DURATION P3Y'],
  ['Das geschieht jedes Jahr.', 'jedes Jahr → SET P1Y'],
  ['Sie trainiert dreimal pro Woche.', 'dreimal pro Woche → SET P1W'],
  ['Die Sitzung beginnt um 15.30 Uhr.', '15.30 Uhr → TIME XXXX-XX-XXT15:30'],
  ['Die Sitzung beginnt um 15 Uhr.', '15 Uhr → TIME XXXX-XX-XXT15:00'],
  ['Das war im Mittelalter.', 'Mittelalter → DATE PAST_REF'],
  ['Er saß zwei Jahre und neun Monate.', 'zwei Jahre und neun Monate → DURATION P2Y9M'],
  ['Bei Kriegsende 1945 stand sie leer.', '1945 → DATE 1945'],
];

const DATED: readonly Case[] = [
  ['Vergangene Woche regnete es.', 'Vergangene Woche → DATE 2024-W47'],
  ['Im letzten Monat regnete es.', 'letzten Monat → DATE 2024-10'],
  ['Gestern regnete es, heute Abend nicht.', 'Gestern → DATE 2024-11-28', 'heute Abend → TIME 2024-11-29TEV'],
  ['Er starb vor drei Jahren.', 'vor drei Jahren → DATE 2021'],
  ['Sie kommt in zwei Monaten zurück.', 'in zwei Monaten → DATE 2025-01'],
  ['Sie trafen sich am letzten Freitag.', 'letzten Freitag → DATE 2024-11-22'],
  ['Sie werden sich am Dienstag treffen.', 'Dienstag → DATE 2024-12-03'],
  ['Er kam am Montagabend an.', 'Montagabend → TIME 2024-11-25TEV'],
  [
    'Am 8. Juli regnete es, am nächsten Tag nicht.',
    '8. Juli → DATE 2024-07-08',
    'nächsten Tag → DATE 2024-07-09',
  ],
  ['Der Karfreitag 2025 ist still.', 'Karfreitag 2025 → DATE 2025-04-18'],
];

const NO_TIME: readonly string[] = [
  'Er schickte 10.000 Soldaten und 2000 Pferde.',
  'Hans Klein, 45 Jahre alt, wohnt hier.',
  'Der zweite Mann der Liste schlug den ersten.',
  'Das kostet 2019 Euro, ein F-16 nicht.',
  'Den 31. April gibt es nicht.',
];

describe('German time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('de', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of Friday 2024-11-29: ${text}`, () => {
      assert.deepEqual(read('de', text, '2024-11-29'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('de', text, '2024-11-29'), []);
    });
  }
});
