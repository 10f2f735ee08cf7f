/**
 * Work in steps: each step is written down (`step`, `cursor`, `done`) under the condition that nobody was quicker, so that
 * of two deliveries of one signal only one goes on. When little time is left, the last write carries the signal
 * for the next delivery. Cancelling is seen between two steps.
 */
import { UpdateTransaction } from 'dynamodb-toolbox/entity/actions/transactUpdate';
import type { RecordEvent } from './events.ts';
import { job, JobEntity, type StoredJob } from './jobs.ts';
import { recordPut } from './record.ts';
import { isConditionFailure, transact, type Write } from './table.ts';

/** A step takes well under a minute; a function has five. */
const enoughMs = 60_000;

export interface Step {
  cursor: string;
  done: number;
  total?: number;
  /** what is true only if this step counts: written with it */
  writes?: Write[];
}

/** The write that counts a step; fails its condition when another delivery was quicker or the job has ended. */
export const jobStep = ({ id, step }: Pick<StoredJob, 'id' | 'step'>, { cursor, done, total }: Step) =>
  JobEntity.build(UpdateTransaction)
    .item({ id, step: step + 1, cursor, done, ...(total === undefined ? {} : { total }) })
    .options({
      condition: {
        and: [
          { attr: 'state', eq: 'running' },
          { attr: 'step', eq: step },
        ],
      },
    });

/**
 * Works step by step until `work` answers nothing (it has ended the job), little time is left (the next delivery
 * goes on), or somebody else did (`stopped`): another delivery, or a cancel.
 */
export async function runSteps(
  stored: StoredJob,
  work: (at: StoredJob) => Promise<Step | undefined>,
  { event, remainingMs }: { event: RecordEvent; remainingMs: () => number },
): Promise<'ended' | 'handedOver' | 'stopped'> {
  let at = stored;
  for (;;) {
    const step = await work(at);
    if (!step) return 'ended';
    const late = remainingMs() < enoughMs;
    if (!(await count(at, step, late ? event : undefined))) return 'stopped';
    if (late) return 'handedOver';
    at = { ...at, step: at.step + 1, cursor: step.cursor, done: step.done, total: step.total ?? at.total };
  }
}

async function count(at: StoredJob, step: Step, event: RecordEvent | undefined): Promise<boolean> {
  const signal = event && {
    kind: 'signal' as const,
    type: event.type,
    subjectId: at.id,
    actorId: at.ownerId,
    data: { step: at.step + 1 },
  };
  try {
    await transact(jobStep(at, step), ...(step.writes ?? []), ...(signal ? [recordPut(signal, event.now)] : []));
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = await job(at.id);
    // neither ended nor further: something else in the step was refused
    if (found.state === 'running' && found.step === at.step) throw error;
    return false;
  }
}
