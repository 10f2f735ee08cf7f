import { describe, expect, it } from 'vitest';
import type { Agenda } from '#contracts/agenda.ts';
import { daysOf, isEmpty, type Days, type OwnCourse } from './agenda-view.ts';

const cohort = { id: 'coh_1', name: 'ПОГ-26/1' };
// 23:30 in Kyiv
const now = { ms: Date.parse('2026-11-23T21:30:00.000Z'), timeZone: 'Europe/Kyiv' };
const nothing: Agenda = { sessions: [], assignments: [], feedback: [], marking: [], questions: [], teaching: [] };
const session = (id: string, startsAt: string): Agenda['sessions'][number] => ({
  ...{ id, cohort, title: 'Тактика', day: '2026-11-24', startsAt, endsAt: startsAt, place: null, link: null },
  ...{ cancelled: false, as: 'learner' },
});
const assignment = (id: string, dueAt: string): Agenda['assignments'][number] => ({
  ...{ id, cohort, title: 'Рапорт', language: 'uk', dueAt, state: 'open' },
});
const course = (id: string, dueOn: string | null, completedAt: string | null = null) =>
  ({ course: { id }, completedAt, assigned: { dueOn, cohort } }) as unknown as OwnCourse;
const days = (agenda: Partial<Agenda>, courses: OwnCourse[] = []) => {
  const found = daysOf({ ...nothing, ...agenda }, courses, now, () => ({ text: 'Права', lang: 'uk' }));
  const keys = (name: keyof Days) => found[name].map(({ key }) => key);
  return { overdue: keys('overdue'), today: keys('today'), coming: keys('coming') };
};

describe('the days', () => {
  it('are those of the reader: half an hour later it is tomorrow', () => {
    const sessions = [session('late', '2026-11-23T21:45:00.000Z'), session('next', '2026-11-23T22:15:00.000Z')];
    expect(days({ sessions })).toEqual({ overdue: [], today: ['late'], coming: ['next'] });
  });

  it('hold everything in the order of its time, what is overdue apart', () => {
    const assignments = [
      assignment('soon', '2026-11-25T10:00:00.000Z'),
      assignment('past', '2026-11-23T21:00:00.000Z'),
    ];
    const sessions = [session('between', '2026-11-24T08:00:00.000Z')];
    expect(days({ assignments, sessions }, [course('today', '2026-11-23'), course('gone', '2026-11-22')])).toEqual({
      overdue: ['gone', 'past'],
      today: ['today'],
      coming: ['between', 'soon'],
    });
  });

  it('leave out courses that are completed, without a day, or due after the week', () => {
    const done = course('done', '2026-11-24', '2026-11-20T10:00:00.000Z');
    expect(days({}, [done, course('free', null), course('later', '2026-12-02')])).toEqual({
      ...{ overdue: [], today: [], coming: [] },
    });
  });
});

it('nothing at all is empty', () => {
  const none = { overdue: [], today: [], coming: [] };
  expect(isEmpty(nothing, none)).toBe(true);
  expect(isEmpty({ ...nothing, questions: [{ id: 'thr_1', cohort, title: 'Коли?', askedAt: '' }] }, none)).toBe(false);
});
