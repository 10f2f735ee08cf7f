/** When the journal is sent: a moment after a change, at once where it matters, ever more rarely while it fails. Pure. */

/** after the last change */
const debounceMs = 2_000;
/** somebody who writes on without a pause: short answers within this time, long ones more rarely */
const patienceMs = 10_000;
const patiencePerKbMs = 1_000;
const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

export interface Sending {
  /** nothing before this moment (null: nothing to send that we know of) */
  dueMs: number | null;
  /** the first change that waits */
  sinceMs: number | null;
  failures: number;
  /** signIn: the session has ended · refused: the academy does not take this attempt’s answers from here */
  blocked: 'signIn' | 'refused' | null;
}
export const quiet: Sending = { dueMs: null, sinceMs: null, failures: 0, blocked: null };

export type Event =
  | { type: 'changed'; nowMs: number; bytes: number }
  /** a page was turned, the tab is hidden, the network is back, somebody asks for it */
  | { type: 'now'; nowMs: number }
  | { type: 'sent' }
  | { type: 'failed'; nowMs: number; random: number; retryAfterMs?: number | undefined }
  | { type: 'signInNeeded' }
  | { type: 'signedIn'; nowMs: number }
  | { type: 'refused' };

export function next(state: Sending, event: Event): Sending {
  switch (event.type) {
    case 'changed':
      return changed(state, event.nowMs, event.bytes);
    case 'now':
      return { ...state, dueMs: event.nowMs, sinceMs: state.sinceMs ?? event.nowMs };
    case 'sent':
      return { ...quiet, blocked: state.blocked };
    case 'failed':
      return failed(state, event.nowMs, event.random, event.retryAfterMs);
    case 'signInNeeded':
      return { ...state, blocked: 'signIn' };
    case 'signedIn':
      return state.blocked === 'signIn' ? { ...state, blocked: null, dueMs: event.nowMs, failures: 0 } : state;
    case 'refused':
      return { ...state, blocked: 'refused' };
  }
}

function changed(state: Sending, nowMs: number, bytes: number): Sending {
  const sinceMs = state.sinceMs ?? nowMs;
  // while it fails, the next try stands
  if (state.failures > 0) return { ...state, sinceMs };
  const atLatest = sinceMs + patienceMs + (bytes / 1000) * patiencePerKbMs;
  return { ...state, sinceMs, dueMs: Math.min(nowMs + debounceMs, Math.max(nowMs, atLatest)) };
}

/** Twice as long each time, with jitter: a whole hall that comes back at once does not come in one second. */
function failed(state: Sending, nowMs: number, random: number, retryAfterMs = 0): Sending {
  const failures = state.failures + 1;
  const wait = Math.min(lastRetryMs, firstRetryMs * 2 ** (failures - 1)) * (0.5 + random / 2);
  return { ...state, failures, dueMs: nowMs + Math.max(wait, retryAfterMs) };
}

/** How long to wait for the next sending; null: until something happens. */
export const waitMs = ({ dueMs, blocked }: Sending, nowMs: number): number | null =>
  dueMs === null || blocked ? null : Math.max(0, dueMs - nowMs);
