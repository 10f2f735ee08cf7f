/** Where items of attempts stand: in their own partition, in the live view of a run, in the list of what is due. Pure. */
export const attemptPartition = (personId: string, id: string) => `$assessments#${personId}#${id}`;
export const seqKey = (seq: number) => String(seq).padStart(4, '0');

/** the live view of a run is spread over so many partitions: a throttled index would throttle the table */
export const shards = 10;
const shardOf = (personId: string): number =>
  [...personId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % shards;
export const liveKey = (runId: string, shard: number) => `$assessments#live_${runId}#${shard}`;
/** The place of one of a person’s items in the live view. */
export const livePlace = (runId: string, personId: string, ...rest: string[]) => ({
  gsi1pk: liveKey(runId, shardOf(personId)),
  gsi1sk: [personId, ...rest].join('#'),
});

/** Attempts that are due in the hour of a moment. */
export const dueKey = (moment: string) => `$assessments#due_${moment.slice(0, 13).replaceAll(/[-T]/g, '')}`;

/** The place of an attempt among what is due; undefined: never. */
export function duePlace({ personId, id }: { personId: string; id: string }, dueAt: number | undefined) {
  if (dueAt === undefined) return {};
  const due = new Date(dueAt).toISOString();
  return { gsi2pk: dueKey(due), gsi2sk: `${due}#${personId}#${id}` };
}
