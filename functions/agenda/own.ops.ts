/** The agenda of whoever asks, read side by side from the rooms that know. */
import type { Agenda } from '#contracts/agenda.ts';
import { assignmentsOf, standingsFor, worksWaiting } from '../assignments/assignments.reads.ts';
import { cohortsOf, taughtBy, type Cohort } from '../cohorts/cohorts.reads.ts';
import { sessionsOf, type PlannedSession } from '../cohorts/timetable.reads.ts';
import { openQuestions } from '../discussion/discussion.reads.ts';
import type { Context } from '../platform/context.ts';
import { inParallel } from '../platform/parallel.ts';
import { earliest, isNewFeedback, isToDo, weekFrom, type OwnAssignment } from './agenda.ts';

const atOnce = 8;
/** cohorts one teaches at the same time that are looked through */
const taughtMax = 20;

export async function ownAgenda({ person, now }: Context): Promise<Agenda> {
  const [sessions, learned, taught] = await Promise.all([
    sessionsIn(person.id, now),
    learnedBy(person.id, now),
    waiting(person.id, now),
  ]);
  return { sessions, ...learned, ...taught };
}

const named = ({ id, name }: Cohort) => ({ id, name });

async function sessionsIn(personId: string, now: number): Promise<Agenda['sessions']> {
  const { from, to } = weekFrom(now);
  return earliest((await sessionsOf(personId, from, to)).map(sessionShown), ({ startsAt }) => startsAt);
}

const sessionShown = ({ session, endsAt, cohort, as }: PlannedSession): Agenda['sessions'][number] => ({
  ...{ id: session.id, day: session.day, title: session.title, startsAt: session.startsAt, endsAt, as },
  ...{ cohort: named(cohort), place: session.place ?? null, link: session.link ?? null },
  cancelled: session.cancelled ?? false,
});

type Own = OwnAssignment & { cohort: Cohort };

async function learnedBy(personId: string, now: number): Promise<Pick<Agenda, 'assignments' | 'feedback'>> {
  const current = (await cohortsOf(personId)).filter(
    ({ cohort, member }) => member.leftAt === undefined && cohort.state === 'active',
  );
  const all = (await Promise.all(current.map(({ cohort }) => ownIn(cohort, personId, now)))).flat();
  const toDo = all.filter((each) => isToDo(each, now));
  const back = all.filter((each) => isNewFeedback(each, now));
  return {
    assignments: earliest(
      toDo.map((each) => ({ ...shown(each), dueAt: each.standing.dueAt, state: each.standing.state })),
      ({ dueAt }) => dueAt,
    ),
    feedback: earliest(
      back.map((each) => ({ ...shown(each), releasedAt: each.set.releasedAt! })),
      ({ releasedAt }) => releasedAt,
    ).reverse(),
  };
}

const shown = ({ set, cohort }: Pick<Own, 'set' | 'cohort'>) => ({
  ...{ id: set.id, title: set.title, language: set.language },
  cohort: named(cohort),
});

async function ownIn(cohort: Cohort, personId: string, now: number): Promise<Own[]> {
  const sets = await assignmentsOf(cohort.id);
  const standings = await standingsFor(personId, sets, new Date(now).toISOString());
  return sets.map((set, index) => ({ set, cohort, standing: standings[index]! }));
}

/** What waits for an instructor in the cohorts where they are named. */
async function waiting(personId: string, now: number): Promise<Pick<Agenda, 'marking' | 'questions' | 'teaching'>> {
  const taught = (await taughtBy(personId)).filter(({ state }) => state === 'active').slice(0, taughtMax);
  const [marking, questions] = await Promise.all([
    Promise.all(taught.map((cohort) => markingIn(cohort, now))),
    Promise.all(taught.map(questionsIn)),
  ]);
  return {
    marking: marking.flat(),
    questions: earliest(questions.flat(), ({ askedAt }) => askedAt),
    teaching: taught.map(named),
  };
}

async function markingIn(cohort: Cohort, now: number): Promise<Agenda['marking']> {
  const opened = (await assignmentsOf(cohort.id)).filter(({ opensAt }) => Date.parse(opensAt) <= now);
  const found = await inParallel(opened, atOnce, async (set) => ({
    ...shown({ set, cohort }),
    works: await worksWaiting(set.id),
  }));
  return found.filter(({ works }) => works > 0);
}

async function questionsIn(cohort: Cohort): Promise<Agenda['questions']> {
  const open = await openQuestions(cohort.id);
  return open.map(({ id, title, createdAt }) => ({ id, title, askedAt: createdAt, cohort: named(cohort) }));
}
