/** The instructor's list: filters, counts, and whose learners one may see. Pure. */
import type { Me } from '#contracts/identity.ts';
import { actions } from '#contracts/permissions.ts';
import type { LearnerRow, learnerStatuses } from '#contracts/progress.ts';

export type Status = (typeof learnerStatuses)[number];
export type Filter = Status | 'all';
export const filters: readonly Filter[] = ['all', 'notBegun', 'learning', 'completed'];

/** Sign and colour of a status; the word comes from the messages. */
export const statusSigns = {
  notBegun: { kind: 'plain', icon: 'dash' },
  learning: { kind: 'acc', icon: 'clock' },
  completed: { kind: 'ok', icon: 'check' },
} as const satisfies Record<Status, object>;

export function filtered(rows: readonly LearnerRow[], filter: Filter): LearnerRow[] {
  return filter === 'all' ? [...rows] : rows.filter((row) => row.status === filter);
}

/** How many in each state; right only when the whole list is here. */
export function countsOf(rows: readonly LearnerRow[]): Record<Filter, number> {
  const count = (status: Status) => rows.filter((row) => row.status === status).length;
  return { all: rows.length, notBegun: count('notBegun'), learning: count('learning'), completed: count('completed') };
}

type Named = Me['memberships'][number]['organisation'];

/** Organisations in which a role of the person lets them see learners. */
export function organisationsOf(me: Pick<Me, 'memberships'> | undefined): Named[] {
  const allowed: readonly string[] = actions.seeLearners;
  const memberships = me?.memberships.filter((membership) => membership.roles.some((role) => allowed.includes(role)));
  return memberships?.map((membership) => membership.organisation) ?? [];
}

/** Learners are listed by academy or region; whoever answers for the whole service chooses among those `below` it. */
export function branchesOf(own: readonly Named[], below: readonly Named[]): Named[] {
  const all = [...own, ...below].filter(({ kind }) => kind === 'academy' || kind === 'region');
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}
