import { beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { createOrganisation, newId, settled, type TestClient } from '../support/stack.ts';
import { createArchive, type Archive, type Learner } from './archive.ts';

let past: Archive;
beforeAll(async () => {
  past = await createArchive();
});

const held = async (client: TestClient, organisationId: string, day: string, course?: string) => {
  const query = { day, ...(course ? { courseId: course } : {}) };
  const { items: rows } = await client.call(audit.held, { params: { organisationId }, query });
  return rows;
};
const personOn = (client: TestClient, personId: string, day: string) =>
  client.call(audit.personOnDay, { params: { personId }, query: { day } });

describe('who held what at the end of a day', () => {
  let moved: Learner;

  beforeAll(async () => {
    moved = await past.graduate(100, 80);
    await past.move(50, moved, past.academy.academyId, past.other.academyId);
    await settled();
  });

  it('is told by academy: by which version, from the day of completion on', async () => {
    expect(await held(past.auditor, past.academy.academyId, past.day(81))).toEqual([]);
    expect(await held(past.auditor, past.academy.academyId, past.day(80))).toMatchObject([
      {
        person: { id: moved.id },
        organisation: { id: past.academy.academyId },
        course: { id: past.courseId, title: { uk: 'Курс для аудиту' } },
        version: 1,
        completedAt: past.iso(80),
      },
    ]);
  });

  it('lists who moved where they belonged on that day', async () => {
    expect(await past.holders(past.academy.academyId, past.day(51))).toContain(moved.id);
    expect(await past.holders(past.other.academyId, past.day(51))).not.toContain(moved.id);
    expect(await past.holders(past.academy.academyId, past.day(50))).not.toContain(moved.id);
    expect(await past.holders(past.other.academyId, past.day(50))).toContain(moved.id);
    expect(await past.holders(past.other.academyId, past.day(0))).toContain(moved.id);
  });

  it('is told of the whole service to who sees all of it, each once, page by page', async () => {
    const { organisationId } = inject('national');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { day: past.day(50), courseId: past.courseId, ...(cursor ? { cursor } : {}) };
      const { items, next } = await past.national.call(audit.held, { params: { organisationId }, query });
      seen.push(...items.map(({ person, organisation }) => `${person.id} ${organisation.id}`));
      cursor = next ?? undefined;
    } while (cursor);
    expect(seen).toEqual([`${moved.id} ${past.other.academyId}`]);
    expect(
      (await past.auditor.reply(audit.held, { params: { organisationId }, query: { day: past.day(50) } })).status,
    ).toBe(403);
  });

  it('is told by course', async () => {
    expect(await held(past.auditor, past.academy.academyId, past.day(60), past.courseId)).toMatchObject([
      { person: { id: moved.id } },
    ]);
    expect(await held(past.auditor, past.academy.academyId, past.day(60), newId('course'))).toEqual([]);
  });

  it('is told by person: roles and courses of that day', async () => {
    const before = await personOn(past.national, moved.id, past.day(90));
    expect(before.roles).toMatchObject([{ organisation: { id: past.academy.academyId }, roles: ['learner'] }]);
    expect(before.courses).toEqual([]);
    const after = await personOn(past.national, moved.id, past.day(10));
    expect(after.roles).toMatchObject([
      { organisation: { id: past.other.academyId }, since: past.iso(50), until: null },
    ]);
    expect(after.courses).toMatchObject([{ course: { id: past.courseId }, version: 1 }]);
    expect((await personOn(past.national, moved.id, past.day(101))).roles).toEqual([]);
  });

  it('shows an academy no role of another, and nothing learned after the person left', async () => {
    const left = await past.learner(100);
    await past.move(60, left, past.academy.academyId, past.other.academyId);
    await past.complete(left, 30);
    await settled();
    expect(await personOn(past.auditor, left.id, past.day(1))).toMatchObject({ roles: [], courses: [] });
    expect((await personOn(past.otherAuditor, left.id, past.day(1))).courses).toHaveLength(1);
    expect(await past.holders(past.academy.academyId, past.day(1))).not.toContain(left.id);
  });

  it('ends at midnight of the academy’s time zone', async () => {
    const [before, after] = [await past.learner(70), await past.learner(70)];
    // in UTC both are of one day; in Kyiv the second is of the next, in winter and in summer
    const [daysBefore = 0, daysAfter = 0] = ['20:30', '22:30'].map((time) =>
      past.daysSince(`${past.day(45)}T${time}:00.000Z`),
    );
    await past.complete(before, daysBefore);
    await past.complete(after, daysAfter);
    await settled();
    const held = async (day: string) => {
      const ids = await past.holders(past.academy.academyId, day);
      return [before, after].map(({ id }) => ids.includes(id));
    };
    expect(await held(past.day(46))).toEqual([false, false]);
    expect(await held(past.day(45))).toEqual([true, false]);
    expect(await held(past.day(44))).toEqual([true, true]);
  });

  it('follows a unit into its new academy', async () => {
    const unitId = await createOrganisation('unit', past.academy.academyId);
    const member = await past.graduate(100, 80, unitId);
    const { revision } = await past.national.call(organisations.organisation, { params: { organisationId: unitId } });
    const body = { jobId: newId('job'), parentId: past.other.academyId, revision };
    await past.at(20, past.national, organisations.moveOrganisation, { params: { organisationId: unitId }, body });
    await settled();
    const held = async (organisationId: string, day: string) =>
      (await past.holders(organisationId, day)).includes(member.id);
    const [from, to] = [past.academy.academyId, past.other.academyId];
    expect([await held(from, past.day(21)), await held(to, past.day(21))]).toEqual([true, false]);
    expect([await held(from, past.day(20)), await held(to, past.day(20))]).toEqual([false, true]);
  });
});

describe('people who are one', () => {
  it('hold together what they learned under two names', async () => {
    const [kept, duplicate] = [await past.learner(100), await past.graduate(100, 70)];
    await settled();
    const { body } = await past.national.reply(people.previewMerge, {
      params: { personId: kept.id },
      query: { duplicateId: duplicate.id },
    });
    const revisions = { revision: body.keptRevision, duplicateRevision: body.duplicateRevision };
    await past.at(40, past.national, people.mergePeople, {
      params: { personId: kept.id },
      body: { duplicateId: duplicate.id, ...revisions },
    });
    await settled();
    const ids = await past.holders(past.academy.academyId, past.day(1));
    expect([ids.includes(kept.id), ids.includes(duplicate.id)]).toEqual([true, false]);
    const own = await kept.client.call(audit.ownRecord, {});
    expect(own.courses).toMatchObject([{ course: { id: past.courseId }, version: 1 }]);
    const { items: facts } = await kept.client.call(audit.ownRecords, { query: {} });
    expect(facts.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['identity.peopleMerged', 'progress.courseCompleted']),
    );
  });
});

describe('one’s own record', () => {
  it('tells roles with their periods, and courses', async () => {
    const me = await past.graduate(64, 63);
    await past.move(61, me, past.academy.academyId, past.academy.unitId);
    await settled();
    const own = await me.client.call(audit.ownRecord, {});
    expect(own.roles).toMatchObject([
      { organisation: { id: past.academy.academyId }, since: past.iso(64), until: past.iso(61) },
      { organisation: { id: past.academy.unitId }, since: past.iso(61), until: null },
    ]);
    expect(own.courses).toMatchObject([{ version: 1, completedAt: past.iso(63) }]);
  });
});
