/** Rows of assignments: for who teaches the cohort; what learners do, for those who learn in it. */
import { assignmentWork } from '#contracts/assignment-work.ts';
import { assignments } from '#contracts/assignments.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import type { Role } from '#contracts/permissions.ts';
import type { assignmentsEndpoints } from '#contracts/rooms/assignments.ts';
import { contentOf, createAssignment, handIn, type Place } from '../../support/assignments.ts';
import { newId, signIn, type Person, type TestClient } from '../../support/stack.ts';
import { forOwn, forOwner, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** An assignment of a cohort with the work of a learner of it, who joins it for that. */
export async function createSideAssignment(teacher: TestClient, cohortId: string, learner: Person, mark = '') {
  const assignmentId = await createAssignment(teacher, cohortId, { title: `Завдання ${mark}`.trim() });
  await teacher.call(cohortMembers.addMembers, { params: { cohortId }, body: { personIds: [learner.id] } });
  const place = { cohortId, assignmentId };
  await handIn(await signIn(learner.login), place, `Робота ${mark}`);
  const { items } = await teacher.call(assignments.assignmentPeople, { params: place, query: {} });
  const found = items.find(({ person }) => person.id === learner.id)!;
  return { ...place, workId: found.workId!, personId: learner.id };
}

/** A file on its way to an assignment. */
export async function beginFile(learner: TestClient, place: Place): Promise<string> {
  const { id } = await learner.call(assignmentWork.startWorkFile, {
    params: place,
    body: { id: newId('file'), ...noFile },
  });
  return id;
}

const noFile = { name: 'робота.docx', bytes: 10, fingerprint: '0'.repeat(64) };

export function assignmentRows({ assignment }: World): RowsOf<typeof assignmentsEndpoints> {
  const { workId, personId, ...place } = assignment;
  const of = { params: place };
  const ofWork = { params: { ...place, workId } };
  const ofFile = { params: { ...place, fileId: newId('file') } };
  const given = { number: 1, outcome: 'marked' as const, points: 1, levels: {}, comment: null, comments: [] };
  // a revision nobody knows: refused only after everything else has been looked at
  const mark = { ...given, reworkDueAt: null, reason: null, revision: 99 };
  /** teachers see what learners do, and do not do it */
  const teaches = (role: Role) => may([role], 'manageCohorts');
  const shownToTeachers = { own: (role: Role) => (teaches(role) ? 200 : 'notFound'), foreign: 'notFound' } as const;
  const handing = { own: (role: Role) => (teaches(role) ? 'notAllowed' : 'notFound'), foreign: 'notFound' } as const;
  return {
    taughtAssignments: { input: () => ({ params: { cohortId: place.cohortId }, query: {} }), ...forOwn },
    assignment: { input: () => of, ...forOwn },
    putAssignment: {
      input: () => ({
        params: { ...place, assignmentId: newId('assignment') },
        body: { content: contentOf(), revision: null },
      }),
      ...forOwn,
    },
    removeAssignment: { input: () => ({ ...of, body: { removed: false, revision: 99 } }), ...forOwn },
    assignmentPeople: { input: () => ({ ...of, query: {} }), ...forOwn },
    allow: {
      input: () => ({
        params: { ...place, personId },
        body: { dueAt: null, excused: false, reason: 'Чергування', revision: 99 },
      }),
      ...{ own: 'conflict', foreign: 'notFound' },
    },
    works: { input: () => ({ ...of, query: {} }), ...forOwn },
    work: { input: () => ofWork, ...forOwn },
    workFileContent: {
      input: () => ({ params: { ...ofWork.params, number: '1', index: '0' } }),
      ...forOwner,
    },
    markWork: { input: () => ({ ...ofWork, body: mark }), own: 'conflict', foreign: 'notFound' },
    releaseMarks: { input: () => ({ ...of, body: { released: false, reason: null, revision: 99 } }), ...forOwn },
    overlaps: { input: () => ofWork, ...forOwn },
    ownAssignments: { input: () => ({ params: { cohortId: place.cohortId } }), ...shownToTeachers },
    ownAssignment: { input: () => of, ...shownToTeachers },
    saveDraft: { input: () => ({ ...of, body: { text: 'Текст', fileIds: [], revision: 0 } }), ...handing },
    handIn: {
      input: () => ({
        params: { ...place, submissionId: newId('submission') },
        body: { text: 'Текст', fileIds: [] },
      }),
      ...handing,
    },
    startWorkFile: { input: () => ({ ...of, body: { id: newId('file'), ...noFile } }), ...handing },
    workFile: { input: () => ofFile, ...handing },
    signWorkParts: {
      input: () => ({ ...ofFile, body: { parts: [{ number: 1, sha256: '0'.repeat(64) }] } }),
      ...handing,
    },
    completeWorkFile: { input: () => ({ ...ofFile, body: { sha256: '0'.repeat(64) } }), ...handing },
    stopWorkFile: { input: () => ofFile, ...handing },
    ownWorkFile: { input: () => ofFile, ...forOwner },
  };
}
