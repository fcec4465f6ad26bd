import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Entity, Mark, Mention } from '../../../src/core';
import { createEntityResolver } from '../../../src/core/entities';
import { annotated } from './tagger-corpus';

const resolve = createEntityResolver();

/** The entities of a text whose mentions are marked, each as its name and the forms of its mentions. */
function entities(marked: string, language: string): Record<string, string[]> {
  const { text, spans } = annotated(marked, undefined, language);
  const mentions = spans.map(({ start, end, label }): Mention => ({ span: { start, end }, label }));
  const found = new Set(resolve(text, mentions, language).values());
  return Object.fromEntries(
    [...found].map(({ name, mentions }) => [
      name,
      mentions.map(({ span }) => text.slice(span.start, span.end)),
    ]),
  );
}

describe('the entities of an article', () => {
  describe('of people', () => {
    it('are named by spellings that differ in case, hyphens, apostrophes and accents', () => {
      assert.deepEqual(
        entities('[Kim Jong-un|person], [Kim Jong Un|person], [KIM JONG-UN|person] e [Kim|person]', 'pt'),
        { 'Kim Jong-un': ['Kim Jong-un', 'Kim Jong Un', 'KIM JONG-UN', 'Kim'] },
      );
      assert.deepEqual(entities('[Nguyễn Văn Thành|person] saiu. [Nguyen Van Thanh|person] voltou.', 'pt'), {
        'Nguyễn Văn Thành': ['Nguyễn Văn Thành', 'Nguyen Van Thanh'],
      });
      assert.deepEqual(entities("[Niamh O'Brien|person] and [O’Brien|person]", 'en'), {
        "Niamh O'Brien": ["Niamh O'Brien", 'O’Brien'],
      });
    });

    it('are named by transliterations', () => {
      assert.deepEqual(
        entities('[Volodymyr Zelensky|person], [Zelenskyy|person], [Zelenskiy|person]', 'en'),
        { 'Volodymyr Zelensky': ['Volodymyr Zelensky', 'Zelenskyy', 'Zelenskiy'] },
      );
      assert.deepEqual(entities('[Oleksii Hrytsenko|person] … [Oleksiy Hrytsenko|person]', 'en'), {
        'Oleksii Hrytsenko': ['Oleksii Hrytsenko', 'Oleksiy Hrytsenko'],
      });
      assert.deepEqual(entities('[Йон Мунтяну|person] и [Ион Мунтяну|person]', 'bg'), {
        'Йон Мунтяну': ['Йон Мунтяну', 'Ион Мунтяну'],
      });
    });

    it('are named by parts of their name, wherever the full one stands', () => {
      assert.deepEqual(
        entities(
          '[Silva|person], [Lula|person], [Luiz Inácio Lula da Silva|person], [Lula da Silva|person]',
          'pt',
        ),
        { 'Luiz Inácio Lula da Silva': ['Silva', 'Lula', 'Luiz Inácio Lula da Silva', 'Lula da Silva'] },
      );
    });

    it('are named by parts that another spelling of their name writes apart', () => {
      assert.deepEqual(
        entities('[Радост Хаджи-Петрова|person], [Радост Хаджипетрова|person], [Хаджипетрова|person]', 'bg'),
        { 'Радост Хаджи-Петрова': ['Радост Хаджи-Петрова', 'Радост Хаджипетрова', 'Хаджипетрова'] },
      );
    });

    it('are named by initials', () => {
      assert.deepEqual(entities('[Joe Biden|person], [J. Biden|person], [Biden|person]', 'en'), {
        'Joe Biden': ['Joe Biden', 'J. Biden', 'Biden'],
      });
      assert.deepEqual(entities('[Дж. Байдън|person] е [Джо Байдън|person]', 'bg'), {
        'Джо Байдън': ['Дж. Байдън', 'Джо Байдън'],
      });
      assert.deepEqual(entities('[Santos|person] e [R. Santos|person]', 'pt'), {
        'R. Santos': ['Santos', 'R. Santos'],
      });
      assert.deepEqual(entities('[George W. Bush|person], [George H. W. Bush|person]', 'en'), {
        'George W. Bush': ['George W. Bush'],
        'George H. W. Bush': ['George H. W. Bush'],
      });
    });

    it('have no title in their name', () => {
      assert.deepEqual(entities('[Sr. Kim|person] e [Kim|person]', 'pt'), { Kim: ['Sr. Kim', 'Kim'] });
    });

    it('are named in the cases of their language', () => {
      assert.deepEqual(
        entities(
          'Встреча с [Владимиром Путиным|person]. [Путину|person] и [Путина|person]: [Путин|person].',
          'ru',
        ),
        { 'Владимиром Путиным': ['Владимиром Путиным', 'Путину', 'Путина', 'Путин'] },
      );
      assert.deepEqual(entities('[Путину|person], [Путин|person], [Путина|person]', 'ru'), {
        Путин: ['Путину', 'Путин', 'Путина'],
      });
      assert.deepEqual(entities('[Максим Орлов|person] знает [Максима Орлова|person].', 'ru'), {
        'Максим Орлов': ['Максим Орлов', 'Максима Орлова'],
      });
      assert.deepEqual(entities('[Володимира Зеленського|person] … [Зеленський|person]', 'uk'), {
        'Володимира Зеленського': ['Володимира Зеленського', 'Зеленський'],
      });
    });

    it('are two where two people share a surname', () => {
      assert.deepEqual(
        entities(
          '[Boris Johnson|person] and his father, [Stanley Johnson|person]. [Johnson|person] left.',
          'en',
        ),
        {
          'Boris Johnson': ['Boris Johnson'],
          'Stanley Johnson': ['Stanley Johnson'],
          Johnson: ['Johnson'],
        },
      );
      assert.deepEqual(
        entities('[Иван Петров|person] и [Мария Петрова|person]. [Петрова|person] каза.', 'bg'),
        {
          'Иван Петров': ['Иван Петров'],
          'Мария Петрова': ['Мария Петрова', 'Петрова'],
        },
      );
    });

    it('share a surname that goes to the only one named nearby', () => {
      assert.deepEqual(
        entities(
          '[Boris Johnson|person] resigned. [Johnson|person] smiled.\n\nHis father, [Stanley Johnson|person], spoke.\n' +
            '“No,” said [Johnson|person].\nIt rained.\nThen it rained more.\n[Johnson|person] left.',
          'en',
        ),
        {
          'Boris Johnson': ['Boris Johnson', 'Johnson'],
          'Stanley Johnson': ['Stanley Johnson', 'Johnson'],
          Johnson: ['Johnson'],
        },
      );
    });

    it('share a surname that a title tells', () => {
      assert.deepEqual(
        entities(
          '[Donald Trump|person] e [Melania Trump|person] vieram. A Sra. [Trump|person] sorriu, o Sr. [Trump|person] não.',
          'pt',
        ),
        { 'Donald Trump': ['Donald Trump', 'Trump'], 'Melania Trump': ['Melania Trump', 'Trump'] },
      );
      assert.deepEqual(entities('[Donald Trump|person] veio. A Sra. [Trump|person] ficou.', 'pt'), {
        'Donald Trump': ['Donald Trump'],
        Trump: ['Trump'],
      });
      assert.deepEqual(entities('Mr. [Reed|person] sang. Mrs. [Reed|person] danced.', 'en'), {
        'Mr. Reed': ['Reed'],
        'Mrs. Reed': ['Reed'],
      });
    });

    it('share a surname that its form tells', () => {
      assert.deepEqual(
        entities(
          '[Владимир Путин|person] и [Людмила Путина|person]. [Путин|person] уехал без [Путиной|person].',
          'ru',
        ),
        { 'Владимир Путин': ['Владимир Путин', 'Путин'], 'Людмила Путина': ['Людмила Путина', 'Путиной'] },
      );
    });
  });

  describe('of bodies', () => {
    it('are named by acronyms that the text defines', () => {
      assert.deepEqual(
        entities(
          'A [Agência Central de Notícias da Coreia|organization] (KCNA, na sigla em inglês) disse. A [KCNA|organization] calou.',
          'pt',
        ),
        { 'Agência Central de Notícias da Coreia': ['Agência Central de Notícias da Coreia', 'KCNA'] },
      );
      assert.deepEqual(
        entities(
          'O [Inmet|organization] avisou. O [Instituto Nacional de Meteorologia|organization] ([Inmet|organization]) calou.',
          'pt',
        ),
        {
          'Instituto Nacional de Meteorologia': ['Inmet', 'Instituto Nacional de Meteorologia', 'Inmet'],
        },
      );
    });

    it('are named by acronyms that have their initials', () => {
      assert.deepEqual(entities('[ONU|organization]: [Organização das Nações Unidas|organization]', 'pt'), {
        'Organização das Nações Unidas': ['ONU', 'Organização das Nações Unidas'],
      });
      assert.deepEqual(
        entities('[МВнР|organization] е [Министерството на външните работи|organization].', 'bg'),
        { 'Министерството на външните работи': ['МВнР', 'Министерството на външните работи'] },
      );
      assert.deepEqual(
        entities(
          '[BCE|organization] não é [Banco Central Egípcio|organization] nem [Bolsa de Comércio Europeia|organization].',
          'pt',
        ),
        {
          BCE: ['BCE'],
          'Banco Central Egípcio': ['Banco Central Egípcio'],
          'Bolsa de Comércio Europeia': ['Bolsa de Comércio Europeia'],
        },
      );
    });

    it('have no second acronym where the text defines one', () => {
      assert.deepEqual(
        entities(
          '[Faroe Islands Football Association|organization] (FSF) is no [FIFA|organization] member.',
          'en',
        ),
        {
          'Faroe Islands Football Association': ['Faroe Islands Football Association'],
          FIFA: ['FIFA'],
        },
      );
    });

    it('are named by what stands in quotation marks inside their name', () => {
      assert.deepEqual(entities('[Радио „Янтра“|organization] … [Янтра|organization]', 'bg'), {
        'Радио „Янтра“': ['Радио „Янтра“', 'Янтра'],
      });
    });

    it('are named by their short form where only one has it', () => {
      assert.deepEqual(
        entities(
          'O [Conselho de Segurança da Rússia|organization] e o [Conselho de Segurança|organization]',
          'pt',
        ),
        { 'Conselho de Segurança da Rússia': ['Conselho de Segurança da Rússia', 'Conselho de Segurança'] },
      );
      assert.deepEqual(
        entities(
          'O [Conselho de Segurança da Rússia|organization], o [Conselho de Segurança da ONU|organization] e o [Conselho de Segurança|organization]',
          'pt',
        ),
        {
          'Conselho de Segurança da Rússia': ['Conselho de Segurança da Rússia'],
          'Conselho de Segurança da ONU': ['Conselho de Segurança da ONU'],
          'Conselho de Segurança': ['Conselho de Segurança'],
        },
      );
      assert.deepEqual(
        entities('[Russian Security Council|organization], [Security Council|organization]', 'en'),
        {
          'Russian Security Council': ['Russian Security Council', 'Security Council'],
        },
      );
      assert.deepEqual(
        entities('[European Commission|organization] and [European Union|organization]', 'en'),
        {
          'European Commission': ['European Commission'],
          'European Union': ['European Union'],
        },
      );
    });

    it('are named with and without the article', () => {
      assert.deepEqual(
        entities('[Съветът|organization], [Съвета|organization], [Съвет|organization]', 'bg'),
        {
          Съветът: ['Съветът', 'Съвета', 'Съвет'],
        },
      );
      assert.deepEqual(
        entities(
          '[Европейският съюз|organization] и [Европейския съюз|organization] ([ЕС|organization])',
          'bg',
        ),
        { 'Европейският съюз': ['Европейският съюз', 'Европейския съюз', 'ЕС'] },
      );
      assert.deepEqual(entities('[The Harbour Times|organization], [Harbour Times|organization]', 'en'), {
        'The Harbour Times': ['The Harbour Times', 'Harbour Times'],
      });
    });
  });

  describe('of places', () => {
    it('are countries by all their names', () => {
      assert.deepEqual(
        entities(
          '[EUA|location], [Estados Unidos|location], [Rússia|location], [Federação Russa|location]',
          'pt',
        ),
        { 'Estados Unidos': ['EUA', 'Estados Unidos'], 'Federação Russa': ['Rússia', 'Federação Russa'] },
      );
      assert.deepEqual(
        entities(
          "[Ivory Coast|location] or [Côte d'Ivoire|location]; the [U.S.|location], [US|location]",
          'en',
        ),
        {
          "Côte d'Ivoire": ['Ivory Coast', "Côte d'Ivoire"],
          'U.S.': ['U.S.', 'US'],
        },
      );
      assert.deepEqual(entities('[России|location], [Россия|location], [РФ|location]', 'ru'), {
        Россия: ['России', 'Россия', 'РФ'],
      });
      assert.deepEqual(entities('[Русе|location] не е [Русия|location].', 'bg'), {
        Русе: ['Русе'],
        Русия: ['Русия'],
      });
    });

    it('are not named by parts of their name, nor by the region in brackets', () => {
      assert.deepEqual(entities('[Coreia do Norte|location], [Coreia|location]', 'pt'), {
        'Coreia do Norte': ['Coreia do Norte'],
        Coreia: ['Coreia'],
      });
      assert.deepEqual(entities('[Porto Alegre|location] ([RS|location])', 'pt'), {
        'Porto Alegre': ['Porto Alegre'],
        RS: ['RS'],
      });
    });
  });

  it('are never of two labels', () => {
    const { text, spans } = annotated('[Porto|location] contra [Porto|organization]', undefined, 'pt');
    const mentions = spans.map(({ start, end, label }): Mention => ({ span: { start, end }, label }));
    assert.equal(new Set(resolve(text, mentions, 'pt').values()).size, 2);
  });

  it('of a day are all that mean it', () => {
    const text = 'ontem, 17 de julho, domingo';
    const date = (start: number, end: number, value: string): Mention => {
      return { span: { start, end }, label: 'date', timex: { type: 'DATE', value } };
    };
    const mentions = [date(0, 5, '2024-07-17'), date(7, 18, '2024-07-17'), date(20, 27, '2024-07-21')];
    const found = [...new Set(resolve(text, mentions, 'pt').values())];
    assert.deepEqual(
      found.map(({ name, mentions }) => `${name} ×${mentions.length}`),
      ['17 de julho ×2', 'domingo ×1'],
    );
  });

  const NAMES =
    'Kim|Kim Jong-un|Kim Yo-jong|J. Kim|KIM|Ana Kim|Sr. Kim|Jong-un Kim|Путин|Путина|ONU|Organização das Nações Unidas|de|😀|Conselho do Rio|Rio';
  const article = fc
    .array(
      fc.record({
        quote: fc.constantFrom(...NAMES.split('|')),
        label: fc.constantFrom('person', 'person', 'organization', 'location'),
        status: fc.constantFrom<Mark['status']>('suggested', 'accepted', 'rejected'),
        before: fc.constantFrom('', 'Sra. ', 'o Sr. ', '\n', '('),
      }),
      { maxLength: 30 },
    )
    .map((given) => {
      let text = '';
      const mentions = given.map(({ quote, label, status, before }): Mention => {
        text += before;
        const start = text.length;
        text += quote;
        const mention = { span: { start, end: text.length }, label, status };
        text += ' ';
        return mention;
      });
      return { text, mentions };
    });

  it('have each mention once, under its own label, and names of their own', () => {
    fc.assert(
      fc.property(article, fc.constantFrom('pt', 'ru', 'bg', 'und'), ({ text, mentions }, language) => {
        const found = resolve(text, mentions, language);
        const groups = [...new Set(found.values())];
        const members = groups.flatMap((entity) => entity.mentions);
        const open = mentions.filter(({ status }) => status !== 'rejected');
        assert.deepEqual(new Set(members), new Set(open));
        assert.equal(members.length, open.length);
        const isIn = ({ label, mentions: some }: Entity) =>
          some.every((one) => one.label === label && found.get(one)!.mentions === some);
        assert.ok(groups.every(isIn));
        assert.equal(new Set(groups.map(({ label, name }) => `${label} ${name}`)).size, groups.length);
      }),
    );
  });

  it('do not depend on rejected mentions', () => {
    fc.assert(
      fc.property(article, ({ text, mentions }) => {
        const open = mentions.filter(({ status }) => status !== 'rejected');
        const names = (given: readonly Mention[]) => {
          const found = resolve(text, given, 'pt');
          return open.map((mention) => found.get(mention)!.name);
        };
        assert.deepEqual(names(mentions), names(open));
      }),
    );
  });
});
