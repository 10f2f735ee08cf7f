/** What colleagues changed, in a few words. Pure. */
import type { Segment } from '#contracts/blocks.ts';

type News = readonly { by: Segment['by']; blockId: string }[];

export function newsOf(news: News, personId: string, now = Date.now()): { names: string; at: number } | undefined {
  const others = new Map(
    news.filter(({ by }) => by.id !== personId).map(({ by }) => [by.id, `${by.givenName} ${by.familyName}`]),
  );
  return others.size > 0 ? { names: [...others.values()].join(', '), at: now } : undefined;
}
