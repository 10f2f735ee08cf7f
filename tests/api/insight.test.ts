import { beforeAll, describe, expect, it } from 'vitest';
import { insight } from '#contracts/insight.ts';
import { progress } from '#contracts/progress.ts';
import { newId, now, signIn, type TestClient } from '../support/stack.ts';
import { replyAt } from './direct.ts';
import { createPlace, Learner, lectureSeconds, type Place } from './learning.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
type Stretches = [number, number][];

let instructor: TestClient;
let begun: number;
let place: Place;
let learners: Learner[];

beforeAll(async () => {
  begun = await now();
  place = await createPlace();
  instructor = await signIn(place.tree.instructor.login);
  learners = await Promise.all(Array.from({ length: 12 }, () => Learner.create(place)));
}, 120_000);

const ask = (
  at: number,
  { lectureId, ...query }: { lectureId?: string; organisationId?: string; version?: string } = {},
) =>
  replyAt(instructor, at, insight.lectureInsight, {
    params: { courseId: place.courseId, lectureId: lectureId ?? place.lectureId },
    query: { organisationId: place.tree.academyId, ...query },
  });
const heatAt = async (at: number) => (await ask(at)).body.heat;
const next = () => learners.pop()!;
const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));

interface Watching {
  spans?: Stretches;
  again?: Stretches;
  captions?: boolean;
}

/** Opens the lesson at a moment and reports an hour later, when all of it can have been watched. */
async function watches(learner: Learner, openedAt: number, { spans = [[0, lectureSeconds]], ...rest }: Watching = {}) {
  const ofLesson = { courseId: place.courseId, lessonId: place.talk };
  const params = { ...ofLesson, lectureId: place.lectureId };
  await replyAt(learner.client, openedAt, progress.openLesson, { params: ofLesson });
  const body = { positionSeconds: spans.at(-1)![1], spans, ...rest };
  const report = (at: number) => replyAt(learner.client, at, progress.reportWatch, { params, body });
  await report(openedAt + 60 * minute);
  return report;
}

describe('how a lecture is watched', () => {
  const half: Watching = { spans: [[0, 300]], again: [[60, 90]], captions: true };
  const monday = () => begun - 7 * day;

  it('is hidden of four, and drawn of five', async () => {
    await times(4, () => watches(next(), monday()));
    const later = monday() + 2 * 60 * minute;
    expect((await ask(later)).body).toMatchObject({
      heat: null,
      lessonId: place.talk,
      version: 1,
      durationSeconds: lectureSeconds,
      versions: [{ version: 1, courseVersion: 1 }],
    });
    await watches(next(), monday(), half);
    expect(await heatAt(later + minute)).toBeNull();
    const first = await heatAt(later + 11 * minute);
    expect(first).toMatchObject({ people: 5, completed: 5, withCaptions: 0, left: [] });
    expect(first!.watched).toEqual(Array.from({ length: 24 }, () => 5));
    expect(first!.again.every((people) => people === 0)).toBe(true);
  });

  it('is drawn anew once five have watched since, and not before', async () => {
    const tuesday = monday() + day;
    const before = await heatAt(tuesday);
    // and one of Monday has not come back for a day
    await times(3, () => watches(next(), tuesday, half));
    expect(await heatAt(tuesday + 80 * minute)).toEqual(before);
    await times(2, () => watches(next(), tuesday, half));
    const after = await heatAt(tuesday + 100 * minute);
    expect(after).toMatchObject({ people: 10, completed: 0, withCaptions: 10, bucketSeconds: 25, left: [] });
    // six of ten: fewer than five are missing
    expect([after!.watched[11], after!.watched[12]]).toEqual([10, 0]);
    expect(after!.again.slice(0, 5)).toEqual([0, 0, 10, 10, 0]);
  });

  it('says where people left once they have not come back for a day', async () => {
    expect((await heatAt(begun))?.left).toEqual([{ fromSeconds: 300, toSeconds: 325, people: 6 }]);
  });

  it('is of one version, of a lecture of this very course, of an academy or region', async () => {
    expect((await ask(begun, { version: '1' })).status).toBe(200);
    const refused = [{ version: '2' }, { lectureId: newId('lecture') }, { organisationId: place.tree.unitId }];
    const codes = await Promise.all(refused.map(async (query) => (await ask(begun, query)).body.error?.code));
    expect(codes).toEqual(['notFound', 'notFound', 'invalid']);
  });
});

describe('seconds played again', () => {
  it('are credited once, however often the report is sent, and only where there was time for them', async () => {
    const learner = next();
    const report = await watches(learner, begun - day, { spans: [[0, 100]], again: [[20.2, 40.8]] });
    const { again, spans } = await learner.watched();
    expect(again).toEqual([[20, 40]]);
    await report(begun - day + 61 * minute);
    expect(await learner.watched()).toMatchObject({ again, spans });
  });

  it('forged, bring nothing that was not watched', async () => {
    const learner = next();
    const ofLesson = { courseId: place.courseId, lessonId: place.talk };
    const params = { ...ofLesson, lectureId: place.lectureId };
    await replyAt(learner.client, begun, progress.openLesson, { params: ofLesson });
    const all: Stretches = [[0, lectureSeconds]];
    const body = { positionSeconds: 0, spans: [[0, 10]] as Stretches, again: all };
    const { body: state } = await replyAt(learner.client, begun + 5000, progress.reportWatch, { params, body });
    expect(state.again).toEqual([[0, 6]]);
    const many = Array.from({ length: 65 }, (_, index): [number, number] => [index, index + 0.5]);
    const refused = await replyAt(learner.client, begun + 6000, progress.reportWatch, {
      params,
      body: { ...body, again: many },
    });
    expect(refused.body.error?.code).toBe('invalid');
  });
});
