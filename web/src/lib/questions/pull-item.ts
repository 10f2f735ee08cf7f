/** Moving an item of a list by pointer: while it is pulled, it takes the place it is over. */
export interface Pulling {
  to: (place: number) => void;
  pulling: (on: boolean) => void;
}

/** Begins with a press on the grip; ends with the release, or where the pointer is lost. */
export function pullItem(event: PointerEvent, list: HTMLElement, { to, pulling }: Pulling): void {
  if (event.button !== 0) return;
  const heard = new AbortController();
  const hear = { signal: heard.signal };
  pulling(true);
  const end = () => {
    heard.abort();
    pulling(false);
  };
  addEventListener('pointermove', ({ clientY }) => to(placeAt(middlesOf(list), clientY)), hear);
  addEventListener('pointerup', end, hear);
  addEventListener('pointercancel', end, hear);
}

const middlesOf = (list: HTMLElement): number[] =>
  [...list.children].map((child) => {
    const { top, height } = child.getBoundingClientRect();
    return top + height / 2;
  });

/** The place whose middle is nearest. */
export function placeAt(middles: readonly number[], y: number): number {
  const distances = middles.map((middle) => Math.abs(middle - y));
  return distances.indexOf(Math.min(...distances));
}
