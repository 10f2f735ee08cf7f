/** Without a device to keep anything (as here, and in some private windows) the words go to the academy all the same. */
import { describe, expect, test, vi } from 'vitest';
import type { Question } from '#contracts/questions.ts';
import { ApiError, OfflineError } from '../../lib/client.ts';
import { QuestionDesk, type Remote } from './question-desk.svelte.ts';

const person = { id: 'per_1', givenName: 'Ірина', familyName: 'Коваленко' };
const meta = { folderId: null, use: 'exam' as const, difficulty: 3, tags: [], competences: [], norms: [] };
const content = (uk: string) => ({ ask: { uk }, body: { kind: 'trueFalse' as const, correct: true } });
const question = (uk: string, revision: number): Question =>
  ({
    id: 'qst_1',
    ...meta,
    content: content(uk),
    revision,
    state: 'draft',
    mayChange: true,
    changedBy: person,
  }) as unknown as Question;

function desk(remote: Partial<Remote>, stands?: Question) {
  const begun = { content: content(''), meta };
  const all: Remote = {
    add: vi.fn(() => Promise.reject(new OfflineError())),
    change: vi.fn(() => Promise.reject(new OfflineError())),
    load: vi.fn(() => Promise.reject(new OfflineError())),
    ...remote,
  };
  const of = { id: 'qst_1', personId: person.id, organisationId: 'org_1', question: stands, begun, remote: all };
  return { desk: new QuestionDesk({ ...of, learned: () => undefined }), remote: all };
}

describe('a question that is written', () => {
  test('is sent once it is whole, and not before', async () => {
    const add = vi.fn(() => Promise.resolve({ question: question('Що?', 1), current: true }));
    const { desk: one } = desk({ add });
    expect(one.isEmpty).toBe(true);
    one.meta.tags = ['право'];
    expect(await one.flush()).toBe(false);
    expect(add).not.toHaveBeenCalled();
    expect(one.needs).toEqual(['ask']);
    one.meta.tags = [];
    one.content.ask = { uk: 'Що?' };
    expect(await one.flush()).toBe(true);
    expect(one.place).toBe('academy');
  });

  test('whose first answer was lost is brought up to what was typed since', async () => {
    const add = vi.fn(() => Promise.resolve({ question: question('Що', 1), current: false }));
    const change = vi.fn(() => Promise.resolve(question('Що саме?', 2)));
    const { desk: one } = desk({ add, change });
    one.content.ask = { uk: 'Що саме?' };
    expect(await one.flush()).toBe(true);
    expect(change).toHaveBeenCalledWith(expect.objectContaining({ revision: 1, content: content('Що саме?') }));
  });

  test('that somebody else changed waits for a person, and loses neither text', async () => {
    const refused = new ApiError({ code: 'conflict' }, 409);
    const change = vi.fn<Remote['change']>().mockRejectedValueOnce(refused).mockResolvedValue(question('моє', 6));
    const { desk: one } = desk({ change, load: () => Promise.resolve(question('їхнє', 5)) }, question('було', 4));
    one.content.ask = { uk: 'моє' };
    expect(await one.flush()).toBe(false);
    expect(one.conflict?.content.ask.uk).toBe('їхнє');
    expect(one.content.ask.uk).toBe('моє');
    await one.decide('mine');
    expect(change).toHaveBeenLastCalledWith(expect.objectContaining({ revision: 5, content: content('моє') }));
    expect(one.place).toBe('academy');
  });

  test('is in conflict with nobody where its own words stand already', async () => {
    const change = vi.fn<Remote['change']>().mockRejectedValue(new ApiError({ code: 'conflict' }, 409));
    const { desk: one } = desk({ change, load: () => Promise.resolve(question('моє', 5)) }, question('було', 4));
    one.content.ask = { uk: 'моє' };
    expect(await one.flush()).toBe(true);
    expect(one.conflict).toBeUndefined();
  });

  test('that the academy does not take says why, and stays', async () => {
    const { desk: one } = desk({ add: () => Promise.resolve({ refused: 'bankFull' }) });
    one.content.ask = { uk: 'Що?' };
    expect(await one.flush()).toBe(false);
    expect(one.refused).toBe('bankFull');
    expect(one.content.ask.uk).toBe('Що?');
    await one.close();
  });
});
