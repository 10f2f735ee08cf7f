import { describe, expect, it } from 'vitest';
import { agendaMax } from '#contracts/agenda.ts';
import { earliest, isNewFeedback, isToDo, type OwnAssignment } from './agenda.ts';

const now = Date.parse('2026-11-23T08:00:00.000Z');
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString();

function own(
  change: Partial<OwnAssignment['standing']> & { opensIn?: number; closesIn?: number; releasedIn?: number },
) {
  const { opensIn = -10, closesIn, releasedIn, ...standing } = change;
  return {
    set: {
      ...{ id: 'asn_1', cohortId: 'coh_1', title: 'Рапорт', language: 'uk' as const, pointsMax: 10, anonymous: false },
      ...{ opensAt: inDays(opensIn), dueAt: inDays(1) },
      ...(closesIn === undefined ? {} : { closesAt: inDays(closesIn) }),
      ...(releasedIn === undefined ? {} : { releasedAt: inDays(releasedIn) }),
    },
    standing: {
      ...{ personId: 'per_1', assignmentId: 'asn_1', state: 'open' as const, late: false, submissions: 0 },
      dueAt: inDays(1),
      ...standing,
    },
  };
}

describe('an assignment is to be done', () => {
  it.each([
    ['open and due tomorrow', own({}), true],
    ['due by one’s own exception within the week', own({ dueAt: inDays(6) }), true],
    ['due after the week', own({ dueAt: inDays(8) }), false],
    ['overdue', own({ state: 'missing', dueAt: inDays(-3) }), true],
    ['overdue, and nothing is taken any more', own({ state: 'missing', dueAt: inDays(-3), closesIn: -1 }), false],
    ['given back after the end', own({ state: 'returned', closesIn: -1 }), true],
    ['overdue since last term', own({ state: 'missing', dueAt: inDays(-61) }), false],
    ['not begun', own({ opensIn: 1 }), false],
    ['handed in', own({ state: 'handedIn' }), false],
    ['excused', own({ state: 'excused' }), false],
  ])('%s', (_, assignment, expected) => expect(isToDo(assignment, now)).toBe(expected));
});

it('feedback is new for two weeks after its release', () => {
  expect(isNewFeedback(own({ state: 'marked', releasedIn: -13 }), now)).toBe(true);
  expect(isNewFeedback(own({ state: 'marked', releasedIn: -15 }), now)).toBe(false);
  expect(isNewFeedback(own({ state: 'handedIn' }), now)).toBe(false);
});

it('the earliest come first, and not without end', () => {
  const many = Array.from({ length: agendaMax + 5 }, (_, index) => ({ at: inDays(60 - index) }));
  const shown = earliest(many, ({ at }) => at);
  expect(shown).toHaveLength(agendaMax);
  expect(shown[0]).toEqual({ at: inDays(60 - agendaMax - 4) });
});
