/** The demo's cohort, in the sixth of its eleven weeks: officers of communities, taught at the academy, and their term so far. */
import { assigned } from '#contracts/assigned.ts';
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts, type CohortDetail } from '#contracts/cohorts.ts';
import { addDays, dayAt, mondayOf } from '#contracts/local-time.ts';
import type { Client } from './client.ts';
import { demoCourseId, demoId } from './demo.ts';
import { assignmentsOfTerm } from './demo-assignments.ts';
import { discussionOfTerm } from './demo-discussion.ts';
import { addTest, gradesOfTerm } from './demo-gradebook.ts';
import { relive, signInAll, termContent, dayOf, momentOf, type Happening, type Term } from './demo-term.ts';
import { timetableOfTerm } from './demo-timetable.ts';
import type { LocalStack } from './stack.ts';

interface DemoCohort {
  name: string;
  organisation: string;
  instructors: string[];
  members: string[];
}

const timeZone = 'Europe/Kyiv';
/** weeks before this one, and all */
const weeks = { before: 5, all: 11 };
const demoCohortId = demoId('cohort', 'community-officer-26-1');
const [teacher, national] = ['iryna.kovalenko', 'bohdan.ostapchuk'];
const demoCohort = (): DemoCohort => termContent('cohort');

/** Its first day: the Monday five weeks before this week’s; its last: the Sunday of its eleventh week. */
function cohortDays(now: number): { startsOn: string; endsOn: string } {
  const startsOn = addDays(mondayOf(dayAt(now, timeZone)), -7 * weeks.before);
  return { startsOn, endsOn: addDays(startsOn, 7 * weeks.all - 1) };
}

/** Lives through the weeks so far with the clock set back. Again, it changes nothing. */
export async function seedCohort(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const { name, members } = demoCohort();
  const clients = await signInAll(stack, [teacher!, national!, ...members]);
  const client = (key: string): Client => clients.get(key)!;
  const startsOn = await begin(stack, client(teacher!));
  const term: Term = { cohortId: demoCohortId, startsOn, timeZone, teacher: teacher!, client };
  await relive(stack, [gathering(term)]);
  await relive(
    stack,
    [
      assigning(term),
      assigningToUnit(term),
      timetableOfTerm(term),
      assignmentsOfTerm(term),
      gradesOfTerm(term),
      discussionOfTerm(term),
    ].flat(),
  );
  say(`cohort «${name}» in its sixth week, ${members.length} learners`);
}

/** Answers its first day; it has one already where a seed was cut off. */
async function begin(stack: LocalStack, instructor: Client): Promise<string> {
  const { items } = await instructor.call(cohorts.taughtCohorts, { query: {} });
  const there = items.find(({ id }) => id === demoCohortId);
  if (there) return there.startsOn;
  const { name, organisation } = demoCohort();
  const days = cohortDays(stack.clock.now());
  const params = { organisationId: demoId('organisation', organisation) };
  const create = async (): Promise<CohortDetail> =>
    instructor.call(cohorts.createCohort, { params, body: { id: demoCohortId, name, ...days } });
  await relive(stack, [{ at: momentOf({ ...days, timeZone }, [1, 1, '07:30']), happen: create }]);
  return days.startsOn;
}

/** Officers of other regions: the academy’s own instructors would not find them. */
function gathering(term: Term): Happening {
  const { cohortId } = term;
  const { instructors, members } = demoCohort();
  return {
    at: momentOf(term, [1, 1, '08:00']),
    async happen() {
      for (const key of instructors) {
        const params = { cohortId, personId: demoId('person', key) };
        await term.client(term.teacher).call(cohorts.addInstructor, { params });
      }
      const body = { personIds: members.map((key) => demoId('person', key)), way: 'csv' as const };
      await term.client(national!).call(cohortMembers.addMembers, { params: { cohortId }, body });
    },
  };
}

/** The first course from the beginning to the end of this week; the second joins once it is written. */
const assigning = (term: Term): Happening => ({
  at: momentOf(term, [1, 1, '08:20']),
  happen: () => assign(term.client(term.teacher), demoCourseId, dayOf(term, 1, 1), dayOf(term, weeks.before + 1, 7)),
});

/** The same for everybody of a unit, a fortnight later: who is in the cohort has the earlier day. */
const assigningToUnit = (term: Term): Happening => ({
  at: momentOf(term, [1, 1, '08:40']),
  happen: () =>
    term.client(national!).call(assigned.assignCourses, {
      params: { targetId: demoId('organisation', 'svitlodolske') },
      body: { courseIds: [demoCourseId], startsOn: null, dueOn: dayOf(term, weeks.before + 3, 7) },
    }),
});

/** A course that is written later, from this week on to the last but one. */
export async function assignToCohort(stack: LocalStack, courseId: string): Promise<void> {
  const instructor = await instructorOf(stack);
  const { startsOn } = await instructor.call(cohorts.cohort, { params: { cohortId: demoCohortId } });
  await assign(instructor, courseId, dayOf({ startsOn }, weeks.before + 1, 1), dayOf({ startsOn }, weeks.all - 1, 7));
}

/** The test that is held later counts in the gradebook. */
export const addExamination = async (stack: LocalStack, runId: string): Promise<void> =>
  addTest(await instructorOf(stack), demoCohortId, runId);

const instructorOf = async (stack: LocalStack): Promise<Client> => (await signInAll(stack, [teacher!])).get(teacher!)!;

const assign = (instructor: Client, courseId: string, startsOn: string, dueOn: string) =>
  instructor.call(assigned.assignCourses, {
    params: { targetId: demoCohortId },
    body: { courseIds: [courseId], startsOn, dueOn },
  });
