import assert from 'node:assert/strict';
import { groupMentions, type Mark, type Timex } from '../../../src/core';

interface Given {
  readonly quote: string;
  readonly label?: string;
  readonly status?: Mark['status'];
  readonly timex?: Timex;
}

/** The groups that mentions fall into, each as its name and the texts of its marks. */
function groups(given: readonly (string | Given)[]): Record<string, string[]> {
  let text = '';
  const marks = given.map((one, index): Mark => {
    const {
      quote,
      label = 'person',
      status = 'accepted',
      timex,
    } = typeof one === 'string' ? ({ quote: one } as Given) : one;
    const start = text.length;
    text += `${quote} `;
    return {
      id: `k${index}`,
      span: { start, end: start + quote.length },
      label,
      status,
      ...(timex && { timex }),
    };
  });
  const found = new Set(groupMentions(text, marks).values());
  return Object.fromEntries(
    [...found].map(({ name, marks }) => [name, marks.map(({ span }) => text.slice(span.start, span.end))]),
  );
}

describe('the mentions of an entity', () => {
  it('are spelled alike but for case, hyphens and apostrophes', () => {
    assert.deepEqual(groups(['Kim Jong-un', 'Kim Jong Un', 'Putin']), {
      'Kim Jong-un': ['Kim Jong-un', 'Kim Jong Un'],
      Putin: ['Putin'],
    });
  });

  it('are part of a person’s name, where it is the name of one person only', () => {
    assert.deepEqual(groups(['Vladimir Putin', 'Putin', 'Kim Jong-un', 'Kim Yo-jong', 'Kim']), {
      'Vladimir Putin': ['Vladimir Putin', 'Putin'],
      'Kim Jong-un': ['Kim Jong-un'],
      'Kim Yo-jong': ['Kim Yo-jong'],
      Kim: ['Kim'],
    });
  });

  it('take the fullest name, wherever it stands', () => {
    assert.deepEqual(groups(['Silva', 'Lula da Silva', 'Luiz Inácio Lula da Silva']), {
      'Luiz Inácio Lula da Silva': ['Silva', 'Lula da Silva', 'Luiz Inácio Lula da Silva'],
    });
  });

  it('are not joined across labels, nor by parts of what is no person’s name', () => {
    const place = (quote: string) => ({ quote, label: 'location' });
    assert.deepEqual(
      groups([place('Coreia do Norte'), place('Norte'), { quote: 'Coreia', label: 'event' }]),
      {
        'Coreia do Norte': ['Coreia do Norte'],
        Norte: ['Norte'],
        Coreia: ['Coreia'],
      },
    );
  });

  it('of a day are all that mean it', () => {
    const timex: Timex = { type: 'DATE', value: '2024-07-17' };
    const day = (quote: string) => ({ quote, label: 'date', timex });
    assert.deepEqual(groups([day('ontem'), day('17 de julho')]), { '17 de julho': ['ontem', '17 de julho'] });
  });

  it('are none of those that were rejected', () => {
    assert.deepEqual(groups(['Putin', { quote: 'Putin', status: 'rejected' }]), { Putin: ['Putin'] });
  });
});
