import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['El 18 de julio recibió a la delegación.', '18 de julio → DATE XXXX-07-18'],
  ['La reunión del 30 de noviembre de 2024 fue breve.', '30 de noviembre de 2024 → DATE 2024-11-30'],
  ['Publicado el 30/11/2024.', '30/11/2024 → DATE 2024-11-30'],
  ['La visita de junio fue breve.', 'junio → DATE XXXX-06'],
  ['La feria va del 11 al 14 de marzo.', '11 → DATE XXXX-03-11', '14 de marzo → DATE XXXX-03-14'],
  ['Cerró a principios de agosto.', 'principios de agosto → DATE XXXX-08 START'],
  ['Abrió a mediados de 2019.', 'mediados de 2019 → DATE 2019 MID'],
  ['El plazo vence a finales de año.', 'finales de año → DATE XXXX END'],
  ['Existe desde 1948.', '1948 → DATE 1948'],
  ['Fue la música de los años 90.', 'años 90 → DATE 199'],
  ['Es una casa del siglo XIX.', 'siglo XIX → DATE 18'],
  ['El verano de 2019 fue seco.', 'verano de 2019 → DATE 2019-SU'],
  ['El beneficio del segundo trimestre de 2024 cayó.', 'segundo trimestre de 2024 → DATE 2024-Q2'],
  ['La huelga duró tres días.', 'tres días → DURATION P3D'],
  ['Esperaron más de treinta y cinco minutos.', 'más de treinta y cinco minutos → DURATION PT35M MORE_THAN'],
  ['En los últimos tres años creció.', 'últimos tres años → DURATION P3Y'],
  ['Ocurre todos los años.', 'todos los años → SET P1Y'],
  ['Entrena tres veces por semana.', 'tres veces por semana → SET P1W'],
  ['La sesión empieza a las 15:30 horas.', '15:30 horas → TIME XXXX-XX-XXT15:30'],
  ['Empieza a las 5 de la tarde.', '5 de la tarde → TIME XXXX-XX-XXT17:00'],
  ['Abre entre el 3 y el 5 de mayo.', '3 → DATE XXXX-05-03', '5 de mayo → DATE XXXX-05-05'],
  ['Nació en mil novecientos setenta y cuatro.', 'mil novecientos setenta y cuatro → DATE 1974'],
  ['Es una torre de la Edad Media.', 'Edad Media → DATE PAST_REF'],
  ['Cerró de mayo a julio de 2023.', 'mayo → DATE 2023-05', 'julio de 2023 → DATE 2023-07'],
];

const DATED: readonly Case[] = [
  ['La semana pasada llovió.', 'semana pasada → DATE 2024-W47'],
  ['El mes pasado llovió.', 'mes pasado → DATE 2024-10'],
  ['Ayer llovió; anoche no.', 'Ayer → DATE 2024-11-28', 'anoche → TIME 2024-11-28TNI'],
  ['Murió hace tres años.', 'hace tres años → DATE 2021'],
  ['Vuelve dentro de dos meses.', 'dentro de dos meses → DATE 2025-01'],
  ['Se vieron el viernes pasado.', 'viernes pasado → DATE 2024-11-22'],
  ['Se verán el martes.', 'martes → DATE 2024-12-03'],
  ['Se verán en enero.', 'enero → DATE 2025-01'],
  ['Ocurrió en julio del año pasado.', 'julio del año pasado → DATE 2023-07'],
  ['Llegó el lunes por la noche.', 'lunes por la noche → TIME 2024-11-25TNI'],
  [
    'El 8 de julio llovió, y al día siguiente no.',
    '8 de julio → DATE 2024-07-08',
    'día siguiente → DATE 2024-07-09',
  ],
];

const NO_TIME: readonly string[] = [
  'Vive en Río de Janeiro desde la Primavera Árabe.',
  'Envió 10.000 soldados y otros 2000 soldados.',
  'Juan Pérez, 45 años, vive aquí; la niña de 7 años de edad ganó 3-2.',
  'El segundo de la lista ganó al primero por medio punto.',
  'Vale 2019 pesos y un F-16 no.',
  'El 31 de abril no existe.',
];

describe('Spanish time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('es', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of Friday 2024-11-29: ${text}`, () => {
      assert.deepEqual(read('es', text, '2024-11-29'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('es', text, '2024-11-29'), []);
    });
  }
});
