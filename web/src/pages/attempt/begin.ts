/** Begins an attempt, or goes on with one that another device has begun; leads to its page. */
import { attempts } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import { ulid } from 'ulid';
import { keepOpened } from '../../lib/attempt/opening.ts';
import { call } from '../../lib/client.ts';
import { refresh } from '../../lib/query.svelte.ts';
import { navigate } from '../../lib/router.ts';
import { session } from '../../lib/session.svelte.ts';

/** the same press of the button is the same attempt, however often it is sent */
const ids = new Map<string, string>();

export async function begin(runId: string, { language, code }: { language: Language; code: string | null }) {
  const attemptId = ids.get(runId) ?? `att_${ulid()}`;
  ids.set(runId, attemptId);
  const started = performance.now();
  const paper = await call(attempts.openAttempt, { params: { runId }, body: { attemptId, language, code } });
  ids.delete(runId);
  await keepOpened(session.me?.id ?? '', paper, performance.now() - started);
  await navigate('attempt', { attemptId: paper.id });
  void refresh(attempts.ownRun, attempts.ownRuns);
}
