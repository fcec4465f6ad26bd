import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createEntityRecognizer } from '../../../src/core/entities';
import { DEFAULT_LABELS } from '../../../src/core/model/label';
import { inOneGo, type Suggestion } from '../../../src/core/model/suggestion';

const recognize = inOneGo(createEntityRecognizer());

function suggestions(text: string, language: string): Suggestion[] {
  return recognize({ text, body: { start: 0, end: text.length }, language });
}

/** The mentions found, as `text label`. */
function names(text: string, language: string): string[] {
  return suggestions(text, language).map(({ span, label }) => `${text.slice(span.start, span.end)} ${label}`);
}

describe('createEntityRecognizer', () => {
  describe('in Portuguese', () => {
    const pt = (text: string): string[] => names(text, 'pt');

    it('finds people without their titles', () => {
      assert.deepEqual(pt('Ontem o ministro da Saúde, Pedro Almeida, recebeu o Sr. Castro.'), [
        'Pedro Almeida person',
        'Castro person',
      ]);
      assert.deepEqual(pt('A vice-ministra da Educação Marta Dias saiu.'), ['Marta Dias person']);
    });

    it('finds the longest name of a body', () => {
      assert.deepEqual(pt('Segundo a Universidade Federal de Pernambuco, não.'), [
        'Universidade Federal de Pernambuco organization',
      ]);
      assert.deepEqual(pt('O Ministério da Ciência e Tecnologia do Chile aprovou.'), [
        'Ministério da Ciência e Tecnologia do Chile organization',
      ]);
    });

    it('finds places, and two where a hyphen joins them', () => {
      assert.deepEqual(pt('A cúpula Coreia do Sul-Japão em Genebra'), [
        'Coreia do Sul location',
        'Japão location',
        'Genebra location',
      ]);
      assert.deepEqual(pt('Vive na Guiné-Bissau.'), ['Guiné-Bissau location']);
      assert.deepEqual(pt('A ponte sobre o Rio Paraopeba caiu.'), ['Rio Paraopeba location']);
    });

    it('finds events and products', () => {
      assert.deepEqual(pt('Lutou na Guerra do Paraguai.'), ['Guerra do Paraguai event']);
      assert.deepEqual(pt('Dispararam mísseis Iskander.'), ['Iskander product']);
    });

    it('finds the agency in a credit', () => {
      assert.deepEqual(pt('O porto ao amanhecer. (Foto: AFP)\nFonte: Lusa'), [
        'AFP organization',
        'Lusa organization',
      ]);
    });

    it('leaves out first words, peoples, months and page furniture', () => {
      assert.deepEqual(
        pt('Críticos temem o pior. Embora chova, Fontes dizem que sim.\nOs norte-coreanos saíram.'),
        [],
      );
      assert.deepEqual(pt('Ir para o conteúdo\nLeia também:\nComentários\nMais recente'), []);
      assert.deepEqual(pt('Chegou na Segunda-feira, 3 de Março.'), []);
    });

    it('knows a first word for a name where the article shows that it is one', () => {
      assert.deepEqual(pt('Zubrowka venceu. Depois falou Carla Zubrowka.'), [
        'Zubrowka person',
        'Carla Zubrowka person',
      ]);
    });
  });

  describe('in Bulgarian', () => {
    const bg = (text: string): string[] => names(text, 'bg');

    it('finds people without their titles', () => {
      assert.deepEqual(bg('Вчера министърът на отбраната Петър Донев разговаря с президента Анри Дюбоа.'), [
        'Петър Донев person',
        'Анри Дюбоа person',
      ]);
    });

    it('finds bodies whose names go on in small letters', () => {
      assert.deepEqual(bg('Това реши Министерството на здравеопазването.'), [
        'Министерството на здравеопазването organization',
      ]);
      assert.deepEqual(bg('Според Европейската централна банка лихвите остават.'), [
        'Европейската централна банка organization',
      ]);
      assert.deepEqual(bg('Тя ръководи Комисията за финансов надзор от юли.'), [
        'Комисията за финансов надзор organization',
      ]);
      assert.deepEqual(bg('Белият дом мълчи.'), ['Белият дом organization']);
    });

    it('parts a place from the person named next to it', () => {
      assert.deepEqual(bg('Между Токио Иван Петров не избра.'), ['Токио location', 'Иван Петров person']);
    });

    it('knows Bulgarian towns by the law on transliteration', () => {
      assert.deepEqual(bg('Живее в Горна Оряховица, а работи в Търговище.'), [
        'Горна Оряховица location',
        'Търговище location',
      ]);
    });

    it('leaves quotation marks and furniture out', () => {
      assert.deepEqual(bg('Песен на групата „Щурците“.'), ['Щурците organization']);
      assert.deepEqual(bg('Петър Донев | Архив\nРуските военни мълчат.'), ['Петър Донев person']);
    });
  });

  describe('in English', () => {
    const en = (text: string): string[] => names(text, 'en');

    it('finds people, places and bodies', () => {
      assert.deepEqual(en('Prime Minister Anna Larsen met the World Bank in Geneva on Monday.'), [
        'Anna Larsen person',
        'World Bank organization',
        'Geneva location',
      ]);
    });

    it('leaves the possessive, adjectives and peoples out', () => {
      assert.deepEqual(en("Norway's prime minister and the Russian delegation met French farmers."), [
        'Norway location',
      ]);
    });

    it('finds the names of an article again in its headline', () => {
      const text = 'LARSEN MEETS BANK OFFICIALS IN GENEVA\n\nThe minister, Anna Larsen, spoke.';
      assert.deepEqual(en(text), ['LARSEN person', 'GENEVA location', 'Anna Larsen person']);
    });
  });

  it('finds names in a language of which it knows little more than the capitals', () => {
    assert.deepEqual(names('Ayer llegaron a Francia Jorge Ramírez y la OTAN.', 'es'), [
      'Francia location',
      'Jorge Ramírez person',
      'OTAN organization',
    ]);
  });

  it('is surer of a country than of a name it only guesses', () => {
    const [country, guess] = suggestions('No Brasil vive Xantipo.', 'pt');
    assert.ok(country!.confidence > 0.85 && guess!.confidence < 0.6);
    assert.deepEqual([country!.source, guess!.source], ['gazetteer', 'names']);
  });

  it('keeps to the body of the article', () => {
    const text = 'title: Lisboa\n---\nEm Lisboa.';
    const found = recognize({ text, body: { start: 18, end: text.length }, language: 'pt' });
    assert.deepEqual(
      found.map(({ span }) => span),
      [{ start: 21, end: 27 }],
    );
  });

  it('takes any language tag', () => {
    for (const language of ['', 'und', 'português!', 'PT-BR', 'zh-Hant', 'x'])
      names('Em Lisboa, Kim Larsen.', language);
  });

  it('gives disjoint spans in order, inside the body and between code points, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Kim',
        'da',
        'Rússia',
        'Sr.',
        '„',
        '“',
        'Съвета',
        'за',
        'сигурност',
        'The',
        'New',
        'York',
        "'s",
        '\n',
        '😀',
        '-',
        '.',
        'NATO',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom(' ', '', '-', ', ')), { maxLength: 40 })
      .map((all) => all.flat().join(''));
    fc.assert(
      fc.property(text, fc.constantFrom('pt', 'bg', 'en', 'und'), (article, language) => {
        let at = 0;
        for (const { span, label, confidence } of suggestions(article, language)) {
          assert.ok(at <= span.start && span.start < span.end && span.end <= article.length);
          assert.ok(isBetweenCodePoints(article, span.start) && isBetweenCodePoints(article, span.end));
          assert.ok(confidence > 0 && confidence <= 1);
          assert.ok((DEFAULT_LABELS as readonly string[]).includes(label));
          at = span.end;
        }
      }),
    );
  });
});

function isBetweenCodePoints(text: string, offset: number): boolean {
  return !(/[\uD800-\uDBFF]/.test(text[offset - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[offset] ?? ''));
}
