import assert from 'node:assert/strict';
import { read } from './expressions';

type Case = readonly [text: string, ...expected: string[]];

const UNDATED: readonly Case[] = [
  ['Em 18 de julho, o líder recebeu a delegação.', '18 de julho → DATE XXXX-07-18'],
  ['A reunião de 30 de novembro de 2024 terminou cedo.', '30 de novembro de 2024 → DATE 2024-11-30'],
  ['O feriado de 1.º de maio foi calmo.', '1.º de maio → DATE XXXX-05-01'],
  ['Publicado em 30/11/2024.', '30/11/2024 → DATE 2024-11-30'],
  ['Publicado em 2024-11-30.', '2024-11-30 → DATE 2024-11-30'],
  ['A visita em junho foi breve.', 'junho → DATE XXXX-06'],
  ['Em Março de 2004, na grafia antiga.', 'Março de 2004 → DATE 2004-03'],
  ['A cúpula em setembro passado uniu os dois.', 'setembro passado → DATE XXXX-09'],
  ['Ele viajou no início de agosto.', 'início de agosto → DATE XXXX-08 START'],
  ['A ponte abre em meados de 2019.', 'meados de 2019 → DATE 2019 MID'],
  ['O prazo vai até o fim do ano.', 'fim do ano → DATE XXXX END'],
  ['A relação remonta a 1948, quando o país nasceu.', '1948 → DATE 1948'],
  ['Chegaram entre 3 e 5 de maio de 2023.', '3 → DATE 2023-05-03', '5 de maio de 2023 → DATE 2023-05-05'],
  ['Trabalhou lá de 2015 a 2018.', '2015 → DATE 2015', '2018 → DATE 2018'],
  ['A conversa foi na sexta-feira.', 'sexta-feira → DATE XXXX-WXX-5'],
  ['A conversa foi na quarta.', 'quarta → DATE XXXX-WXX-3'],
  ['Na semana passada choveu.', 'semana passada → DATE XXXX-WXX'],
  ['No mês passado choveu.', 'mês passado → DATE XXXX-XX'],
  ['No ano passado choveu.', 'ano passado → DATE XXXX'],
  ['Ontem choveu; agora não.', 'Ontem → DATE XXXX-XX-XX', 'agora → DATE PRESENT_REF'],
  ['Nos anos 90 havia menos carros.', 'anos 90 → DATE 199'],
  ['É uma casa do século XIX.', 'século XIX → DATE 18'],
  ['No verão de 2019 fez calor.', 'verão de 2019 → DATE 2019-SU'],
  ['O lucro do primeiro trimestre de 2024 caiu.', 'primeiro trimestre de 2024 → DATE 2024-Q1'],
  ['A greve durou três dias.', 'três dias → DURATION P3D'],
  ['Esperaram mais de duas semanas.', 'mais de duas semanas → DURATION P2W MORE_THAN'],
  ['Nos últimos três anos cresceu.', 'últimos três anos → DURATION P3Y'],
  ['Acontece todos os anos.', 'todos os anos → SET P1Y'],
  ['Treina três vezes por semana.', 'três vezes por semana → SET P1W'],
  ['Ficou em casa no Natal.', 'Natal → DATE XXXX-12-25'],
  ['O mês de junho foi seco.', 'mês de junho → DATE XXXX-06'],
  ['Chegou às 5 da manhã.', '5 da manhã → TIME XXXX-XX-XXT05:00'],
  ['Cresceu na última década.', 'última década → DURATION P10Y'],
  ['A sessão começa às 15h.', '15h → TIME XXXX-XX-XXT15:00'],
  ['A sessão começa às 14h30.', '14h30 → TIME XXXX-XX-XXT14:30'],
  ['A sessão começa às 10 horas.', '10 horas → TIME XXXX-XX-XXT10:00'],
  ['Saiu às 3 horas da tarde.', '3 horas da tarde → TIME XXXX-XX-XXT15:00'],
];

const DATED: readonly Case[] = [
  ['Em 18 de julho, o líder recebeu a delegação.', '18 de julho → DATE 2024-07-18'],
  ['Ele saiu do ministério em maio.', 'maio → DATE 2024-05'],
  ['A cúpula em setembro passado uniu os dois.', 'setembro passado → DATE 2024-09'],
  ['A reunião será em janeiro.', 'janeiro → DATE 2025-01'],
  ['Encontrou-se com ele na sexta-feira.', 'sexta-feira → DATE 2024-11-29'],
  ['Vai encontrar-se com ele na terça-feira.', 'terça-feira → DATE 2024-12-03'],
  ['A lei passou na quinta-feira (18).', 'quinta-feira (18) → DATE 2024-07-18'],
  ['Na semana passada choveu.', 'semana passada → DATE 2024-W47'],
  ['O jogo foi no fim de semana.', 'fim de semana → DATE 2024-W48-WE'],
  ['Morreu há três dias.', 'há três dias → DATE 2024-11-27'],
  ['Casou-se há vinte e cinco anos.', 'há vinte e cinco anos → DATE 1999'],
  ['Volta daqui a dois meses.', 'daqui a dois meses → DATE 2025-01'],
  ['Aconteceu em julho do ano passado.', 'julho do ano passado → DATE 2023-07'],
  ['Chegou na segunda-feira à noite.', 'segunda-feira à noite → TIME 2024-11-25TNI'],
  [
    'Em 8 de julho choveu, e no dia seguinte não.',
    '8 de julho → DATE 2024-07-08',
    'dia seguinte → DATE 2024-07-09',
  ],
  [
    'Na segunda-feira, às 9h, o tribunal abriu.',
    'segunda-feira → DATE 2024-11-25',
    '9h → TIME 2024-11-25T09:00',
  ],
];

const NO_TIME: readonly string[] = [
  'Enviou mais de 10.000 soldados e 2000 soldados.',
  'Na segunda metade do jogo, na quarta colocação.',
  'João Silva, 45 anos, mora aqui; a mãe morreu aos 45 anos.',
  'A menina de 7 anos de idade venceu por 3-2.',
  'Vende de tudo, 24/7, e metade é 1/2.',
  'O foguete F-16 custa $2019 e 2019% mais.',
  'O governo há de responder; faz sentido.',
  'Não existe 31 de abril.',
  'Voltou à cidade natal com a filha, de 12 anos, e mais ninguém.',
];

describe('Portuguese time expressions', () => {
  for (const [text, ...expected] of UNDATED) {
    it(`without the article's date: ${text}`, () => {
      assert.deepEqual(read('pt', text), expected);
    });
  }
  for (const [text, ...expected] of DATED) {
    it(`in an article of 2024-11-30: ${text}`, () => {
      assert.deepEqual(read('pt', text, '2024-11-30'), expected);
    });
  }
  for (const text of NO_TIME) {
    it(`none in: ${text}`, () => {
      assert.deepEqual(read('pt', text, '2024-11-30'), []);
    });
  }
});
