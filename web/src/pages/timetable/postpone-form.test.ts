import { describe, expect, it } from 'vitest';
import type { PostponementPreview } from '#contracts/timetable.ts';
import { movesBody, proposedTargets, wrongTargets } from './postpone-form.ts';

const preview = {
  moves: [
    { session: { id: 'ses_a', revision: 1 }, to: '2026-11-26', held: false },
    { session: { id: 'ses_b', revision: 3 }, to: null, held: true },
  ],
} as unknown as PostponementPreview;

describe('a day to be put off', () => {
  it('begins with what is proposed; what was held stays', () => {
    const targets = proposedTargets(preview);
    expect(targets).toEqual({ ses_a: '2026-11-26', ses_b: '' });
    expect(movesBody(preview, { ...targets, ses_b: '2026-11-27' })).toEqual([
      { sessionId: 'ses_a', revision: 1, to: '2026-11-26' },
      { sessionId: 'ses_b', revision: 3, to: null },
    ]);
  });

  it('goes to a later day only; a session without one stays', () => {
    expect(wrongTargets('2026-11-25', { ses_a: '2026-11-25', ses_b: '2026-11-26', ses_c: '' })).toEqual(['ses_a']);
  });
});
