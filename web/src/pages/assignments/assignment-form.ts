/** An assignment as it is filled in: days and hours of the cohort’s time zone, sizes in megabytes, one language. Pure. */
import type { AssignmentContent } from '#contracts/assignments.ts';
import type { Language } from '#contracts/common.ts';
import { fieldsOf, momentOf } from '../tests/run-form.ts';
import { numberTyped } from '../quizzes/texts.ts';

interface DayTime {
  day: string;
  time: string;
}
/** What is typed; each field as its control holds it. */
export interface AssignmentForm {
  title: string;
  language: Language;
  text: string;
  opens: DayTime;
  due: DayTime;
  takesLate: boolean;
  closes: DayTime;
  takesText: boolean;
  fileTypes: AssignmentContent['fileTypes'];
  megabytes: string;
  filesMax: string;
  submissionsMax: string;
  points: string;
  rubric: AssignmentContent['rubric'];
  anonymous: boolean;
}

const mebibyte = 1024 * 1024;
const weekMs = 7 * 86_400_000;

export function newForm(language: Language, now: number, timeZone: string): AssignmentForm {
  const opens = fieldsOf(new Date(now).toISOString(), timeZone);
  const { day } = fieldsOf(new Date(now + weekMs).toISOString(), timeZone);
  return {
    ...{ title: '', language, text: '', opens, due: { day, time: '18:00' }, takesLate: true },
    ...{ closes: { day, time: '23:59' }, takesText: true, fileTypes: [], megabytes: '20', filesMax: '3' },
    ...{ submissionsMax: '3', points: '10', rubric: [], anonymous: false },
  };
}

export function formOf(content: AssignmentContent, timeZone: string): AssignmentForm {
  const { title, language, text, takesText, fileTypes, rubric, anonymous, dueAt, closesAt } = content;
  return {
    ...{ title, language, text, takesText, fileTypes: [...fileTypes], rubric, anonymous },
    opens: fieldsOf(content.opensAt, timeZone),
    due: fieldsOf(dueAt, timeZone),
    takesLate: closesAt === null,
    closes: fieldsOf(closesAt ?? dueAt, timeZone),
    megabytes: String(Math.round(content.fileBytesMax / mebibyte)),
    filesMax: String(content.filesMax),
    submissionsMax: String(content.submissionsMax),
    points: String(content.pointsMax),
  };
}

export const formFields = [
  'title',
  'opens',
  'due',
  'closes',
  'asked',
  'megabytes',
  'filesMax',
  'submissionsMax',
  'points',
  'rubric',
] as const;
export type FormField = (typeof formFields)[number];

/** The assignment, or the fields that do not fit, each with its reason. */
export function contentOf(
  form: AssignmentForm,
  timeZone: string,
): { content: AssignmentContent } | { faults: Partial<Record<FormField, string>> } {
  const moment = ({ day, time }: DayTime) => momentOf(day, time, timeZone);
  const [opensAt, dueAt] = [moment(form.opens), moment(form.due)];
  const closesAt = form.takesLate ? null : moment(form.closes);
  const numbers = {
    megabytes: numberTyped(form.megabytes, 1, 100),
    filesMax: numberTyped(form.filesMax, 1, 10),
    submissionsMax: numberTyped(form.submissionsMax, 1, 20),
    points: numberTyped(form.points, 0.5, 1000),
  };
  const rubric = rubricOf(form);
  const most = rubric?.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
  const faults: Partial<Record<FormField, string>> = {
    ...(form.title.trim() ? {} : { title: 'missing' }),
    ...(opensAt === undefined ? { opens: 'moment' } : {}),
    ...(dueAt === undefined
      ? { due: 'moment' }
      : opensAt !== undefined && dueAt <= opensAt
        ? { due: 'beforeStart' }
        : {}),
    ...(closesAt === undefined
      ? { closes: 'moment' }
      : closesAt && dueAt && closesAt < dueAt
        ? { closes: 'beforeDue' }
        : {}),
    ...(form.takesText || form.fileTypes.length ? {} : { asked: 'nothing' }),
    ...(rubric === undefined ? { rubric: 'blank' } : most! > (numbers.points ?? Infinity) ? { rubric: 'points' } : {}),
  };
  for (const [name, value] of Object.entries(numbers)) if (value === undefined) faults[name as FormField] = 'number';
  if (Object.keys(faults).length) return { faults };
  return {
    content: {
      ...{ title: form.title.trim(), language: form.language, text: form.text, opensAt: opensAt!, dueAt: dueAt! },
      ...{ closesAt: closesAt ?? null, takesText: form.takesText, fileTypes: form.fileTypes },
      fileBytesMax: Math.round(numbers.megabytes! * mebibyte),
      filesMax: Math.round(numbers.filesMax!),
      submissionsMax: Math.round(numbers.submissionsMax!),
      ...{ pointsMax: numbers.points!, rubric: rubric!, anonymous: form.anonymous },
    },
  };
}

/** Criteria with words; levels nobody has written are left out. Undefined where a criterion has no name or too few levels. */
function rubricOf({ rubric, language }: AssignmentForm): AssignmentContent['rubric'] | undefined {
  const said = (texts: Partial<Record<Language, string>>) => texts[language]?.trim() ?? '';
  const written = rubric
    .map((each) => ({ ...each, levels: each.levels.filter(({ text }) => said(text)) }))
    .filter((each) => said(each.name) || each.levels.length);
  const isWhole = written.every((each) => said(each.name) && each.levels.length >= 2);
  if (!isWhole) return undefined;
  return written.map(({ id, name, levels }) => ({
    ...{ id, name: { [language]: said(name) } },
    levels: levels.map(({ id: level, text, points }) => ({ id: level, text: { [language]: said(text) }, points })),
  }));
}

/** A form an earlier page left on the device; undefined for what is none. */
export function formFrom(text: string): AssignmentForm | undefined {
  try {
    const found = JSON.parse(text) as Partial<AssignmentForm> | null;
    const whole = typeof found?.title === 'string' && typeof found.text === 'string' && Array.isArray(found.rubric);
    return whole && found.opens && found.due && found.closes ? (found as AssignmentForm) : undefined;
  } catch {
    return undefined;
  }
}
