/** The queue: whose turn it is. Pure. */
import type { ReviewCard } from '#contracts/reviews.ts';

export const queueFilters = ['all', 'mine', 'anybody'] as const;
export type QueueFilter = (typeof queueFilters)[number];

type Row = Pick<ReviewCard, 'parts'>;
const open = ({ parts }: Row) => parts.filter(({ state }) => state === 'open');

/** `mine`: somebody asked me · `anybody`: a part waits that nobody in particular was asked for */
export function queued<Item extends Row>(rows: readonly Item[], filter: QueueFilter, personId: string): Item[] {
  if (filter === 'mine') return rows.filter((row) => open(row).some(({ assignee }) => assignee?.id === personId));
  if (filter === 'anybody') return rows.filter((row) => open(row).some(({ assignee }) => assignee === null));
  return [...rows];
}

/** May the asker answer any of it? */
export const isOwnWork = (row: Row): boolean => open(row).length > 0 && open(row).every(({ mayDecide }) => !mayDecide);
