/** Which question inside a lecture is to be asked now, and how far one may go before it is answered. Pure. */

export interface Asked {
  id: string;
  atSeconds: number;
  required: boolean;
  answered: boolean;
}

/** the film stands a little before or after the place it was sent to */
const toleranceSeconds = 0.1;

/**
 * While it plays from one place to another: the first question on the way that is not answered, or that is to be asked again. A
 * required one that lies behind was passed by nobody: it is asked wherever the film plays on.
 */
export function dueBetween<Item extends Asked>(
  items: readonly Item[],
  from: number,
  to: number,
  again?: string,
): Item | undefined {
  return items.find((item) => {
    const isOpen = !item.answered || item.id === again;
    const isMet = item.atSeconds > from && item.atSeconds <= to + toleranceSeconds;
    const isBehind = !item.answered && item.required && item.atSeconds <= to + toleranceSeconds;
    return isOpen && (isMet || isBehind);
  });
}

/** The furthest place before the first required question that is not answered; Infinity: anywhere. */
export const limitOf = (items: readonly Asked[]): number =>
  items.find(({ answered, required }) => required && !answered)?.atSeconds ?? Infinity;

/** How many required ones are still to be answered. */
export const leftOf = (items: readonly Asked[]): number =>
  items.filter(({ answered, required }) => required && !answered).length;
