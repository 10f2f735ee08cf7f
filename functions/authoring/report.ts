/** Reports of errors: what is kept of one, and what becomes of it. Pure. */
import type { Language, Localised } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';
import type { Passage } from '#contracts/passages.ts';
import type { Role } from '#contracts/permissions.ts';
import { openReportsMax, type OwnReport, type Report } from '#contracts/reports.ts';

type Answer = NonNullable<Report['answer']>;

export interface ReportItem {
  courseId: string;
  id: string;
  lessonId: string;
  lessonTitle: Localised;
  version: number;
  language: Language;
  kind: Report['kind'];
  text: string;
  passage?: Passage | undefined;
  by: string;
  named: boolean;
  /** where and as what they learn: that is what the authors see */
  branchId: string;
  role: Role;
  at: string;
  answer?: (Answer & { by: string }) | undefined;
  revision: number;
}
export type SentReport = Pick<ReportItem, 'lessonId' | 'language' | 'kind' | 'text' | 'named'> & {
  passage: Passage | null;
};

/** Is this the report that was sent before? Another one under its id is refused. */
export function sentBefore(before: ReportItem | undefined, sent: SentReport, personId: string): boolean {
  if (!before) return false;
  if (before.by !== personId || says(before) !== says(sent)) throw new AppError('idTaken');
  return true;
}

const says = (report: SentReport | ReportItem): string =>
  JSON.stringify([report.lessonId, report.language, report.kind, report.text, report.named, report.passage?.quote]);

/** Nobody floods the authors: what waits for an answer is limited. */
export function requireRoom(own: readonly ReportItem[], courseId: string): void {
  const open = own.filter((each) => each.courseId === courseId && !each.answer);
  if (open.length >= openReportsMax) throw new AppError('tooManyReports');
}

/** The report with its answer; the same answer again changes nothing, one to what was answered meanwhile is a conflict. */
export function answered(before: ReportItem, given: Answer & { by: string }, revision: number): ReportItem {
  if (before.answer?.outcome === given.outcome && before.answer.text === given.text) return before;
  if (before.revision !== revision) throw new AppError('conflict');
  return { ...before, answer: given, revision: before.revision + 1 };
}

const said = (report: ReportItem) => ({
  ...{ id: report.id, courseId: report.courseId, lessonId: report.lessonId, lessonTitle: report.lessonTitle },
  ...{ version: report.version, language: report.language, kind: report.kind, text: report.text },
  passage: report.passage ?? null,
  at: report.at,
  state: report.answer ? ('answered' as const) : ('open' as const),
  answer: report.answer ? { outcome: report.answer.outcome, text: report.answer.text, at: report.answer.at } : null,
});

export const presentOwn = (report: ReportItem, courseTitle: Localised): OwnReport => ({
  ...said(report),
  courseTitle,
  named: report.named,
});

type Person = NonNullable<Report['answeredBy']>;

/** For the authors: never who wrote it, unless they agreed. */
export const presentToAuthors = (
  report: ReportItem,
  nameOf: (id: string) => Person,
  organisationName: Localised,
): Report => ({
  ...said(report),
  from: { organisationName, role: report.role, person: report.named ? nameOf(report.by) : null },
  answeredBy: report.answer ? nameOf(report.answer.by) : null,
  revision: report.revision,
});
