/** A day to be put off as it is filled in: where each session goes. Pure. */
import type { PostponementPreview } from '#contracts/timetable.ts';

/** session → day; empty: it stays */
export type Targets = Record<string, string>;

export const proposedTargets = ({ moves }: PostponementPreview): Targets =>
  Object.fromEntries(moves.map(({ session, to }) => [session.id, to ?? '']));

/** A day that is none, or not later. */
export const wrongTargets = (day: string, targets: Targets): string[] =>
  Object.entries(targets).flatMap(([id, to]) => (to !== '' && to <= day ? [id] : []));

export const movesBody = ({ moves }: PostponementPreview, targets: Targets) =>
  moves.map(({ session, held }) => ({
    ...{ sessionId: session.id, revision: session.revision },
    to: held ? null : targets[session.id] || null,
  }));
