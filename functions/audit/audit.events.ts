/** Every fact is entered on its day; what changes who holds what is reckoned anew; exports are written. */
import { AppError } from '#contracts/errors.ts';
import { peopleIn } from '../identity/history.reads.ts';
import { react, type RecordEvent } from '../platform/events.ts';
import { jobFailed } from '../platform/jobs.ts';
import { recordsById } from '../platform/record.ts';
import { namedIn, type Fact } from './fact.ts';
import { enterDay, refreshPerson } from './intake.ops.ts';
import { writePersonExport } from './person-export.ops.ts';
import { writeRecordsExport } from './records-export.ops.ts';

/**
 * Facts after which somebody may hold something else, or hold it elsewhere. Who was just created holds nothing yet;
 * a person's move is two changes of roles.
 */
const telling = new Set(['progress.courseCompleted', 'identity.rolesChanged', 'identity.peopleMerged']);

/** jobs of this room */
const exports: Record<string, (event: RecordEvent, remainingMs: () => number) => Promise<void>> = {
  'audit.recordsExportRequested': writeRecordsExport,
  'audit.personExportRequested': writePersonExport,
};

export const handler = react({
  async record(event, remainingMs) {
    const write = exports[event.type];
    if (write) return write(event, remainingMs);
    const [record] = await recordsById([event]);
    if (record?.kind === 'fact') await takeIn(record);
  },

  async givenUp(event) {
    if (exports[event.type]) await jobFailed(event.subjectId, new AppError('internal'), event.now);
  },
});

async function takeIn(fact: Fact): Promise<void> {
  await enterDay(fact);
  if (fact.type === 'identity.organisationMoved') return refreshPeopleOf(fact.subjectId);
  if (!telling.has(fact.type)) return;
  for (const personId of namedIn(fact, 'person')) await refreshPerson(personId);
}

/** What its people hold stands in another branch now; those who left before the move held it in the old one. */
async function refreshPeopleOf(organisationId: string): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const { ids, lastKey } = await peopleIn(organisationId, from);
    for (const id of ids) await refreshPerson(id);
    from = lastKey;
  } while (from);
}
