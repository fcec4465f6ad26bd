import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['Le 18 juillet, il a reçu la délégation.', '18 juillet → DATE XXXX-07-18'],
  ['La réunion du 1er mai 2024 fut brève.', '1er mai 2024 → DATE 2024-05-01'],
  ['Publié le 30/11/2024.', '30/11/2024 → DATE 2024-11-30'],
  ['La visite de juin fut brève.', 'juin → DATE XXXX-06'],
  ['La foire se tient du 11 au 14 mars.', '11 → DATE XXXX-03-11', '14 mars → DATE XXXX-03-14'],
  ['Elle a fermé début août.', 'début août → DATE XXXX-08 START'],
  ['Elle a ouvert au milieu de 2019.', 'milieu de 2019 → DATE 2019 MID'],
  ["Le délai court jusqu'à la fin de l'année.", "fin de l'année → DATE XXXX END"],
  ['Il existe depuis 1948.', '1948 → DATE 1948'],
  ["C'était la musique des années 90.", 'années 90 → DATE 199'],
  ["C'est une maison du XIXe siècle.", 'XIXe siècle → DATE 18'],
  ["L'été 2019 fut sec.", 'été 2019 → DATE 2019-SU'],
  ['Le bénéfice du deuxième trimestre 2024 recule.', 'deuxième trimestre 2024 → DATE 2024-Q2'],
  ['La grève a duré trois jours.', 'trois jours → DURATION P3D'],
  ['Ils ont attendu plus de vingt-cinq minutes.', 'plus de vingt-cinq minutes → DURATION PT25M MORE_THAN'],
  ['Ces trois dernières années furent sèches.', 'trois dernières années → DURATION P3Y'],
  ['Cela arrive tous les ans.', 'tous les ans → SET P1Y'],
  ['Elle court trois fois par semaine.', 'trois fois par semaine → SET P1W'],
  ['La séance commence à 15h30.', '15h30 → TIME XXXX-XX-XXT15:30'],
  ['La séance commence à 15 heures.', '15 heures → TIME XXXX-XX-XXT15:00'],
  ['Elle ouvre entre le 3 et le 5 mai.', '3 → DATE XXXX-05-03', '5 mai → DATE XXXX-05-05'],
  ['Il date du Moyen Âge.', 'Moyen Âge → DATE PAST_REF'],
  ['Elle a fermé de mai à juillet 2023.', 'mai → DATE 2023-05', 'juillet 2023 → DATE 2023-07'],
  ['Il a purgé deux ans et trois mois.', 'deux ans et trois mois → DURATION P2Y3M'],
];

const DATED: readonly Case[] = [
  ['La semaine dernière, il a plu.', 'semaine dernière → DATE 2024-W47'],
  ['Le mois dernier, il a plu.', 'mois dernier → DATE 2024-10'],
  ['Hier il a plu, aujourd’hui non.', 'Hier → DATE 2024-11-28', 'aujourd’hui → DATE 2024-11-29'],
  ['Il est mort il y a trois ans.', 'il y a trois ans → DATE 2021'],
  ['Elle revient dans deux mois.', 'dans deux mois → DATE 2025-01'],
  ['Ils se sont vus vendredi dernier.', 'vendredi dernier → DATE 2024-11-22'],
  ['Ils se verront mardi.', 'mardi → DATE 2024-12-03'],
  ['Ils se verront en janvier.', 'janvier → DATE 2025-01'],
  ["C'est arrivé en juillet de l'année dernière.", "juillet de l'année dernière → DATE 2023-07"],
  ['Il est arrivé lundi soir.', 'lundi soir → TIME 2024-11-25TEV'],
  ['Le 8 juillet il a plu, le lendemain non.', '8 juillet → DATE 2024-07-08', 'lendemain → DATE 2024-07-09'],
  ['Ils fêtent Noël ensemble.', 'Noël → DATE 2024-12-25'],
];

const NO_TIME: readonly string[] = [
  'Il a envoyé 10.000 soldats et 2000 soldats de plus.',
  'Il a été élu, elle a été battue.',
  'Jean Petit, 45 ans, habite ici.',
  'Il est second de la liste et premier au sprint.',
  "Le 31 avril n'existe pas.",
];

describe('French time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('fr', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of Friday 2024-11-29: ${text}`, () => {
      assert.deepEqual(read('fr', text, '2024-11-29'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('fr', text, '2024-11-29'), []);
    });
  }
});
