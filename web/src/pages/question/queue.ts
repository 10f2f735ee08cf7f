/** Going through what waits. Pure. */

/** The neighbours of a question in the queue, without those one may not answer. */
export function beside(
  queue: readonly { id: string; mayDecide: boolean }[],
  id: string,
): { before: string | undefined; after: string | undefined } {
  const at = queue.findIndex((card) => card.id === id);
  const [earlier, later] = at < 0 ? [[], queue] : [queue.slice(0, at), queue.slice(at + 1)];
  const mine = (cards: readonly { id: string; mayDecide: boolean }[]) => cards.filter((card) => card.mayDecide);
  return { before: mine(earlier).at(-1)?.id, after: mine(later)[0]?.id };
}
