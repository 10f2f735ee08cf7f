/** Moving by pointer: from the grip a row is pulled to the nearest gap; Escape lets go without moving. */
import { lessonGaps, moduleGaps, nearest, type Boxes, type Gap } from './drop.ts';
import type { Spot } from './outline.ts';
import type { OutlineWork } from './work.svelte.ts';

const startsAfter = 5;
/** this near to the edge of the window it scrolls along */
const edge = 56;

interface Pull {
  kind: 'lesson' | 'module';
  id: string;
}

/** Begins with a press on the grip. `root`: the list in which rows carry `data-row`. */
export function pull(event: PointerEvent, { kind, id }: Pull, work: OutlineWork, root: HTMLElement): void {
  if (event.button !== 0) return;
  const begun = { x: event.clientX, y: event.clientY };
  let at = begun.y;
  let pulling = false;
  let target: Gap<Spot> | Gap<number> | undefined;
  const heard = new AbortController();
  const hear = { signal: heard.signal };

  const look = () => {
    const top = root.getBoundingClientRect().top;
    const boxes = boxesOf(root, top);
    const gaps = kind === 'lesson' ? lessonGaps(work.settled, boxes, id) : moduleGaps(work.settled, boxes, id);
    target = nearest<Spot | number>(gaps as Gap<Spot | number>[], at - top) as typeof target;
    work.dragged = { id, y: target?.y };
  };
  const scrollAlong = () => {
    if (heard.signal.aborted) return;
    const step = at < edge ? -10 : at > innerHeight - edge ? 10 : 0;
    if (step !== 0) {
      scrollerOf(root).scrollBy(0, step);
      look();
    }
    requestAnimationFrame(scrollAlong);
  };
  const move = (moved: PointerEvent) => {
    at = moved.clientY;
    if (!pulling && Math.hypot(moved.clientX - begun.x, at - begun.y) < startsAfter) return;
    if (!pulling) requestAnimationFrame(scrollAlong);
    pulling = true;
    look();
  };
  const end = (drop: boolean) => {
    heard.abort();
    work.dragged = undefined;
    if (!pulling || !drop || !target) return;
    swallowClick();
    if (typeof target.at === 'number') work.moveModule(id, target.at);
    else work.moveLesson(id, target.at);
  };

  addEventListener('pointermove', move, hear);
  addEventListener('pointerup', () => end(true), hear);
  addEventListener('pointercancel', () => end(false), hear);
  addEventListener('keydown', (pressed) => pressed.key === 'Escape' && end(false), hear);
}

/** The click that ends a pull is none. */
function swallowClick(): void {
  const swallow = (click: Event) => click.stopPropagation();
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

function boxesOf(root: HTMLElement, above: number): Boxes {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')];
  return Object.fromEntries(
    rows.map((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return [row.dataset['row'] ?? '', { top: top - above, bottom: bottom - above }];
    }),
  );
}

function scrollerOf(element: HTMLElement): HTMLElement | Window {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(each).overflowY);
    if (scrolls && each !== document.body && each.scrollHeight > each.clientHeight) return each;
  }
  return window;
}
