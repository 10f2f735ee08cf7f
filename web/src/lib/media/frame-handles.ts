/** What takes hold of a frame: dragged by a pointer, moved by arrow keys. */
import { stepOf, type Frame, type Size } from './crop.ts';

/** What a way of so many pixels of the picture does to the frame. */
export type Change = (frame: Frame, by: { x: number; y: number }) => Frame;

interface Held {
  frame(): Frame;
  size(): Size;
  /** pixels of the picture to one of the screen */
  unit(): number;
  set(frame: Frame): void;
}

/** Attributes of a handle, by what it does. */
export function frameHandles({ frame, size, unit, set }: Held) {
  let held: { x: number; y: number; frame: Frame } | undefined;
  const release = () => (held = undefined);
  return (change: Change) => ({
    onpointerdown(event: PointerEvent & { currentTarget: HTMLElement }) {
      held = { x: event.clientX, y: event.clientY, frame: frame() };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onpointermove(event: PointerEvent) {
      if (!held) return;
      set(change(held.frame, { x: (event.clientX - held.x) * unit(), y: (event.clientY - held.y) * unit() }));
    },
    onpointerup: release,
    onpointercancel: release,
    onkeydown(event: KeyboardEvent) {
      const step = stepOf(event, size());
      if (!step) return;
      event.preventDefault();
      set(change(frame(), step));
    },
  });
}
