import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  CONTEXT_LENGTH,
  describe as describeSpan,
  fingerprintOf,
  indexCodePoints,
  locate,
  type Anchor,
  type Location,
  type Span,
} from '../../../src/core';

function anchorOf(text: string, span: Span): Anchor {
  return describeSpan(text, span, indexCodePoints(text));
}

/** The anchor of the first place of a quote. */
function anchor(text: string, quote: string): Anchor {
  const start = text.indexOf(quote);
  return anchorOf(text, { start, end: start + quote.length });
}

/** `old` is the text that the anchor was made on, where it is known. */
function find(text: string, sought: Anchor, old?: string): Location {
  const fingerprint = old === undefined ? undefined : fingerprintOf(old);
  return locate(text, [sought], indexCodePoints(text), fingerprint)[0]!;
}

/** What a location covers, with two characters on either side. */
function surroundings(text: string, location: Location): string {
  if (location.kind === 'lost') return location.reason;
  const { start, end } = location.span;
  return `${text.slice(Math.max(0, start - 2), start)}[${text.slice(start, end)}]${text.slice(end, end + 2)}`;
}

describe('an anchor', () => {
  it('records the quote, its code points, and the text around it', () => {
    assert.deepEqual(anchor('🚀 Kim falou', 'Kim'), {
      quote: 'Kim',
      position: [2, 5],
      prefix: '🚀 ',
      suffix: ' falou',
    });
  });

  it('keeps a bounded context that cuts no emoji in two', () => {
    const text = `${'🚀'.repeat(40)}aKimb${'🚀'.repeat(40)}`;
    const { prefix, suffix } = anchor(text, 'Kim');
    assert.equal(prefix, `${'🚀'.repeat(15)}a`);
    assert.doesNotMatch(suffix, /\p{Cs}/u);
    assert.ok(suffix.length <= CONTEXT_LENGTH + 1, suffix);
  });
});

describe('locating an anchor', () => {
  const text = 'Em Pyongyang, Kim recebeu Putin. Depois, Kim viajou para Moscovo com a delegação.';

  it('finds it where it was', () => {
    assert.equal(surroundings(text, find(text, anchor(text, 'Putin'))), 'u [Putin]. ');
  });

  it('finds one without context at its position, and nowhere else', () => {
    const bare: Anchor = { ...anchor(text, 'Putin'), prefix: '', suffix: '' };
    assert.equal(surroundings(text, find(text, bare)), 'u [Putin]. ');
    assert.equal(surroundings(text, find(`Ontem. ${text}`, bare)), 'orphan');
  });

  it('finds it again after text was put before it or its surroundings changed', () => {
    const sought = anchor(text, 'Putin');
    for (const changed of [
      `Título novo 🚀\n\n${text}`,
      text.replace('Pyongyang', 'casa'),
      text.replace('. Depois', ', e. Mais tarde'),
    ]) {
      assert.match(surroundings(changed, find(changed, sought)), /\[Putin\]/, changed);
    }
  });

  it('tells two places of a quote apart by what stands around them', () => {
    const second = text.lastIndexOf('Kim');
    const sought = anchorOf(text, { start: second, end: second + 3 });
    const changed = `Kim, Kim e Kim.\n${text}`;
    assert.deepEqual(find(changed, sought), {
      kind: 'found',
      span: { start: second + 16, end: second + 19 },
    });
  });

  it('gives up rather than take a look-alike', () => {
    const sought = anchor(text, 'Putin');
    assert.equal(surroundings('', find('', sought)), 'orphan');
    const gone = text.replace('Putin', 'Xi');
    assert.equal(surroundings(gone, find(gone, sought)), 'orphan');
    const elsewhere = 'Num artigo diferente, Putin falou de outra coisa.';
    assert.equal(surroundings(elsewhere, find(elsewhere, sought)), 'orphan');
  });

  it('leaves it to a person where two places are as good', () => {
    const sought = anchor(text, 'Putin');
    const twice = `Título\n${text}\n${text}`;
    assert.equal(surroundings(twice, find(twice, sought)), 'ambiguous');
  });

  const piece = fc.constantFrom('Kim', ' ', 'e\u0301', '🚀', 'שלום', '\n', 'Rússia', '. ');
  const stretch = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(''));

  it('finds in an unchanged text every span that was described', () => {
    fc.assert(
      fc.property(stretch, stretch, stretch, (before, quote, after) => {
        fc.pre(quote !== '');
        const whole = before + quote + after;
        const span = { start: before.length, end: before.length + quote.length };
        assert.deepEqual(find(whole, anchorOf(whole, span)), { kind: 'found', span });
      }),
    );
  });

  it('finds nothing but the quote, whatever the text has become', () => {
    fc.assert(
      fc.property(stretch, stretch, stretch, stretch, (before, quote, after, other) => {
        fc.pre(quote !== '');
        const whole = before + quote + after;
        const sought = anchorOf(whole, { start: before.length, end: before.length + quote.length });
        const location = find(other, sought);
        if (location.kind === 'found')
          assert.equal(other.slice(location.span.start, location.span.end), quote);
      }),
    );
  });
});

describe('locating an anchor with the fingerprint of the text it was made on', () => {
  const old = `Cimeira em Lisboa

O ministro Silva chegou na segunda-feira a Lisboa. Falou com os jornalistas no aeroporto.
A delegação do Porto chegou mais tarde. O ministro Silva recebeu-a no palácio.
`;
  const second = old.lastIndexOf('Silva');
  const silva = anchorOf(old, { start: second, end: second + 5 });

  it('follows its sentence wherever that was moved to', () => {
    const lines = old.split('\n');
    const moved = [lines[3], lines[0], lines[2]].join('\n');
    assert.equal(surroundings(moved, find(moved, silva, old)), 'o [Silva] r');
  });

  it('finds it where its sentence stands between its neighbours, though a copy of that stands elsewhere', () => {
    const sentences = [
      'Cimeira em Lisboa esta semana.',
      'O ministro Silva chegou ontem de comboio a Lisboa.',
      'Falou com os jornalistas no cais.',
      'Chovia muito em toda a cidade.',
      'Ninguém o esperava na estação.',
    ];
    const text = sentences.join('\n');
    const now = [...sentences, sentences[1], 'Fim.'].join('\n');
    const similar = [...sentences, 'Ficou toda a semana.', sentences[1], 'Fim.'].join('\n');
    for (const copied of [now, similar]) {
      assert.deepEqual(find(copied, anchor(text, 'Silva'), text), find(text, anchor(text, 'Silva'), text));
    }
    const between = `Chuva.\n${similar}`.replace('Cimeira em Lisboa esta', 'Uma cimeira esta');
    assert.equal(surroundings(between, find(between, anchor(text, 'Silva'), text)), 'ambiguous');
    const twice = [...sentences, ...sentences.slice(0, 3)].join('\n');
    assert.equal(find(`${twice}\n${sentences.join('\n')}`, anchor(text, 'Silva'), text).kind, 'lost');
  });

  it('follows its sentence to where that was moved, though another part of that changed, and its case', () => {
    const first = 'Brasília e Hanói mantêm relações diplomáticas desde maio e ensaiam uma aproximação.';
    const text = `Chovia muito em toda a cidade.\n${first}\nNinguém o esperava na estação.\nFim da história.\n`;
    for (const [changed, found] of [
      [first.replace('ensaiam uma', 'querem outra'), '[Brasília] e'],
      [first.toUpperCase(), '[BRASÍLIA] E'],
    ] as const) {
      const now = `Chovia muito em toda a cidade.\nNinguém o esperava na estação.\nFim da história.\n${changed}\n`;
      assert.match(
        surroundings(now, find(now, anchor(text, 'Brasília'), text)),
        new RegExp(`${found.slice(0, 10).replace('[', '\\[').replace(']', '\\]')}`),
      );
    }
  });

  it('does not take for it what stood elsewhere before', () => {
    const gone = old.replace(' O ministro Silva recebeu-a no palácio.', '');
    assert.equal(surroundings(gone, find(gone, silva, old)), 'orphan');
  });

  it('is not sure where its paragraph stands twice', () => {
    const [, , , last] = old.split('\n');
    const twice = old.replace(`${last}\n`, `${last}\n${last}\n`);
    assert.equal(surroundings(twice, find(twice, silva, old)), 'ambiguous');
  });

  it('grows and shrinks with whole words, and follows another case and spacing', () => {
    const name = anchorOf(old, { start: second - 9, end: second + 5 });
    for (const [now, found] of [
      ['ministro da Silva', 'ministro da Silva'],
      ['MINISTRO  SILVA', 'MINISTRO  SILVA'],
    ] as const) {
      const text = old.slice(0, second - 9) + now + old.slice(second + 5);
      assert.equal(surroundings(text, find(text, name, old)), `O [${found}] r`);
    }
  });

  it('follows a name out of which the space went, where both words beside it stayed', () => {
    const text = 'Chovia.\nO avião de Nova Iorque chegou ao fim da tarde.\nFim da história.\n';
    const joined = text.replace('Nova Iorque', 'NovaIorque');
    const city = anchor(text, 'Nova Iorque');
    assert.equal(surroundings(joined, find(joined, city, text)), 'e [NovaIorque] c');
    for (const [was, is] of [
      ['avião de ', 'avião para '],
      [' chegou', ' partiu'],
    ] as const) {
      const now = joined.replace(was, is);
      assert.equal(surroundings(now, find(now, city, text)), 'orphan', is);
    }
  });

  it('follows a name whose spaces alone became others', () => {
    for (const space of ['  ', '\u00a0', '\t']) {
      const now = old.replace('ministro Silva recebeu', `ministro${space}Silva recebeu`);
      const name = anchorOf(old, { start: second - 9, end: second + 5 });
      assert.equal(surroundings(now, find(now, name, old)), `O [ministro${space}Silva] r`);
    }
  });

  it('finds a name that its full stop cuts in two, and leaves it to a person where the parts were parted', () => {
    const [before, first, rest, after] = [
      'Chovia em toda a ilha.',
      'Ontem à noite chegou o Dr.',
      'Costa com as malas do hospital.',
      'Ninguém o esperava na estação.',
    ];
    const text = `${before}\n${first} ${rest}\n${after}\n`;
    const doctor = anchor(text, 'Dr. Costa');
    const moved = `${before}\n${after}\n${first} ${rest}\n`;
    assert.equal(surroundings(moved, find(moved, doctor, text)), 'o [Dr. Costa] c');
    const edited = text.replace('hospital', 'pai');
    assert.equal(surroundings(edited, find(edited, doctor, text)), 'o [Dr. Costa] c');
    const parted = `${before}\n${rest}\n${after}\n${first} Costa Pinto veio depois.\n`;
    assert.equal(find(parted, doctor, text).kind, 'lost');
  });

  it('does not take a short line that is there again by chance for its own', () => {
    const text = `Texto de Rita, Lisboa\n\nChovia.\nO comboio atrasou-se.\nTodos esperaram no cais.\n`;
    const now = `Todos esperaram no cais.\nO comboio atrasou-se.\nChovia.\nTexto de Rita, Lisboa\n`;
    assert.equal(find(now, anchor(text, 'Lisboa'), text).kind, 'lost');
  });

  it('leaves to a person a name that was spelt anew', () => {
    for (const other of ['Silvia', 'Salva', 'Silvas', 'Costa']) {
      const text = old.slice(0, second) + other + old.slice(second + 5);
      assert.equal(surroundings(text, find(text, silva, old)), 'orphan', other);
    }
  });

  it('finds what was orphaned when all of its context has come back, and not before', () => {
    const orphan: Anchor = { ...silva, orphaned: true };
    assert.equal(surroundings(old, find(old, orphan, 'Outro texto.')), 'o [Silva] r');
    const near = old.replace('no palácio', 'em casa');
    assert.equal(surroundings(near, find(near, orphan, 'Outro texto.')), 'orphan');
  });

  it('takes no notice of a fingerprint that is none', () => {
    for (const fingerprint of ['x', '__proto__', '000000', `${'0'.repeat(6)}zzzzzz`, '9'.repeat(100_000)]) {
      const [location] = locate(old, [silva], indexCodePoints(old), fingerprint);
      assert.equal(surroundings(old, location!), 'o [Silva] r', fingerprint.slice(0, 20));
    }
  });

  it('is found in each of many sentences that changed, all of them', () => {
    const paragraphs = Array.from({ length: 200 }, (_, index) => old.replaceAll('Silva', `Silva${index}`));
    const long = paragraphs.join('\n');
    const anchors = [...long.matchAll(/ministro \S+/g)].map(({ index, 0: quote }) =>
      anchorOf(long, { start: index, end: index + quote.length }),
    );
    const changed = long.replaceAll('chegou', 'voltou').replaceAll('recebeu', 'viu');
    const found = locate(changed, anchors, indexCodePoints(changed), fingerprintOf(long));
    assert.ok(found.every(({ kind }) => kind === 'found'));
  });

  it('stays where it is in a text that says the same again and again, and gets a line above', () => {
    const text = old.repeat(200);
    const anchors = [...text.matchAll(/ministro \S+/g)].map(({ index, 0: quote }) =>
      anchorOf(text, { start: index, end: index + quote.length }),
    );
    const line = 'Actualizado às 17h.\n';
    const found = locate(line + text, anchors, indexCodePoints(line + text), fingerprintOf(text));
    assert.deepEqual(
      found.map((one) => one.kind === 'found' && one.span.start - line.length),
      anchors.map(({ position }) => position[0]),
    );
  });
});

describe('an anchor whose own text is gone', () => {
  /** What becomes of the anchors of the places of some quotes, in their order. */
  function findAll(now: string, old: string, ...quotes: string[]): string[] {
    const anchors = quotes.flatMap((quote) =>
      [...old.matchAll(new RegExp(quote, 'g'))].map(({ index }) =>
        anchorOf(old, { start: index, end: index + quote.length }),
      ),
    );
    return locate(now, anchors, indexCodePoints(now), fingerprintOf(old)).map((one) =>
      surroundings(now, one),
    );
  }

  it('is not put on the same name in another sentence', () => {
    const old = 'In the morning Robin rang the bell.\nLater the mayor thanked Robin for it.\n';
    for (const gone of [
      'In the morning the sexton rang the bell.',
      'In the morning they rang the bell.',
      '',
    ]) {
      const now = old.replace('In the morning Robin rang the bell.', gone);
      assert.equal(surroundings(now, find(now, anchor(old, 'Robin'), old)), 'orphan', gone);
    }
  });

  it('is not put on a word of nearly the same letters', () => {
    const old = 'The kernel was begun by Linus, a student.\nMost machines ran it soon.\n';
    const now = old.replace('Linus', 'a Finn');
    assert.equal(surroundings(now, find(now, anchor(old, 'Linus'), old)), 'orphan');
    assert.equal(surroundings(now, find(now, anchor(old, 'Linus'))), 'orphan');
  });

  it('is not put on the name in the first sentence where the headline went, though both changed', () => {
    const old =
      'Economia\n\nPortugal e Chile assinam acordo\n\nPortugal e Chile, que negociavam desde março, assinaram ontem em Lisboa um acordo sobre o comércio de vinho.\n';
    const now =
      'Economia\n\nPortugal e Chile, que negociavam há meses, assinaram ontem em Lisboa um acordo sobre o comércio de vinho e de fruta.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'Portugal'), old)), 'orphan');
  });

  it('is not put where another anchor of the same name belongs', () => {
    const old = '前言\n研究所的帮助很大。校长说，研究所的教授住在村里。\n';
    const now = old.replace('研究所的帮助很大。', '').replace('村里', '镇里');
    assert.deepEqual(findAll(now, old, '研究所'), ['orphan', '说，[研究所]的教']);
  });

  it('is not put into a longer name in its place that another anchor has', () => {
    const old =
      'Ontem acabou o festival internacional do cinema do mar “Vento Norte”, em Sines.\nNesse dia choveu muito na vila do mar.\n“Vento Norte” faz-se todos os anos desde 2010, menos em 2020.\n';
    const longer = 'festival internacional do cinema do mar “Vento Norte”';
    const now = old.replace('\n“Vento Norte”', `\n“${longer}”`);
    const start = old.lastIndexOf('Vento');
    const sought = anchorOf(old, { start, end: start + 'Vento Norte'.length });
    const [found] = locate(now, [sought, anchor(old, longer)], indexCodePoints(now), fingerprintOf(old));
    assert.equal(found?.kind, 'lost');
  });

  it('is left to a person where a copy of its sentence stands that nothing tells apart', () => {
    const old = 'Ontem o ministro Silva chegou a Lisboa de comboio.\nChovia muito.\nNinguém o esperava.\n';
    const now =
      'Ontem o ministro Silva chegou a Lisboa\nde comboio.\nNinguém o esperava.\nOntem o ministro Silva chegou a Lisboa de comboio.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'Silva'), old)), 'ambiguous');
  });

  it('is left to a person where its line stands twice, and what stood beside it was edited', () => {
    const line = 'Foto: Câmara de Olhão';
    const old = `Rita Lobo ontem depois da votação.\n${line}\nVotaram muitos pescadores da ilha.\nFim.\n`;
    const now = `Rita Lobo cedo depois da votação.\n${line}\nVotaram muitos moradores da ilha.\nFim.\n${line}\nMapa.\n`;
    assert.equal(surroundings(now, find(now, anchor(old, 'Câmara de Olhão'), old)), 'ambiguous');
  });

  it('is not put into a shorter stretch than it grew to, of two that may be meant', () => {
    const old = 'They met in the hope of wresting some control over prices.\n';
    const now = 'They met in the hope of wresting in the hope of wresting some more control over prices.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'of wresting some control'), old)), 'orphan');
  });

  it('is not put into a headline that was only cut in two, where the title lost it', () => {
    const old =
      'title: Cimeira em Faro termina com acordo sobre a pesca no Atlântico\npublished: 2024-06-14\n\nMundo\n\nCimeira em Faro termina com acordo sobre a pesca no Atlântico\n\nChovia.\n';
    const now = old
      .replace('com acordo', 'sem pressa')
      .replace('termina com acordo', 'termina\n\ncom acordo');
    assert.equal(surroundings(now, find(now, anchor(old, 'com acordo'), old)), 'orphan');
  });

  it('is left to a person where all that stood behind it is elsewhere now', () => {
    const old =
      'Economia\n\nPeru e Chile fecham acordo para contar os barcos\n\nPeru e Chile, os dois com mais costa, assinaram ontem.\nChovia em Lima.\nNinguém o esperava, nem os pescadores que lá vivem todo o ano.\n';
    const now =
      'Economia\n\nPeru e Chile, que vêm com mais costa, assinaram ontem.\nChovia em Lima.\nNinguém o esperava, nem os pescadores que lá vivem todo o ano. Peru e le fecham acordo para contar os barcos\n';
    assert.equal(find(now, anchor(old, 'Chile'), old).kind, 'lost');
  });

  it('is left to a person where the same in another case has what stood behind it', () => {
    const old = 'Toda tarde ela jura que não volta, e toda tarde ela canta, disse o vizinho mais velho.\n';
    const now = 'Toda tarde ela jurTARDE ela canta, disse o vizinho mais velho.\n';
    const start = old.lastIndexOf('tarde');
    assert.equal(find(now, anchorOf(old, { start, end: start + 5 }), old).kind, 'lost');
  });

  it('is left to a person where it stands in torn context, and all that stood behind it elsewhere', () => {
    const old =
      'Um em cada cinco peixes vem dali.\nO acordo será levado à Conferência dos Oceanos das Nações Unidas, em Nice, em junho.\n';
    const now =
      'Um em cada Conferência dos Oceanos das Nações Unidas peixes vem dali, diz o relatório que ontem foi publicado por quem conta os barcos na costa e os peixes no mar.\nO acordo será levado à Conferência Noruega dos entre Oceanos das Nações Unidas, em Nice, em junho.\n';
    assert.equal(find(now, anchor(old, 'dos Oceanos'), old).kind, 'lost');
  });

  it('is not put into a copy of another sentence that stands in its place', () => {
    const old =
      'Ana riu durante toda a tarde de ontem.\nDepois todos foram a pé para casa da Ana durante a tarde, diz ela.\nChovia.\n';
    const now =
      'Ana riu durante toda a tarde de ontem.\nDepois todos foram a pé para casa da\nAna riu durante toda a tarde de ontem.\nChovia.\n';
    const start = old.lastIndexOf('Ana');
    assert.equal(find(now, anchorOf(old, { start, end: start + 3 }), old).kind, 'lost');
  });

  it('is left to a person where what stood before it is whole in a copy of its sentence as well', () => {
    const old =
      'As duas partes vão assinar o acordo até ao fim de maio, e a primeira pedra será posta no verão.\nChovia.\n';
    const typed = old.split('\n')[0]!.replace('fim', 'fim ali');
    const now = `${typed.replace('maio, e a primeira pedra', 'ma')}\n${typed}\nChovia.\n`;
    assert.equal(surroundings(now, find(now, anchor(old, 'fim'), old)), 'ambiguous');
  });

  it('is left to a person where a copy of its sentence is as it was and more of what stood around it elsewhere', () => {
    const old =
      'Chovia.\nVotaram mais do que nas eleições gerais do dia 9 de junho. A volta foi marcada depois disso por todos.\nFim da história.\n';
    const now =
      'Votaram mais do que nas eleições gerais do dia 9 de junho. Votaram mais do que nas eleições do dia 9 de junho. A volta foi marcada depois disso por todos eles.\nChovia.\nFim da história.\n';
    assert.equal(find(now, anchor(old, '9 de junho'), old).kind, 'lost');
  });

  it('is not put into a copy of the title that stands beside the headline', () => {
    const old =
      'title: Sines e Tavira assinam o acordo das algas\npublished: 2024-06-14\n\nMundo\n\nSines e Tavira assinam o acordo das algas\n\nChovia.\n';
    const title = 'title: Sines e Tavira assinam o acordo das algas';
    const now = old.replace('Mundo\n\nSines e Tavira', `Mundo\n\n${title}Sines e Tavbira`);
    const start = old.lastIndexOf('Tavira');
    assert.equal(find(now, anchorOf(old, { start, end: start + 6 }), old).kind, 'lost');
  });

  it('does not grow by a word that may be its own', () => {
    const old = 'Той обеща да върне влака до Горна Оряховица всеки петък.\n';
    const now = old.replace('Горна', 'Горна гара до ГорТна');
    assert.equal(find(now, anchor(old, 'Горна Оряховица'), old).kind, 'lost');
  });

  it('does not grow by a sign that stood beside it', () => {
    const old = '新桥通车 老船夫最后一次渡河\n\n镇长说话。\n';
    const now = '新桥通车 老船老河夫最后一次渡河\n\n镇长说话。\n';
    assert.equal(find(now, anchor(old, '船夫'), old).kind, 'lost');
  });

  it('is left to a person where its sentence lost it and a copy of the sentence stands elsewhere', () => {
    const sentence = 'Ontem à tarde o ministro Silva chegou a Lisboa de comboio.';
    const old = `Economia\n${sentence}\nChovia muito em toda a cidade.\nNinguém o esperava na estação.\n`;
    for (const changed of ['ministro chegou', 'ministro Slva chegou', 'ministro SILVA chegou']) {
      const now = `${old.replace('ministro Silva chegou', changed)}${sentence}\n`;
      assert.equal(find(now, anchor(old, 'Silva'), old).kind, 'lost', changed);
    }
  });

  it('is left to a person where its line stands twice, though more of what followed it follows the second', () => {
    const line = 'Foto: Rui Mascarenhas, Agência Maresia, junto ao cais de Lisboa';
    const old = `Chovia muito em toda a cidade.\n\n${line}\n\nNinguém o esperava na estação.\n`;
    const now = old.replace(`${line}\n`, `${line}\n${line}\n`);
    assert.equal(find(now, anchor(old, 'Agência Maresia'), old).kind, 'lost');
  });

  it('is left to a person where the same words elsewhere have a side of its context that is torn here', () => {
    const old = 'Depois do almoço todos foram ao porto de Sines ver os barcos que voltavam do mar alto.\n';
    const now =
      'Depois do almoço todos foram ao porto de Sines ver os navios.\nMais tarde choveu em Sines ver os barcos que voltavam do mar alto.\n';
    assert.equal(find(now, anchor(old, 'Sines'), old).kind, 'lost');
  });

  it('does not grow by a word that ends with a short one of its own', () => {
    const old = 'Todo ano eu digo que vou embora, e todo ano eu fico, resumiu ela.\n';
    const now = 'Todo ano eu dieu fico, resumiu ela.\n';
    assert.equal(find(now, anchor(old, 'eu fico'), old).kind, 'lost');
  });

  it('is left to a person where its paragraph stands twice, one of them edited, though its sentence is between its old neighbours', () => {
    const paragraph =
      'O barco saiu do cais ao nascer do sol. Nessa manhã de muito vento o mestre Rui Lobo levou para o mar nove pescadores da vila. Voltaram todos à tardinha com sardinha.';
    const old = `Chovia muito em toda a vila.\n${paragraph}\nFim da história.\n`;
    const now = old.replace(paragraph, `${paragraph.replace('ao nascer do sol', 'cedo')}\n${paragraph}`);
    assert.equal(surroundings(now, find(now, anchor(old, 'Rui Lobo'), old)), 'ambiguous');
  });

  it('is not put into a longer name, of which it is neither the first nor the last word', () => {
    const old = 'Ontem o ministro Silva chegou a Lisboa de comboio, disse a rádio.\n';
    const now = old.replace('Silva', 'Pedro Silva Costa');
    assert.equal(surroundings(now, find(now, anchor(old, 'Silva'), old)), 'orphan');
  });

  it('is not put on the same long name in a sentence that says something else', () => {
    const old =
      'Ninguém sabia que a Conferência dos Oceanos das Nações Unidas em Nice começava tão cedo, nem os guardas.\n';
    const now =
      'Muitos pescadores temem a Conferência dos Oceanos das Nações Unidas em Nice, dizem os mais velhos.\n';
    const sought = anchor(old, 'Conferência dos Oceanos das Nações Unidas em Nice');
    assert.equal(surroundings(now, find(now, sought, old)), 'orphan');
  });

  it('is left to a person where one of two has nearly as much of its context as the other', () => {
    const old = 'De manhã a Marta foi ao mercado comprar peixe fresco para todos.\n';
    const now =
      'De manhã a Marta foi ao mercado ver o mar, e a Marta depois foi ao mercado comprar peixe fresco para todos.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'Marta'), old)), 'ambiguous');
  });

  it('is not put on the same number further on where its context has closed over it', () => {
    const old = 'No cais ficaram 3 barcos durante toda a noite de domingo.\n';
    const now =
      'No cais ficaram barcos durante toda a noite de domingo, e 3 barcos durante toda a noite de sábado.\n';
    assert.equal(surroundings(now, find(now, anchor(old, '3'), old)), 'orphan');
  });

  describe('where its paragraph was copied and the original edited', () => {
    const paragraph =
      'O mestre Rui Lobo levou para o mar nove pescadores da vila e voltou à tardinha com sardinha.';
    const old = `Chovia.\n${paragraph}\nFim da história.\nTodos dormiam.\n`;
    const nove = anchor(old, 'nove');

    it('is left to a person where one of the two is as it was, and a piece of the other where it was', () => {
      const edited = 'O mestre Rui Lobo levou seis da vila e voltou.';
      const now = `${paragraph}\nFim da história.\nTodos dormiam.\nChovia.\n${edited}\n`;
      assert.equal(surroundings(now, find(now, nove, old)), 'ambiguous');
    });

    it('is left to a person where both were edited, and the better is beside nothing that stood beside it', () => {
      const better = paragraph.replace('sardinha', 'carapau');
      const other = paragraph.replace('nove pescadores', 'noveres');
      const now = `Chovia.\nVento.\n${better}\nAcabou.\n${other}\nFim da história.\nTodos dormiam.\n`;
      assert.equal(surroundings(now, find(now, nove, old)), 'ambiguous');
    });

    it('stays where it is beside what stood beside it, though an edited copy stands elsewhere', () => {
      const copy = paragraph.replace('nove', 'dez');
      const now = `Chovia.\n${paragraph.replace('sardinha', 'carapau')}\nFim da história.\nTodos dormiam.\n${copy}\n`;
      assert.equal(surroundings(now, find(now, nove, old)), 'r [nove] p');
    });
  });

  it('is left to a person where more of one side of its context stands beside the same word elsewhere', () => {
    const old = 'Depois do almoço todos foram ao porto de Sines ver os barcos que voltavam do mar alto.\n';
    const now =
      'Depois do almoço todos foram ao porto de Sines ver os navios.\nMais tarde choveu em Sines ver os barcos que vol.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'Sines'), old)), 'ambiguous');
  });

  it('is left to a person where it lost a word, and what stood behind it stands behind another', () => {
    const old = 'Depois do almoço o velho mestre Rui Lobo levou os netos ao porto de Sines com a avó.\n';
    const now =
      'Depois do almoço o velho mestre Lobo levou os netos ao mercado. De tarde a Rosa levou os netos ao porto de Sines com a avó.\n';
    assert.equal(surroundings(now, find(now, anchor(old, 'mestre Rui Lobo'), old)), 'ambiguous');
  });

  const word = fc.constantFrom(
    'rio',
    'ponte',
    'chuva',
    'barco',
    'feira',
    'vento',
    'campo',
    'sino',
    'praça',
    'rua',
  );
  const words = (least: number) => fc.array(word, { minLength: least, maxLength: 8 });
  const sentence = fc
    .tuple(words(2), words(2))
    .map(([before, after]) => ({ before: before.join(' '), after: after.join(' ') }));

  it('is never put on a look-alike, whichever sentences name it', () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.constantFrom('deleted', 'renamed', 'sentence'),
        (sentences, which, how) => {
          const written = sentences.map(({ before, after }) => `Na ${before} Robin ${after}.`);
          const gone = which % sentences.length;
          const old = written.join('\n');
          const at =
            written.slice(0, gone).join('\n').length + (gone > 0 ? 1 : 0) + written[gone]!.indexOf('Robin');
          const sought = anchorOf(old, { start: at, end: at + 5 });
          const other = {
            deleted: written[gone]!.replace(' Robin', ''),
            renamed: written[gone]!.replace('Robin', 'Marta'),
            sentence: '',
          }[how];
          fc.pre(written.indexOf(written[gone]!) === written.lastIndexOf(written[gone]!));
          const now = written.map((one, index) => (index === gone ? other : one)).join('\n');
          assert.equal(find(now, sought, old).kind, 'lost', now);
        },
      ),
    );
  });
});

describe('an anchor at the beginning of a text', () => {
  it('is found there though what follows changed, and not at the same words below', () => {
    const old = '青石镇新桥通车 老船夫最后一次渡河\n\n青石镇的新桥正式通车。\n';
    const now = '青石镇新桥通车 船灯是父亲留下的，由青石镇老船夫最后一次渡河\n\n青石镇的新桥正式通车。\n';
    const location = find(now, anchor(old, '青石镇'), old);
    assert.deepEqual(location, { kind: 'found', span: { start: 0, end: 3 } });
  });

  it('grows with words that are put into it when the text gets another beginning', () => {
    const old = 'North and South America meet here, by the sea.\n';
    const now = `Today ${old.replace('South', 'much of South')}`;
    const grown = '[North and much of South America]';
    assert.equal(surroundings(now, find(now, anchor(old, 'North and South America'), old)), `y ${grown} m`);
  });
});
