/** The gradebook of the demo’s cohort: written work, whose marks come by themselves, practice, and later the examination. */
import { gradebook, type GradeColumn, type MarkChange } from '#contracts/gradebook.ts';
import type { Client } from './client.ts';
import { demoId } from './demo.ts';
import { assignmentId, demoAssignments } from './demo-assignments.ts';
import { dayOf, momentOf, termContent, type Happening, type Term } from './demo-term.ts';

/** As `content/demo/gradebook.json` says it. */
interface DemoPlan {
  categories: { key: string; title: string; weight: number }[];
  columns: {
    key: string;
    category: string;
    title: string;
    pointsMax: number;
    /** week and weekday */
    dueOn: [number, number];
    /** from which its points come */
    assignment: string | null;
    released: boolean;
  }[];
}
type Column = DemoPlan['columns'][number];
type Given = Pick<MarkChange, 'points' | 'flag' | 'reason'>;

const demoPlan = (): DemoPlan => termContent('gradebook');
const columnId = (key: string) => demoId('gradeColumn', key);
const categoryId = (key: string) => demoId('gradeCategory', key);

export const gradesOfTerm = (term: Term): Happening[] => [
  // once the assignments that it counts are there
  { at: momentOf(term, [3, 1, '08:30']), happen: () => plan(term) },
  { at: momentOf(term, [5, 2, '18:00']), happen: () => give(term) },
  { at: momentOf(term, [5, 2, '18:05']), happen: () => release(term) },
];

async function plan(term: Term): Promise<void> {
  const params = { cohortId: term.cohortId };
  const { plan: before } = await term.client(term.teacher).call(gradebook.gradebook, { params, query: {} });
  if (before.revision > 0) return;
  const { categories, columns } = demoPlan();
  const body = {
    revision: 0,
    categories: categories.map(({ key, title, weight }) => ({ id: categoryId(key), title, weight })),
    columns: columns.map(({ key, category, title, pointsMax, dueOn, assignment }): GradeColumn => ({
      ...{ id: columnId(key), categoryId: categoryId(category), title, pointsMax },
      source: assignment ? { kind: 'assignment', assignmentId: assignmentId(term, assignment) } : { kind: 'hand' },
      dueOn: dayOf(term, ...dueOn),
    })),
  };
  await term.client(term.teacher).call(gradebook.savePlan, { params, body });
}

async function give(term: Term): Promise<void> {
  const members = termContent<{ members: string[] }>('cohort').members;
  const marks = demoPlan().columns.flatMap((column) =>
    members.flatMap((person, index) => {
      const given = column.assignment ? written(column.assignment, person) : practised(column, index);
      const id = demoId('mark', `${column.key} ${person}`);
      const of = { id, personId: demoId('person', person), columnId: columnId(column.key), revision: 0 };
      return given ? [{ ...of, ...given }] : [];
    }),
  );
  await term.client(term.teacher).call(gradebook.giveMarks, { params: { cohortId: term.cohortId }, body: { marks } });
}

/** Points come by themselves once marks are out; who handed in nothing, or late, is noted by hand. */
function written(key: string, person: string): Given | undefined {
  const { released, works, allow, due } = demoAssignments().find((each) => each.key === key)!;
  const none = { points: null, reason: null };
  const work = works.find(({ by }) => by === person);
  if (!released || (work && work.at[0] <= due[0])) return undefined;
  if (work) return { ...none, flag: 'late' };
  const excuse = allow.find(({ to, excused }) => to === person && excused);
  return excuse ? { ...none, flag: 'excused', reason: excuse.reason } : { ...none, flag: 'missing' };
}

/** Practice goes well with most. */
function practised({ key, pointsMax }: Column, index: number): Given {
  const dice = (index * 7 + key.length) % 11;
  if (dice === 0) return { points: null, flag: 'excused', reason: 'Чергування' };
  return { points: dice < 6 ? pointsMax : dice < 9 ? pointsMax - 1 : pointsMax - 2, flag: null, reason: null };
}

async function release(term: Term): Promise<void> {
  const params = { cohortId: term.cohortId };
  const { plan: before } = await term.client(term.teacher).call(gradebook.gradebook, { params, query: {} });
  const waiting = demoPlan()
    .columns.filter(({ released }) => released)
    .map(({ key }) => columnId(key))
    .filter((id) => !before.columns.find((each) => each.id === id)?.releasedAt);
  const body = { revision: before.revision, columnIds: waiting, released: true };
  if (waiting.length) await term.client(term.teacher).call(gradebook.release, { params, body });
}

/** A column that takes its marks over from a test, once that is held. */
export async function addTest(teacher: Client, cohortId: string, runId: string): Promise<void> {
  const params = { cohortId };
  const { plan: before } = await teacher.call(gradebook.gradebook, { params, query: {} });
  const id = columnId('exam');
  if (before.revision === 0 || before.columns.some((each) => each.id === id)) return;
  const column: GradeColumn = {
    ...{ id, categoryId: categoryId('exam'), title: 'Законність і затримання' },
    ...{ source: { kind: 'run', runId }, pointsMax: 20, dueOn: null },
  };
  const columns = [...before.columns.map(({ releasedAt: _, ...each }) => each), column];
  const body = { revision: before.revision, categories: before.categories, columns };
  await teacher.call(gradebook.savePlan, { params, body });
}
