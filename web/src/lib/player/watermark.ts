/** Where the learner’s number stands on the picture: never where captions are, never long in one place. Pure. */

/** it moves so often */
export const moveEveryMs = 30_000;

export interface MarkPlace {
  /** share of the free width and height, 0–1 */
  across: number;
  down: number;
}

const around: MarkPlace[] = [
  { across: 0.06, down: 0.08 },
  { across: 0.94, down: 0.42 },
  { across: 0.3, down: 0.48 },
  { across: 0.9, down: 0.06 },
  { across: 0.04, down: 0.5 },
  { across: 0.55, down: 0.25 },
  { across: 0.75, down: 0.5 },
  { across: 0.2, down: 0.3 },
];
const corners: MarkPlace[] = [
  { across: 0, down: 0.02 },
  { across: 1, down: 0.02 },
  { across: 1, down: 0.5 },
  { across: 0, down: 0.5 },
];

/** The place after so many moves; `calm`: from corner to corner, for who wants little motion. */
export function markPlace(moves: number, calm: boolean): MarkPlace {
  const places = calm ? corners : around;
  return places[moves % places.length] ?? { across: 0, down: 0 };
}
