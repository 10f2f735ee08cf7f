/** What the table keeps of an attempt beside its head. */
import type { AttemptHead } from './attempt.ts';
import type { Batch } from './fold.ts';
import { exact, type Mark } from './marking.ts';
import type { Gap } from './outage.ts';

export interface BatchItem {
  personId: string;
  id: string;
  device: string;
  seq: number;
  /** JSON: written and read as a whole */
  entries: string;
  /** of what the entries say, whenever they were sent */
  digest: string;
  receivedAt: number;
}
export interface Seen {
  personId: string;
  id: string;
  runId: string;
  device: string;
  seenAt: number;
  answered: number;
  unsent: number;
  /** silences that were outages */
  gaps: Gap[];
}
export interface StoredResult {
  personId: string;
  id: string;
  runId: string;
  hash: string;
  /** JSON of `Mark[]` */
  marks: string;
  points: number;
  pointsMax: number;
  marking: boolean;
  /** received in time when it was folded */
  batches: number;
  /** corrections of the run it was marked with */
  corrections?: number | undefined;
  at: string;
}
export const marksOf = ({ marks }: StoredResult): Mark[] => JSON.parse(marks) as Mark[];

/** What an answer brought; null: not marked yet. */
export function pointsGiven(result: StoredResult | undefined, questionId: string): number | null {
  const mark = (result ? marksOf(result) : []).find((each) => each.questionId === questionId);
  return mark && mark.share !== null ? exact(mark.share * mark.pointsMax) : null;
}

/** Its learner was erased: marks stay as they are, since there is nothing left to mark. */
export const isErased = ({ result, batches }: Pick<Everything, 'result' | 'batches'>): boolean =>
  (result?.batches ?? 0) > 0 && batches.length === 0;

/** What a person gave for an answer; it outweighs the rule of the question. */
export interface StoredMark {
  personId: string;
  /** of the attempt */
  id: string;
  questionId: string;
  points: number;
  /** criterion of the rubric → level */
  levels: Record<string, string>;
  comment?: string | undefined;
  by: string;
  at: string;
  /** counts marks of this answer */
  revision: number;
}

/** Everything of an attempt. */
export interface Everything {
  head: AttemptHead | undefined;
  seen: Seen | undefined;
  result: StoredResult | undefined;
  batches: (Batch & { digest: string })[];
  marks: StoredMark[];
}
