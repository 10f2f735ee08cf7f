import { describe, expect, it } from 'vitest';
import type { QuestionContent } from '#contracts/question-kinds.ts';
import type { QuestionMeta } from '#contracts/questions.ts';
import { difference } from './counting.ts';
import * as rules from './question.ts';
import type { StoredQuestion } from './questions.store.ts';

const by = (personId: string, at = '2026-11-22T10:00:00.000Z') => ({ personId, at });
const meta: QuestionMeta = { folderId: null, use: 'exam', difficulty: 1, tags: ['а'], competences: [], norms: [] };
const content = (uk: string): QuestionContent => ({ ask: { uk }, body: { kind: 'trueFalse', correct: true } });
const written = (uk: string) => ({ content: content(uk), hash: `hash of ${uk}` });
const made = () => rules.newQuestion({ id: 'qst_1', organisationId: 'org_1', meta, ...written('Чи так?') }, by('ann'));

const approved = (question: StoredQuestion, who = 'rita') =>
  rules.decided(
    rules.submitted(question, by('ann')),
    { decision: 'approve', hash: question.hash, note: null },
    by(who),
  );

describe('a question', () => {
  it('is a draft of who made it', () => {
    expect(made()).toMatchObject({
      state: 'draft',
      writers: ['ann'],
      revision: 1,
      languages: ['uk'],
      kind: 'trueFalse',
    });
  });

  it('counts who wrote it, not who sorted it', () => {
    const moved = rules.changed(made(), { ...meta, folderId: 'fld_1' }, written('Чи так?'), by('bob'));
    expect(moved).toMatchObject({ writers: ['ann'], folderId: 'fld_1', changedBy: 'bob' });
    expect(rules.changed(moved, meta, written('Чи ні?'), by('bob')).writers).toEqual(['ann', 'bob']);
  });

  it('stays as it is where nothing differs', () => {
    const question = made();
    expect(rules.changed(question, meta, written('Чи так?'), by('bob'))).toBe(question);
    expect(rules.changedSo(question, { addTags: ['а'], use: 'exam' }, by('bob'))).toBe(question);
  });

  it('is approved into versions, and changed since only while its words differ from the newest', () => {
    const first = approved(made());
    expect(first).toMatchObject({ state: 'approved', version: 1, writers: [], versionLanguages: ['uk'] });
    expect(rules.isChanged(first)).toBe(false);
    const next = rules.changed(first, meta, written('Чи ні?'), by('ann'));
    expect([rules.isChanged(next), next.state, next.version]).toEqual([true, 'approved', 1]);
    expect(rules.isChanged(rules.changed(next, meta, written('Чи так?'), by('ann')))).toBe(false);
    expect(approved(next).version).toBe(2);
  });

  it('is somebody’s own also under the name of their duplicate', () => {
    expect(rules.hasWritten(made(), { id: 'cora', mergedFrom: ['ann'] })).toBe(true);
    expect(rules.hasWritten(made(), { id: 'cora' })).toBe(false);
  });

  it('taken back is what it was before', () => {
    expect(rules.withdrawn(rules.submitted(made(), by('ann'))).state).toBe('draft');
    const second = rules.changed(approved(made()), meta, written('Чи ні?'), by('ann'));
    const taken = rules.withdrawn(rules.submitted(second, by('ann')));
    expect([taken.state, rules.isWithdrawn(taken)]).toEqual(['approved', true]);
    expect(() => rules.withdrawn(approved(made()))).toThrow('reviewEnded');
  });

  it('bears no more tags than may be, and is not put away under a reviewer’s eyes', () => {
    const addTags = Array.from({ length: 20 }, (_, at) => `м${at}`);
    expect(rules.changedSo(made(), { addTags }, by('ann'))).toBeUndefined();
    expect(rules.changedSo(rules.submitted(made(), by('ann')), { archived: true }, by('ann'))).toBeUndefined();
  });
});

describe('what a bank counts', () => {
  const standing = { folderId: 'fld_1', tags: ['а', 'б'], archived: false };
  it('goes along with a question that comes, moves and is put away', () => {
    expect(difference(undefined, standing)).toEqual({
      ...{ questions: 1, archived: 0, folders: new Map([['fld_1', 1]]) },
      tags: new Map([
        ['а', 1],
        ['б', 1],
      ]),
    });
    expect(difference(standing, { ...standing, folderId: 'fld_2', tags: ['б', 'в'] })).toEqual({
      ...{
        questions: 0,
        archived: 0,
        folders: new Map([
          ['fld_1', -1],
          ['fld_2', 1],
        ]),
      },
      tags: new Map([
        ['а', -1],
        ['в', 1],
      ]),
    });
    expect(difference(standing, { ...standing, archived: true })).toEqual({
      ...{ questions: 0, archived: 1, folders: new Map([['fld_1', -1]]) },
      tags: new Map([
        ['а', -1],
        ['б', -1],
      ]),
    });
  });
});
