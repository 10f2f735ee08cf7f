/** Where the learner’s work is, in one word. Pure. */
import type { Sending } from './sending.ts';

export interface Work {
  answered: boolean;
  writing: boolean;
  sending: boolean;
  failing: boolean;
  blocked: Sending['blocked'];
  online: boolean;
  waiting: number;
  /** changes that waited when the sending began */
  total: number;
  /** does the device keep it? */
  durable: boolean;
  changedMs: number;
  receivedMs: number;
}
export interface Shown {
  place: 'saving' | 'device' | 'sending' | 'academy' | 'failed';
  at?: number;
  done?: number;
  total?: number;
}

/** Undefined: there is no work yet. */
export function saveState(work: Work): Shown | undefined {
  if (work.waiting === 0) return work.answered ? { place: 'academy', at: work.receivedMs } : undefined;
  if (work.writing) return { place: 'saving' };
  if (work.sending && work.online) return sendingState(work);
  if (work.online && work.failing && !work.blocked) return { place: 'failed' };
  // where the device keeps nothing, only the academy’s word counts
  return work.durable ? { place: 'device', at: work.changedMs } : { place: 'saving' };
}

function sendingState({ total, waiting }: Work): Shown {
  if (total < 2) return { place: 'sending' };
  return { place: 'sending', done: Math.max(0, total - waiting), total };
}
