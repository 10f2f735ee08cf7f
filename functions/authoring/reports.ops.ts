/** Endpoints of reports: sent by whoever reads a course, read and answered by who writes it. */
import { AppError } from '#contracts/errors.ts';
import type { OwnReport, Report, reports as contract } from '#contracts/reports.ts';
import { cardsById, courseForLearner, lessonsOf } from '../courses/courses.reads.ts';
import { homeOf, organisationsById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import { openCursor, sealCursor } from '../platform/cursor.ts';
import type { Handlers, Input } from '../platform/http.ts';
import { isConditionFailure } from '../platform/table.ts';
import { accessTo, accessToChange } from './access.ops.ts';
import { namesOf } from './names.ops.ts';
import { answered, presentOwn, presentToAuthors, requireRoom, sentBefore, type ReportItem } from './report.ts';
import * as store from './reports.store.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

export const reportHandlers: Handlers<typeof contract> = {
  sendReport: send,
  ownReports: own,
  courseReports: ofCourse,
  answerReport: answer,
};

async function send(ctx: Context, { params, body }: Of<'sendReport'>): Promise<OwnReport> {
  const { courseId, reportId: id } = params;
  const { manifest } = await courseForLearner(ctx.person, courseId);
  const before = await store.report(courseId, id);
  if (before && sentBefore(before, body, ctx.person.id)) return presentOwn(before, manifest.title);
  const lesson = lessonsOf(manifest).find((each) => each.id === body.lessonId);
  if (!lesson) throw new AppError('notFound');
  requireRoom((await store.reportsBy(ctx.person.id)).items, courseId);
  const { passage, ...said } = body;
  const created: ReportItem = {
    ...{ courseId, id, ...said, lessonTitle: lesson.title, version: manifest.version },
    ...(passage ? { passage } : {}),
    ...{ by: ctx.person.id, ...(await standingOf(ctx)), at: new Date(ctx.now).toISOString(), revision: 1 },
  };
  // the same request came twice at once
  if (!(await store.putReport(created, manifest.organisationId)))
    sentBefore(await store.report(courseId, id), body, ctx.person.id);
  return presentOwn(created, manifest.title);
}

/** What the authors come to know of who reports: where they learn, and as what. */
async function standingOf({ person: { memberships } }: Context): Promise<Pick<ReportItem, 'branchId' | 'role'>> {
  const { organisationId, branchId } = await homeOf(memberships);
  const held = memberships.find((each) => each.organisationId === organisationId)?.roles ?? [];
  return { branchId, role: held.includes('learner') ? 'learner' : (held[0] ?? 'learner') };
}

async function own(ctx: Context, { query }: Of<'ownReports'>) {
  const scope = `own reports ${ctx.person.id}`;
  const page = await store.reportsBy(ctx.person.id, await openCursor(query.cursor, scope, ctx.now));
  const cards = await cardsById([...new Set(page.items.map(({ courseId }) => courseId))]);
  const items = page.items.map((each) => presentOwn(each, cards.get(each.courseId)?.title ?? each.lessonTitle));
  return { items, next: await sealCursor(page.lastKey, scope, ctx.now) };
}

async function ofCourse(ctx: Context, { params: { courseId }, query }: Of<'courseReports'>) {
  await accessTo(ctx, courseId);
  const scope = `reports ${courseId} ${query.state} ${ctx.person.id}`;
  const page = await store.reportsOf(courseId, query.state, await openCursor(query.cursor, scope, ctx.now));
  return { items: await present(page.items), next: await sealCursor(page.lastKey, scope, ctx.now) };
}

async function present(found: readonly ReportItem[]): Promise<Report[]> {
  const people = found.flatMap(({ named, by, answer: given }) => [
    ...(named ? [by] : []),
    ...(given ? [given.by] : []),
  ]);
  const [nameOf, organisations] = await Promise.all([
    namesOf([...new Set(people)]),
    organisationsById([...new Set(found.map(({ branchId }) => branchId))]),
  ]);
  return found.map((each) => presentToAuthors(each, nameOf, organisations.get(each.branchId)?.name ?? {}));
}

async function answer(ctx: Context, { params: { courseId, reportId }, body }: Of<'answerReport'>): Promise<Report> {
  const { draft } = await accessToChange(ctx, courseId);
  const before = await store.report(courseId, reportId);
  if (!before) throw new AppError('notFound');
  const given = { outcome: body.outcome, text: body.text, at: new Date(ctx.now).toISOString(), by: ctx.person.id };
  const after = answered(before, given, body.revision);
  if (after !== before) {
    const about = {
      kind: 'fact',
      type: 'authoring.reportAnswered',
      subjectId: courseId,
      actorId: ctx.person.id,
    } as const;
    const record = { ...about, objectId: draft.organisationId, data: { reportId, outcome: body.outcome } };
    await store.putAnswer(before, after, record, ctx.now).catch((error: unknown) => {
      throw isConditionFailure(error) ? new AppError('conflict') : error;
    });
  }
  return (await present([after]))[0]!;
}
