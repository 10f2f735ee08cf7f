import { expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

it('where one tab begins, the others hear of it, and it does not hear itself', async () => {
  const heard: string[] = [];
  const first = new OneAtATime(() => heard.push('first'));
  const told = new Promise<OneAtATime>((resolve) => {
    const second = new OneAtATime(() => {
      heard.push('second');
      resolve(second);
    });
  });
  first.begin();
  (await told).end();
  first.end();
  expect(heard).toEqual(['second']);
});
