/** Of which recalls learners are told: computed when read, so that a recall counts at once for however many. */
import type { Recall } from '#contracts/recall.ts';
import type { Manifest } from './manifest.ts';
import { concerned, recallOf, type OriginLink, type Recalls } from './recall.ts';
import { recallsOf } from './recalls.store.ts';

interface Learned {
  id: string;
  version: number;
  origin?: OriginLink | undefined;
}

/** The recall of which a learner of each of these is told, by course. */
export async function recallsFor(courses: readonly Learned[]): Promise<Map<string, Recall>> {
  const found = await recallsOf(concerned(courses));
  const known = new Map(found.map(({ courseId, versions }): [string, Recalls] => [courseId, versions]));
  return new Map(
    courses.flatMap((each): [string, Recall][] => {
      const recall = recallOf(each, known);
      return recall ? [[each.id, recall]] : [];
    }),
  );
}

/** As `recallsFor`, of one version. */
export async function recallFor({ courseId: id, version, origin }: Manifest): Promise<Recall | null> {
  return (await recallsFor([{ id, version, origin }])).get(id) ?? null;
}
