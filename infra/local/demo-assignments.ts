/** What the demo’s cohort was asked to hand in, its works and their marks: one assignment released, one being marked, one open. */
import { assignmentMarking } from '#contracts/assignment-marking.ts';
import { assignmentWork, type WorkComment } from '#contracts/assignment-work.ts';
import { assignments, type AssignmentContent } from '#contracts/assignments.ts';
import { demoId } from './demo.ts';
import { isoOf, momentOf, termContent, type Happening, type Term, type TermMoment } from './demo-term.ts';

interface DemoMark {
  at: TermMoment;
  outcome?: 'marked' | 'returned';
  rework?: TermMoment;
  /** a level of each criterion, in their order */
  levels: string[];
  comment: string | null;
  /** passages and what is said of them */
  comments: [quote: string, text: string][];
}
interface DemoWork {
  by: string;
  at: TermMoment;
  text: string;
  mark?: DemoMark;
}
type Content = Pick<AssignmentContent, 'title' | 'text' | 'pointsMax' | 'anonymous' | 'submissionsMax' | 'rubric'>;
/** As `content/demo/assignments.json` says it. */
export interface DemoAssignment {
  key: string;
  opens: TermMoment;
  due: TermMoment;
  released?: TermMoment;
  content: Content;
  works: DemoWork[];
  drafts?: DemoWork[];
  allow: { to: string; at: TermMoment; excused: boolean; due: TermMoment | null; reason: string }[];
}

export const demoAssignments = (): DemoAssignment[] => termContent('assignments');
export const assignmentId = ({ cohortId }: Pick<Term, 'cohortId'>, key: string): string =>
  demoId('assignment', `${cohortId} ${key}`);
const placeOf = ({ cohortId }: Term, { key }: DemoAssignment) => ({
  cohortId,
  assignmentId: assignmentId({ cohortId }, key),
});

export const assignmentsOfTerm = (term: Term): Happening[] => demoAssignments().flatMap((each) => oneOf(term, each));

function oneOf(term: Term, assignment: DemoAssignment): Happening[] {
  const { opens, released, works, drafts = [], allow } = assignment;
  const marked = works.flatMap((work) => (work.mark ? [{ ...work, mark: work.mark }] : []));
  const at = (moment: TermMoment, happen: Happening['happen']) => ({ at: momentOf(term, moment), happen });
  return [
    // written in the hour before it opens
    { at: momentOf(term, opens) - 3_600_000, happen: () => set(term, assignment) },
    ...works.map((work) => at(work.at, () => handIn(term, assignment, work))),
    ...drafts.map((draft) => at(draft.at, () => keep(term, assignment, draft))),
    ...allow.map((each) => at(each.at, () => allowance(term, assignment, each))),
    ...[...Map.groupBy(marked, (work) => String(work.mark.at)).values()].map((same) =>
      at(same[0]!.mark.at, () => markAll(term, assignment, same)),
    ),
    ...(released ? [at(released, () => release(term, assignment))] : []),
  ];
}

function set(term: Term, assignment: DemoAssignment) {
  const content: AssignmentContent = {
    ...assignment.content,
    ...{ language: 'uk', opensAt: isoOf(term, assignment.opens), dueAt: isoOf(term, assignment.due), closesAt: null },
    ...{ takesText: true, fileTypes: ['application/pdf'], fileBytesMax: 10 * 1024 * 1024, filesMax: 3 },
  };
  const params = placeOf(term, assignment);
  return term.client(term.teacher).call(assignments.putAssignment, { params, body: { content, revision: null } });
}

function handIn(term: Term, assignment: DemoAssignment, { by, text }: DemoWork) {
  const submissionId = demoId('submission', `${assignment.key} ${by}`);
  const params = { ...placeOf(term, assignment), submissionId };
  return term.client(by).call(assignmentWork.handIn, { params, body: { text, fileIds: [] } });
}

function keep(term: Term, assignment: DemoAssignment, { by, text }: DemoWork) {
  const body = { text, fileIds: [], revision: 0 };
  return term.client(by).call(assignmentWork.saveDraft, { params: placeOf(term, assignment), body });
}

function allowance(term: Term, assignment: DemoAssignment, each: DemoAssignment['allow'][number]) {
  const { to, due, excused, reason } = each;
  const params = { ...placeOf(term, assignment), personId: demoId('person', to) };
  const body = { dueAt: due && isoOf(term, due), excused, reason, revision: 0 };
  return term.client(term.teacher).call(assignments.allow, { params, body });
}

type Marked = DemoWork & { mark: DemoMark };

async function markAll(term: Term, assignment: DemoAssignment, marked: readonly Marked[]): Promise<void> {
  const params = placeOf(term, assignment);
  const { items } = await term.client(term.teacher).call(assignmentMarking.works, { params, query: {} });
  const idOf = ({ by }: Marked) => items.find(({ learner }) => learner?.id === demoId('person', by))!.workId;
  await Promise.all(marked.map((work) => mark(term, assignment, work, idOf(work))));
}

async function mark(term: Term, assignment: DemoAssignment, work: Marked, workId: string): Promise<void> {
  const { outcome = 'marked', levels, comment, rework } = work.mark;
  const { rubric } = assignment.content;
  const place = placeOf(term, assignment);
  const body = {
    ...{ revision: 0, number: 1, outcome, comment, reason: null },
    points: outcome === 'marked' ? pointsOf(assignment, work) : null,
    levels: Object.fromEntries(rubric.map(({ id }, index) => [id, levels[index]!])),
    comments: commentsOf(assignment, work),
    reworkDueAt: rework ? isoOf(term, rework) : null,
  };
  await term.client(term.teacher).call(assignmentMarking.markWork, { params: { ...place, workId }, body });
}

/** What the levels of the rubric come to. */
const pointsOf = ({ content }: Pick<DemoAssignment, 'content'>, { mark: { levels } }: Marked): number =>
  content.rubric
    .map((criterion, index) => criterion.levels.find(({ id }) => id === levels[index])!.points)
    .reduce((sum, points) => sum + points, 0);

const commentsOf = ({ key }: DemoAssignment, { by, text, mark: { comments } }: Marked): WorkComment[] =>
  comments.map(([quote, said], index) => {
    const start = text.indexOf(quote);
    const passage = { quote, before: text.slice(Math.max(0, start - 40), start), after: '' };
    const end = start + quote.length;
    passage.after = text.slice(end, end + 40);
    return { id: demoId('comment', `${key} ${by} ${index}`), passage, text: said };
  });

async function release(term: Term, assignment: DemoAssignment): Promise<void> {
  const params = placeOf(term, assignment);
  const { revision, releasedAt } = await term.client(term.teacher).call(assignments.assignment, { params });
  const body = { released: true, reason: null, revision };
  if (!releasedAt) await term.client(term.teacher).call(assignmentMarking.releaseMarks, { params, body });
}
