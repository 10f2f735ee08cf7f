import { expect, it } from 'vitest';
import { gapModel } from './gaps.ts';

it('gaps stand where the sentence has them, also inside emphasis; unknown ones stay text', () => {
  const { blocks } = gapModel('Поліцейський **{{g1}}** за {{g2}} годин, {{zz}}.', [{ id: 'g1' }, { id: 'g2' }], {});
  const [paragraph] = blocks;
  const children = paragraph?.type === 'paragraph' ? paragraph.children : [];
  expect(children.map((each) => ('text' in each ? `${each.type}:${each.text}` : each.type))).toEqual([
    'text:Поліцейський ',
    'strong',
    'text: за ',
    'marked:g2',
    'text: годин, ',
    'text:{{zz}}',
    'text:.',
  ]);
  const strong = children[1];
  expect(strong?.type === 'strong' && strong.children).toMatchObject([{ type: 'marked', text: 'g1' }]);
});
