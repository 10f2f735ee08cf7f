import { describe, expect, it } from 'vitest';
import { textModel } from '../markdown/text-model.ts';
import { normIdOf, normLink } from './norm-link.ts';

const id = 'art_01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('a reference to a norm', () => {
  it('is written and read again, whatever the reference', () => {
    for (const reference of ['ст. 23', 'ст. 1 ч. [2] п. \\3', 'розд. *I* п. 1']) {
      const [block] = textModel(normLink({ id, reference })).blocks;
      expect(block).toMatchObject({ type: 'paragraph', children: [{ type: 'norm', articleId: id }] });
    }
  });

  it('keeps the words around it', () => {
    expect(textModel(`Див. [ст. **23**](norm:${id}).`).blocks).toEqual([
      {
        type: 'paragraph',
        children: [
          { type: 'text', text: 'Див. ' },
          {
            type: 'norm',
            articleId: id,
            children: [
              { type: 'text', text: 'ст. ' },
              { type: 'strong', children: [{ type: 'text', text: '23' }] },
            ],
          },
          { type: 'text', text: '.' },
        ],
      },
    ]);
  });

  it.each(['norm:', 'norm:art_1', `norm:${id}x`, `norm:${id}/..`, `norm: ${id}`, `https:${id}`, `javascript:${id}`])(
    'is not %s',
    (href) => {
      expect(normIdOf(href)).toBeNull();
    },
  );

  it('to nothing leaves plain words', () => {
    expect(textModel('[ст. 23](norm:art_nothing)').blocks).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: 'ст. 23' }] },
    ]);
  });
});
