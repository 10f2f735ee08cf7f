import { beforeAll, describe, expect, it } from 'vitest';
import { attendance } from '#contracts/attendance.ts';
import { calendar } from '#contracts/calendar.ts';
import { addDays, mondayOf } from '#contracts/local-time.ts';
import { timetable, type TimetableSession } from '#contracts/timetable.ts';
import { createCohort } from '../support/cohorts.ts';
import { outcome } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  createPerson,
  dismiss,
  items,
  newId,
  now,
  records,
  settled,
  signIn,
  TestClient,
  type AcademyTree,
} from '../support/stack.ts';
import { plan, planOf } from '../support/timetable.ts';

let tree: AcademyTree;
let teacher: TestClient;
let learner: TestClient;
let cohortId: string;
/** a Monday and its week, beginning a week from now */
let monday: string;
let today: string;
const dayOf = (weekday: number) => addDays(monday, weekday - 1);

beforeAll(async () => {
  tree = await createAcademyTree();
  [teacher, learner] = await Promise.all([signIn(tree.instructor.login), signIn(tree.learner.login)]);
  today = academyDay(await now());
  monday = addDays(mondayOf(today), 7);
  cohortId = await newCohort();
});
const newCohort = (personIds = [tree.learner.id]) =>
  createCohort(teacher, tree.academyId, { startsOn: addDays(today, -40), endsOn: addDays(today, 40), personIds });
const week = (client: TestClient, id = cohortId) =>
  client.call(timetable.timetable, { params: { cohortId: id }, query: { from: dayOf(1), to: addDays(dayOf(7), 7) } });
const at = ({ id, day }: TimetableSession, of = cohortId) => ({ cohortId: of, day, sessionId: id });
const titles = ({ items: found }: { items: TimetableSession[] }) =>
  found.map(({ day, from, state }) => `${day} ${from} ${state}`);

describe('a timetable', () => {
  it('is planned week by week and read by who learns there; each session can be changed by itself', async () => {
    const id = await newCohort();
    const body = planOf({ day: dayOf(1), instructorId: tree.instructor.id }, addDays(monday, 7));
    const params = { cohortId: id };
    const made = await teacher.call(timetable.createSessions, { params, body });
    // sent again, and seen at once
    expect(await teacher.call(timetable.createSessions, { params, body })).toEqual(made);
    const shown = await week(learner, id);
    expect(shown).toMatchObject({ mayChange: false, today, postponed: [], cohort: { timeZone: 'Europe/Kyiv' } });
    expect(shown.items).toEqual(made.items);
    expect(shown.items[0]).toMatchObject({
      place: 'Авд. 214',
      instructor: { id: tree.instructor.id },
      state: 'planned',
    });
    const change = { revision: 1, day: dayOf(2), from: '14:00', link: 'https://meet.test/1' };
    const first = made.items[0]!;
    const moved = await teacher.call(timetable.changeSession, { params: at(first, id), body: change });
    expect(await teacher.call(timetable.changeSession, { params: at(first, id), body: change })).toEqual(moved);
    expect(titles(await week(learner, id))).toEqual([
      `${dayOf(2)} 14:00 planned`,
      `${addDays(monday, 7)} 09:00 planned`,
    ]);
    // an old link leads on
    expect(await learner.call(timetable.session, { params: at(first, id) })).toEqual(moved);
    const twice = { params: at(moved, id), body: { revision: 1, title: 'Інше' } };
    expect(outcome(await teacher.reply(timetable.changeSession, twice))).toBe('conflict');
    const cancelled = { params: at(moved, id), body: { revision: 2, cancelled: true } };
    expect(await teacher.call(timetable.changeSession, cancelled)).toMatchObject({ state: 'cancelled' });
    const data = JSON.stringify(await records(id));
    expect(data).toContain('cohorts.sessionCancelled');
    expect(data).not.toContain('Права людини');
  });

  it('refuses what cannot be held', async () => {
    const params = { cohortId };
    const refused = async (change: Parameters<typeof planOf>[0], ...more: string[]) =>
      outcome(await teacher.reply(timetable.createSessions, { params, body: planOf(change, ...more) }));
    expect(await refused({ day: addDays(today, -41) })).toBe('sessionOutside');
    expect(await refused({ day: dayOf(1), link: 'javascript:alert(1)' })).toBe('invalid');
    expect(await refused({ day: dayOf(1), title: 'a\r\nATTACH:x' })).toBe('invalid');
    expect(await refused({ day: dayOf(1), instructorId: tree.learner.id })).toBe('personUnsuitable');
    expect(await refused({ day: dayOf(1), minutes: 721 })).toBe('invalid');
    for (let hour = 0; hour < 10; hour += 1) await plan(teacher, cohortId, { day: dayOf(7), from: `1${hour}:00` });
    expect(await refused({ day: dayOf(7) })).toBe('dayFull');
  });

  it('warns of what is held at the same time, here and by the instructor elsewhere', async () => {
    const [id, other] = [await newCohort(), await newCohort([])];
    await plan(teacher, id, { day: dayOf(3), from: '10:00', title: 'Тут' });
    await plan(teacher, other, { day: dayOf(3), from: '10:00', title: 'Деінде', instructorId: tree.instructor.id });
    const query = { days: `${dayOf(2)},${dayOf(3)}`, from: '09:00', minutes: '90', instructorId: tree.instructor.id };
    const found = await teacher.call(timetable.overlaps, { params: { cohortId: id }, query });
    expect(found.items).toMatchObject([
      { of: 'cohort', title: 'Тут', day: dayOf(3) },
      { of: 'instructor', title: 'Деінде', cohort: { id: other } },
    ]);
    const before = { ...query, minutes: '60' };
    expect((await teacher.call(timetable.overlaps, { params: { cohortId: id }, query: before })).items).toEqual([]);
  });

  it('is nobody’s outside the cohort', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const stranger = await signIn(person.login);
    const asked = { params: { cohortId }, query: { from: monday, to: monday } };
    expect(outcome(await stranger.reply(timetable.timetable, asked))).toBe('notFound');
    const [session] = await plan(teacher, cohortId, { day: dayOf(6) });
    // of another cohort’s address
    const other = await newCohort();
    expect(outcome(await teacher.reply(timetable.session, { params: at(session!, other) }))).toBe('notFound');
    const body = { revision: 1, title: 'x' };
    expect(outcome(await learner.reply(timetable.changeSession, { params: at(session!), body }))).toBe('notAllowed');
  });
});

describe('a day under air alarm', () => {
  const previewed = (id: string, day: string) =>
    teacher.call(timetable.previewPostponement, { params: { cohortId: id, day } });
  async function postpone(id: string, day: string) {
    const { moves } = await previewed(id, day);
    const body = {
      reason: 'Повітряна тривога',
      moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: session.revision, to })),
    };
    const input = { params: { cohortId: id, day }, body };
    return { input, done: await teacher.call(timetable.postponeDay, input) };
  }

  it('is postponed in one action, once, as it was shown; and taken back', async () => {
    const id = await newCohort();
    const [morning] = await plan(teacher, id, { day: dayOf(2) });
    await plan(teacher, id, { day: dayOf(2), from: '11:00' });
    await plan(teacher, id, { day: dayOf(3), from: '11:30' });
    const shown = await previewed(id, dayOf(2));
    // Wednesday is taken
    expect(shown.moves.map(({ to }) => to)).toEqual([dayOf(4), dayOf(4)]);
    expect(shown).toMatchObject({ dueDays: 1, postponed: null });
    const { input, done } = await postpone(id, dayOf(2));
    expect(done).toMatchObject({
      sessions: 2,
      dueDays: 1,
      reason: 'Повітряна тривога',
      by: { id: tree.instructor.id },
    });
    expect(await teacher.call(timetable.postponeDay, input)).toEqual(done);
    const other = { ...input, body: { ...input.body, moves: [] } };
    expect(outcome(await teacher.reply(timetable.postponeDay, other))).toBe('conflict');
    const after = await week(learner, id);
    expect(titles(after)).toEqual([
      `${dayOf(2)} 09:00 postponed`,
      `${dayOf(2)} 11:00 postponed`,
      `${dayOf(3)} 11:30 planned`,
      `${dayOf(4)} 09:00 planned`,
      `${dayOf(4)} 11:00 planned`,
    ]);
    expect(after.postponed).toEqual([done]);
    expect(after.items[3]).toMatchObject({ id: morning!.id, movedFrom: dayOf(2) });
    const told = (await records(id)).filter(({ type }) => type === 'cohorts.dayPostponed');
    expect(told).toMatchObject([{ kind: 'fact', data: { day: dayOf(2), sessions: 2, dueDays: 1 } }]);
    const undo = { params: { cohortId: id, day: dayOf(2) }, query: { revision: String(done.revision) } };
    expect(await teacher.call(timetable.restoreDay, undo)).toEqual({ restored: 2, stayed: 0 });
    expect(await teacher.call(timetable.restoreDay, undo)).toEqual({ restored: 2, stayed: 0 });
    expect(titles(await week(learner, id)).slice(0, 2)).toEqual([
      `${dayOf(2)} 09:00 planned`,
      `${dayOf(2)} 11:00 planned`,
    ]);
    expect((await week(learner, id)).postponed).toEqual([]);
    // and once more
    expect((await postpone(id, dayOf(2))).done.revision).toBe(3);
  });

  it('is shown anew where a session came or was changed meanwhile; what was moved on stays when it is taken back', async () => {
    const id = await newCohort();
    await plan(teacher, id, { day: dayOf(2) });
    const { moves } = await previewed(id, dayOf(2));
    await plan(teacher, id, { day: dayOf(2), from: '16:00' });
    const body = { reason: null, moves: moves.map(({ session, to }) => ({ sessionId: session.id, revision: 1, to })) };
    const params = { cohortId: id, day: dayOf(2) };
    expect(outcome(await teacher.reply(timetable.postponeDay, { params, body }))).toBe('conflict');
    const { done } = await postpone(id, dayOf(2));
    const late = (await week(teacher, id)).items.find(({ day, from }) => day === dayOf(3) && from === '16:00')!;
    await teacher.call(timetable.changeSession, { params: at(late, id), body: { revision: 2, day: dayOf(5) } });
    const undo = { params, query: { revision: String(done.revision) } };
    expect(await teacher.call(timetable.restoreDay, undo)).toEqual({ restored: 1, stayed: 1 });
    expect(titles(await week(teacher, id))).toEqual([`${dayOf(2)} 09:00 planned`, `${dayOf(5)} 16:00 planned`]);
  });
});

describe('attendance', () => {
  it('is noted for all at once, changed with its history, and everybody sees their own', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => createPerson(tree.academyId, ['learner'])));
    const id = await newCohort([tree.learner.id, ...people.map((person) => person.id)]);
    const [session] = await plan(teacher, id, { day: today, from: '00:00' });
    const params = at(session!, id);
    const rows = (await teacher.call(attendance.attendance, { params, query: {} })).items;
    expect(rows).toHaveLength(13);
    const entries = rows.map(({ id: personId }) => ({ personId, state: 'present' as const, revision: 0 }));
    const all = await teacher.call(attendance.noteAttendance, { params, body: { entries } });
    expect(all.conflicts).toEqual([]);
    expect(new Set(all.items.map(({ state }) => state))).toEqual(new Set(['present']));
    expect(await teacher.call(attendance.noteAttendance, { params, body: { entries } })).toEqual(all);
    const late = [{ personId: tree.learner.id, state: 'late' as const, revision: 1 }];
    const changed = await teacher.call(attendance.noteAttendance, { params, body: { entries: late } });
    expect(changed.items[0]).toMatchObject({
      revision: 2,
      changes: [{ state: 'late', by: { id: tree.instructor.id } }, { state: 'present' }],
    });
    // somebody else saw it before
    const admin = await signIn(tree.admin.login);
    const stale = { params, body: { entries: [{ ...late[0]!, state: 'absent' as const }] } };
    expect(await admin.call(attendance.noteAttendance, stale)).toMatchObject({
      conflicts: [tree.learner.id],
      items: [{ state: 'late' }],
    });
    const own = await learner.call(attendance.ownAttendance, { params: { cohortId: id }, query: {} });
    expect(own.items).toMatchObject([{ sessionId: session!.id, day: today, state: 'late' }]);
    expect(outcome(await learner.reply(attendance.attendance, { params, query: {} }))).toBe('notAllowed');
    const facts = (await records(tree.learner.id)).filter(({ type }) => type === 'cohorts.attendanceNoted');
    expect(facts.map(({ data }) => data?.['state']).filter((state) => state !== 'present')).toContain('late');
    // what was held stays on its day
    const move = { params, body: { revision: 1, day: addDays(today, 1) } };
    expect(outcome(await teacher.reply(timetable.changeSession, move))).toBe('sessionHeld');
  });

  it('is of who learns there, from the day of the session on', async () => {
    const [coming] = await plan(teacher, cohortId, { day: addDays(today, 2) });
    const note = (session: TimetableSession, personId: string) =>
      teacher.reply(attendance.noteAttendance, {
        params: at(session),
        body: { entries: [{ personId, state: 'present', revision: 0 }] },
      });
    expect(outcome(await note(coming!, tree.learner.id))).toBe('sessionAhead');
    const [held] = await plan(teacher, cohortId, { day: addDays(today, -1) });
    expect(outcome(await note(held!, tree.instructor.id))).toBe('notFound');
  });
});

describe('the calendar to subscribe to', () => {
  const file = async (address: string) => {
    const answer = await new TestClient().fetch(new URL(address).pathname);
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it('shows one’s own sessions to whoever knows the address, until it is renewed or taken back', async () => {
    const person = await createPerson(tree.academyId, ['learner']);
    const client = await signIn(person.login);
    const id = await newCohort([person.id]);
    await plan(teacher, id, { day: dayOf(1), title: '<img src=x onerror=alert(1)>; a,b', link: 'https://meet.test/1' });
    expect(await client.call(calendar.calendarFeed, {})).toEqual({ address: null, madeAt: null });
    const body = { feedId: newId('feed') };
    const made = await client.call(calendar.openCalendarFeed, { body });
    expect(await client.call(calendar.openCalendarFeed, { body })).toEqual(made);
    const token = /([\w-]{43})\.ics$/.exec(made.address!)![1]!;
    const first = await file(made.address!);
    expect(first).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
    expect(first.text).toContain('SUMMARY:<img src=x onerror=alert(1)>\\; a\\,b\r\n');
    expect(first.text).toContain(`DTSTART:${monday.replaceAll('-', '')}T0`);
    // neither in the table nor under somebody else’s name
    expect(JSON.stringify(await items(`$cohorts#${person.id}`))).not.toContain(token);
    const thief = await learner.call(calendar.openCalendarFeed, { body });
    expect(thief.address).not.toBe(made.address);
    const renewed = await client.call(calendar.openCalendarFeed, { body: { feedId: newId('feed') } });
    expect((await file(made.address!)).status).toBe(404);
    expect((await file(renewed.address!)).status).toBe(200);
    await dismiss(person.id);
    expect((await file(renewed.address!)).status).toBe(404);
    expect(await learner.call(calendar.closeCalendarFeed, {})).toEqual({ address: null, madeAt: null });
    expect((await file(thief.address!)).status).toBe(404);
    await settled();
  });

  it('is also of what one teaches, and of no cohort one has left', async () => {
    const person = await createPerson(tree.academyId, ['instructor']);
    const client = await signIn(person.login);
    const id = await createCohort(client, tree.academyId, { startsOn: today, endsOn: addDays(today, 30) });
    await plan(client, id, { day: dayOf(1), title: 'Веду сам', instructorId: person.id });
    await plan(client, id, { day: dayOf(1), title: 'Веде інший', from: '12:00' });
    const { address } = await client.call(calendar.openCalendarFeed, { body: { feedId: newId('feed') } });
    const { text } = await file(address!);
    expect(text).toContain('SUMMARY:Веду сам');
    expect(text).not.toContain('Веде інший');
  });
});
