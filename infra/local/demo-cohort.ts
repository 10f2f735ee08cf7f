/** The demo's cohort, in the sixth of its eleven weeks: officers of communities, taught at the academy. */
import { cohortMembers } from '#contracts/cohort-members.ts';
import { cohorts } from '#contracts/cohorts.ts';
import { Client } from './client.ts';
import { demoId, demoPeople } from './demo.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

const academy = 'naddniprianska';
const timeZone = 'Europe/Kyiv';
const dayMs = 24 * 3600 * 1000;
export const demoCohortId = demoId('cohort', 'community-officer-26-1');

/** Its first day: the Monday five weeks before this week’s; its last: the Sunday of its eleventh week. */
export function cohortDays(now: number): { startsOn: string; endsOn: string } {
  const today = Date.parse(new Date(now).toLocaleDateString('sv', { timeZone }));
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * dayMs;
  const dayAt = (days: number) => new Date(monday + days * dayMs).toISOString().slice(0, 10);
  return { startsOn: dayAt(-5 * 7), endsOn: dayAt(6 * 7 - 1) };
}

/** Those who learn at the academy, and officers of several units. */
const homes = [
  'naddniprianska',
  'svitlodolske',
  'verbohirskyi',
  'zarichansk-patrol',
  'sosnobirske',
  'medovobrodivskyi',
];

/** Begins it with the clock set back to its first morning, so that its people have been there since then. Again, it changes nothing. */
export async function seedCohort(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const days = cohortDays(stack.clock.now());
  const back = Date.parse(`${days.startsOn}T06:00:00Z`) - stack.clock.now();
  stack.clock.shift(back);
  try {
    const [instructor, national] = await Promise.all(
      ['instructor@kurs.example', nationalLogin()].map((login) => new Client(stack.origin).signIn(login, demoPassword)),
    );
    const body = { id: demoCohortId, name: 'ПОГ-26/1', ...days };
    await instructor!.call(cohorts.createCohort, { params: { organisationId: demoId('organisation', academy) }, body });
    // officers of other regions: the academy’s own instructors would not find them
    const { added } = await national!.call(cohortMembers.addMembers, {
      params: { cohortId: demoCohortId },
      body: { personIds: demoLearners().map((key) => demoId('person', key)), way: 'csv' },
    });
    say(`cohort «${body.name}», ${added.length} learners`);
  } finally {
    stack.clock.shift(-back);
  }
}

const demoLearners = (): string[] =>
  demoPeople()
    .filter(({ memberships }) =>
      memberships.some(({ organisation, roles }) => homes.includes(organisation) && roles.includes('learner')),
    )
    .map(({ key }) => key);

const nationalLogin = (): string =>
  demoPeople().find(({ memberships }) => memberships.some(({ roles }) => roles.includes('nationalAdmin')))!.login;
