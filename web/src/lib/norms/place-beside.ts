/** Places a floating box below the words it belongs to, above them where there is no room, and within the window. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap = 6;
const edge = 16;

/** Where the box's corner goes. Pure. */
export function cornerBeside(words: Box, box: Pick<Box, 'width' | 'height'>, view: Pick<Box, 'width' | 'height'>) {
  const below = words.top + words.height + gap;
  const above = words.top - gap - box.height;
  const top = below + box.height <= view.height - edge || above < edge ? below : above;
  const within = (at: number, size: number, whole: number) => Math.max(edge, Math.min(at, whole - edge - size));
  return { left: within(words.left, box.width, view.width), top: within(top, box.height, view.height) };
}

/** Keeps the box beside the words while either changes; answers how to stop. */
export function placeBeside(box: HTMLElement, words: HTMLElement): () => void {
  const place = () => {
    // of words over two lines the last
    const rect = [...words.getClientRects()].at(-1) ?? words.getBoundingClientRect();
    const { left, top } = cornerBeside(rect, box.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: window.innerHeight,
    });
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };
  place();
  const sizes = new ResizeObserver(place);
  sizes.observe(box);
  addEventListener('scroll', place, { passive: true, capture: true });
  addEventListener('resize', place);
  return () => {
    sizes.disconnect();
    removeEventListener('scroll', place, { capture: true });
    removeEventListener('resize', place);
  };
}
