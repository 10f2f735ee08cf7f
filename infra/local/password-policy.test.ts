import { expect, it } from 'vitest';
import { lacks } from './password-policy.ts';

const policy = {
  MinimumLength: 12,
  RequireLowercase: true,
  RequireUppercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

it.each([
  ['Short-1a', /not long enough/],
  ['NOLOWERCASE-1', /lowercase/],
  ['nouppercase-1', /uppercase/],
  ['No-digit-here', /numeric/],
  ['NoSymbolHere12', /symbol/],
])('the password %j is refused: %s', (password, why) => {
  expect(lacks(password, policy)).toMatch(why);
});

it.each(['Long-enough-1', 'With space 1x', 'Юлія-Ab1-Ab1-'])('the password %j will do', (password) => {
  expect(lacks(password, policy)).toBeUndefined();
});
