/** Rows of the live view. Pure. */
import type { LiveRow } from '#contracts/runs.ts';
import { closesAt, type AttemptHead, type Standing } from './attempt.ts';
import type { Gap } from './outage.ts';
import type { RunHead } from './run.ts';

export interface Present {
  id: string;
  attemptId: string;
  seenAt: number;
  answered: number;
  unsent: number;
  gaps: Gap[];
}
/** What the table holds of everybody in a run. */
export interface LiveState {
  /** of each person the latest attempt */
  heads: ReadonlyMap<string, AttemptHead>;
  /** by attempt */
  seen: ReadonlyMap<string, Present>;
  given: ReadonlyMap<string, Standing>;
}
export interface Somebody {
  id: string;
  givenName: string;
  familyName: string;
  organisationId: string;
}

/** What has come since: what is newer takes its place; the same state where nothing is. */
export function withNews(
  before: LiveState,
  news: { heads: readonly AttemptHead[]; seen: readonly Present[]; given: readonly Standing[] },
): LiveState {
  const heads = news.heads.filter((head) => isNewer(head, before.heads.get(head.personId)));
  const seen = news.seen.filter((each) => isLater(each, before.seen.get(each.id)));
  const given = new Map(news.given.map((each) => [each.personId, each]));
  const agreed = [...given.values()].some((each) => before.given.get(each.personId)?.revision !== each.revision);
  if (!heads.length && !seen.length && !agreed && given.size === before.given.size) return before;
  return {
    heads: new Map([...before.heads, ...latest(heads)]),
    seen: new Map([...before.seen, ...seen.map((each) => [each.id, each] as const)]),
    given,
  };
}

/** An index may answer with what it held a moment ago. */
const isNewer = (head: AttemptHead, known: AttemptHead | undefined): boolean =>
  !known || (head.id === known.id ? head.revision > known.revision : head.number > known.number);
const isLater = (sign: Present, known: Present | undefined): boolean =>
  !known ||
  sign.seenAt > known.seenAt ||
  (sign.seenAt === known.seenAt && (sign.answered !== known.answered || sign.unsent !== known.unsent));

/** The latest attempt of each person. */
export function latest(heads: readonly AttemptHead[]): Map<string, AttemptHead> {
  const found = new Map<string, AttemptHead>();
  for (const head of heads) if ((found.get(head.personId)?.number ?? 0) < head.number) found.set(head.personId, head);
  return found;
}

export function liveRow(somebody: Somebody, run: RunHead, { heads, seen, given }: LiveState): LiveRow {
  const head = heads.get(somebody.id);
  const standing = given.get(somebody.id);
  const agreed = { minutes: standing?.extraMinutes ?? 0, attempts: standing?.extraAttempts ?? 0 };
  const about = {
    personId: somebody.id,
    givenName: somebody.givenName,
    familyName: somebody.familyName,
    organisationId: somebody.organisationId,
    agreed,
  };
  const none = {
    openedAt: null,
    closesAt: null,
    closedAt: null,
    seenAt: null,
    answered: 0,
    unsent: 0,
  };
  if (!head) return { ...about, ...none, state: 'notBegun', extraMinutes: agreed.minutes };
  const present = seen.get(head.id);
  const end = closesAt(head, run, { gaps: present?.gaps ?? [] });
  return {
    ...about,
    ...{ state: head.state, openedAt: head.openedAt },
    closesAt: moment(end),
    closedAt: head.endedAt ?? null,
    seenAt: moment(present?.seenAt) ?? head.openedAt,
    // what was last told is of before the end
    answered: head.answered ?? present?.answered ?? 0,
    unsent: head.state === 'open' ? (present?.unsent ?? 0) : 0,
    extraMinutes: head.extensions.reduce((sum, { minutes }) => sum + minutes, head.extraMinutes),
  };
}

const moment = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
