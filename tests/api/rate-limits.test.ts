import { beforeAll, describe, expect, it } from 'vitest';
import { identity } from '#contracts/identity.ts';
import { createAcademyTree, now, signIn, type AcademyTree, type TestClient } from '../support/stack.ts';
import { replyAt } from './direct.ts';

let tree: AcademyTree;
beforeAll(async () => {
  tree = await createAcademyTree();
});

const limit = identity.confirmSecondFactor.strictLimit!;
/** Guesses at a code at one moment by the gateway's clock: how it was answered. */
const guess = async (client: TestClient, moment: number) => {
  const { status, body, headers } = await replyAt(client, moment, identity.confirmSecondFactor, {
    body: { code: '000000' },
  });
  return { status, code: body.error.code, retryAfter: headers.get('retry-after') };
};

describe('guessing', () => {
  it('is stopped for the rest of the minute, for that person alone, and the answer says how long', async () => {
    const [one, other] = [await signIn(tree.learner.login), await signIn(tree.instructor.login)];
    const fiveSecondsIn = Math.ceil((await now()) / 60_000) * 60_000 + 5000;
    const answers = [];
    for (let tries = 0; tries < limit; tries += 1) answers.push((await guess(one, fiveSecondsIn)).code);
    expect(new Set(answers)).toEqual(new Set(['freshSignInNeeded']));
    expect(await guess(one, fiveSecondsIn)).toEqual({ status: 429, code: 'tooManyRequests', retryAfter: '55' });
    expect((await guess(other, fiveSecondsIn)).code).toBe('freshSignInNeeded');
    expect((await guess(one, fiveSecondsIn + 60_000)).code).toBe('freshSignInNeeded');
  });
});
