import { expect, it } from 'vitest';
import { mentionsIn, withMentions } from './mentions.ts';

const person = `per_${'0'.repeat(26)}`;

it('mentions are found once each and shown by what stands for them', () => {
  const text = `@[${person}], погляньте. @[${person}] @[Хтось] @[per_x]`;
  expect(mentionsIn(text)).toEqual([person]);
  expect(withMentions(text, () => '@Ім’я')).toBe('@Ім’я, погляньте. @Ім’я @[Хтось] @[per_x]');
});
