import { expect, it } from 'vitest';
import { titleFrom } from './title-from.ts';

it('a film is named after its file', () => {
  expect(titleFrom('Огляд_місця  події.final.mp4')).toBe('Огляд місця події.final');
  expect(titleFrom('VID_20261122.MOV')).toBe('VID 20261122');
});
