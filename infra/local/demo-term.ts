/**
 * The term of the demo’s cohort up to today: what happened in it, each with the clock of its moment, in the order of time.
 * Days are said as week and weekday of the cohort, from 1; what is there already stays as it is.
 */
import { readFileSync } from 'node:fs';
import { addDays, momentAt } from '#contracts/local-time.ts';
import { Client, Refused } from './client.ts';
import { demoPeople } from './demo.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

/** Week, weekday and hour, e.g. `[2, 7, "20:00"]`: Sunday of the second week. */
export type TermMoment = [week: number, weekday: number, time: string];

export interface Term {
  cohortId: string;
  /** a Monday */
  startsOn: string;
  timeZone: string;
  /** of the cohort’s first instructor, by key */
  teacher: string;
  /** signed in, by key of the person */
  client(key: string): Client;
}

/** Something that happened. Those of the same moment happen at once. */
export interface Happening {
  at: number;
  happen(): Promise<unknown>;
}

export const termContent = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../content/demo/${name}.json`, import.meta.url), 'utf8')) as T;

export const dayOf = ({ startsOn }: Pick<Term, 'startsOn'>, week: number, weekday: number): string =>
  addDays(startsOn, (week - 1) * 7 + weekday - 1);

export const momentOf = (term: Pick<Term, 'startsOn' | 'timeZone'>, [week, weekday, time]: TermMoment): number =>
  momentAt(dayOf(term, week, weekday), time, term.timeZone);

/** The moment as the API takes it. */
export const isoOf = (term: Pick<Term, 'startsOn' | 'timeZone'>, at: TermMoment): string =>
  new Date(momentOf(term, at)).toISOString();

/** Lets them happen one after another, and sets the clock right again. */
export async function relive(stack: LocalStack, happenings: readonly Happening[]): Promise<void> {
  const ahead = stack.clock.now() - Date.now();
  const setTo = (moment: number) => stack.clock.shift(moment - stack.clock.now());
  try {
    for (const [at, same] of [...Map.groupBy(happenings, (each) => each.at)].sort(([a], [b]) => a - b)) {
      setTo(at);
      await Promise.all(same.map(({ happen }) => happen().catch(unlessThere)));
    }
  } finally {
    setTo(Date.now() + ahead);
  }
}

/** A seed that was cut off comes by again: what it had made has gone on since. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== 409) throw error;
}

/** Signs in at once all whom the term needs: by key. */
export async function signInAll(stack: LocalStack, keys: readonly string[]): Promise<Map<string, Client>> {
  const logins = new Map(demoPeople().map(({ key, login }) => [key, login]));
  const entries = keys.map(
    async (key) => [key, await new Client(stack.origin).signIn(logins.get(key)!, demoPassword)] as const,
  );
  return new Map(await Promise.all(entries));
}
