import { describe, expect, it, vi } from 'vitest';
import { react, type Reactions } from './events.ts';

const message = (receives: number) => ({
  messageId: 'm1',
  body: JSON.stringify({
    source: 'kurs.records',
    time: '2026-11-22T08:52:00.000Z',
    detail: { dynamodb: { NewImage: { id: { S: 'r1' }, type: { S: 'x.y' }, subjectId: { S: 'job_1' } } } },
  }),
  attributes: { SentTimestamp: '1000', ApproximateReceiveCount: String(receives) },
});

/** Delivers a record to a reaction that fails; answers whose wait was ended and what goes back to the queue. */
async function failing(receives: number, more: Partial<Reactions> = {}) {
  const told: string[] = [];
  const handler = react({
    record: () => Promise.reject(new Error('no')),
    givenUp: async ({ subjectId }) => void told.push(subjectId),
    ...more,
  });
  const { batchItemFailures } = await handler({ Records: [message(receives)] }, { getRemainingTimeInMillis: () => 1 });
  return { told, back: batchItemFailures.map((each) => each.itemIdentifier) };
}

describe('a record whose reaction fails', () => {
  it('comes again, and nobody is told', async () => {
    expect(await failing(4)).toEqual({ told: [], back: ['m1'] });
  });
  it('for the last time ends the wait, and is laid aside for the operator', async () => {
    expect(await failing(5)).toEqual({ told: ['job_1'], back: ['m1'] });
  });
  it('tells nobody when its last delivery goes well', async () => {
    expect(await failing(5, { record: async () => undefined })).toEqual({ told: [], back: [] });
  });
});

describe('the log', () => {
  const lines = async (reactions: Reactions, from = message(1)) => {
    const spy = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await react(reactions)({ Records: [from] }, { getRemainingTimeInMillis: () => 1 });
    const said = spy.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
    spy.mockRestore();
    return said;
  };

  it('names the record, as table and dead letters do', async () => {
    expect(await lines({ record: async () => undefined })).toEqual([
      { level: 'info', message: 'reacted', recordId: 'r1', recordType: 'x.y' },
    ]);
    expect(await lines({ record: () => Promise.reject(new TypeError('no')) })).toContainEqual(
      expect.objectContaining({ level: 'error', recordId: 'r1', recordType: 'x.y', error: 'TypeError' }),
    );
  });
  it('names the message where there is no record to read', async () => {
    const unreadable = { ...message(1), body: 'no JSON' };
    expect(await lines({ record: async () => undefined }, unreadable)).toContainEqual(
      expect.objectContaining({ level: 'error', recordId: 'm1', error: 'SyntaxError' }),
    );
  });
});
