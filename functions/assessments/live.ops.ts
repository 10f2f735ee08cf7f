/**
 * The live view: asked for every few seconds by everybody who watches, with thousands in a test. What stands in the table
 * is read once for all who ask this instance within some seconds (`live-state.ops.ts`), and written out once.
 */
import type { LiveRow, runs as contract } from '#contracts/runs.ts';
import { peopleIn } from '../identity/history.reads.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { sha256 } from '../platform/ids.ts';
import { heldRun, type HeldRun } from './access.ops.ts';
import type { AttemptHead } from './attempt.ts';
import { liveRow, type LiveState, type Somebody } from './live.ts';
import { liveState, wholeState } from './live-state.ops.ts';
import { learnerPath, type RunHead } from './run.ts';

type Of<Name extends keyof typeof contract> = Input<(typeof contract)[Name]>;

const stateMs = 2_000;
const rosterMs = 60_000;
/** runs watched by way of one instance */
const watchedMax = 50;
/** people of one run that are listed before they begin */
const rosterMax = 10_000;

/** Kept for some time, by one instance; the oldest goes first. */
function kept<T>(lifetimeMs: number) {
  const known = new Map<string, { at: number; value: Promise<T> }>();
  return {
    get(key: string, now: number, read: () => Promise<T>): Promise<T> {
      const held = known.get(key);
      if (held && now >= held.at && now - held.at < lifetimeMs) return held.value;
      const value = read();
      known.delete(key);
      known.set(key, { at: now, value });
      const [oldest] = known.keys();
      if (known.size > watchedMax && oldest !== undefined) known.delete(oldest);
      value.catch(() => known.delete(key));
      return value;
    },
    forget: (key: string) => void known.delete(key),
  };
}
const states = kept<LiveState>(stateMs);
const rosters = kept<Map<string, Somebody>>(rosterMs);

/** What was just changed shows at once, to whoever asks this instance. */
export const forgetLive = (runId: string): void => states.forget(runId);

export async function live(ctx: Context, { params, header }: Of<'live'>): Promise<Response> {
  const { text, etag } = await toldTo(await heldRun(ctx.person, params.runId), ctx.now);
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (header?.('if-none-match')?.replace(/^W\//, '') === etag) return new Response(null, { status: 304, headers });
  const body = `{"now":${JSON.stringify(new Date(ctx.now).toISOString())},"rows":${text}}`;
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}

interface Told {
  text: string;
  etag: string;
}
/** What was read once is written out once for all who watch the same people. */
const told = new WeakMap<LiveState, Map<string, Promise<Told>>>();

async function toldTo(held: HeldRun, now: number): Promise<Told> {
  const { run, reach } = held;
  const state = await states.get(run.id, now, () => liveState(run.id, now));
  const known = told.get(state) ?? new Map<string, Promise<Told>>();
  told.set(state, known);
  const key = `${run.revision} ${reach.join(' ')}`;
  const found = known.get(key) ?? rowsOf(held, state, now).then(asText);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

function asText(rows: readonly LiveRow[]): Told {
  const text = JSON.stringify(rows);
  return { text, etag: `"${sha256(text).slice(0, 32)}"` };
}

async function rowsOf({ run, reach }: HeldRun, state: LiveState, now: number): Promise<LiveRow[]> {
  const roster = await rosters.get(`${run.id} ${reach.join(' ')}`, now, () => rosterOf(run, reach));
  const inside = [...state.heads.values()].filter(({ path }) => path.some((id) => reach.includes(id)));
  const others = await strangers(
    inside.filter(({ personId }) => !roster.has(personId)),
    now,
  );
  return [...roster.values(), ...others].map((each) => liveRow(each, run, state));
}

/** How many of these organisations are in, as it is now. */
export async function openIn({ id }: RunHead, reach: readonly string[]): Promise<number> {
  const { heads } = await wholeState(id);
  return [...heads.values()].filter(({ state, path }) => state === 'open' && path.some((one) => reach.includes(one)))
    .length;
}

/** Everybody the run is for, in organisations the asker answers for. Who learns a course is listed once they begin. */
async function rosterOf(run: RunHead, reach: readonly string[]): Promise<Map<string, Somebody>> {
  if (run.place) return new Map();
  const ids = new Set<string>();
  for (const organisationId of reach) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await peopleIn(organisationId, from);
      for (const id of page.ids) ids.add(id);
      from = page.lastKey;
    } while (from && ids.size < rosterMax);
  }
  const people = await peopleById([...ids]);
  const held = [...people.values()].flatMap(({ memberships }) => memberships.map((each) => each.organisationId));
  const paths = await organisationsById([...new Set(held)]);
  const found = [...people.values()].flatMap((person): Somebody[] => {
    const path = person.disabled ? undefined : learnerPath(person.memberships, run, paths);
    if (!path?.some((id) => reach.includes(id))) return [];
    const { id, givenName, familyName } = person;
    return [{ id, givenName, familyName, organisationId: path.at(-1)! }];
  });
  return new Map(found.map((each) => [each.id, each]));
}

type Name = Pick<Somebody, 'givenName' | 'familyName'>;
let names = { at: 0, known: new Map<string, Name>() };

/** Who began and belongs elsewhere by now, or learns a course. Names are read once a minute, however often one looks. */
async function strangers(heads: readonly AttemptHead[], now: number): Promise<Somebody[]> {
  if (now < names.at || now - names.at >= rosterMs) names = { at: now, known: new Map() };
  const { known } = names;
  const unknown = heads.map(({ personId }) => personId).filter((id) => !known.has(id));
  if (unknown.length) {
    const found = await peopleById(unknown);
    for (const { id, givenName, familyName } of found.values()) known.set(id, { givenName, familyName });
  }
  return heads.flatMap(({ personId, path }) => {
    const name = known.get(personId);
    return name ? [{ id: personId, ...name, organisationId: path.at(-1)! }] : [];
  });
}
