/** Questions an earlier page left on this device: new ones that are whole go to the academy by themselves. */
import { OfflineError } from '../../lib/client.ts';
import { forgetQuestion, keptQuestions, type KeptQuestion } from './journal.ts';
import { needsOf } from './needs.ts';
import { bankRemote } from './remote.ts';
import { sent } from './written.ts';

/** Answers how many went, and what is left: unfinished ones, those not taken, changes somebody has to look at. */
export async function sendKept(personId: string): Promise<{ sent: number; left: KeptQuestion[] }> {
  const entries = await keptQuestions(personId).catch(() => []);
  const left: KeptQuestion[] = [];
  let offline = false;
  for (const entry of entries) {
    const isReady = entry.revision === 0 && needsOf(sent(entry).content).length === 0;
    if (!isReady || offline) left.push(entry);
    else if (!(await takes(entry).catch((error: unknown) => void (offline = error instanceof OfflineError))))
      left.push(entry);
  }
  return { sent: entries.length - left.length, left };
}

async function takes(entry: KeptQuestion): Promise<boolean> {
  const remote = bankRemote(entry.organisationId, () => undefined);
  const answer = await remote.add({ id: entry.questionId, ...sent(entry) });
  // one that came before in another wording is looked at by a person
  if ('refused' in answer || !answer.current) return false;
  await forgetQuestion(entry);
  return true;
}
