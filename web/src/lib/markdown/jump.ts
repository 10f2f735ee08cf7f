/** Links inside a text (footnotes and back, `#…`) move the focus as well as the view, and leave the history alone. */
export function jumpInside(element: HTMLElement): () => void {
  const jump = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || !element.contains(target)) return;
    event.preventDefault();
    jumpTo(target, 'center');
  };
  element.addEventListener('click', jump);
  return () => element.removeEventListener('click', jump);
}

/** Shows an element and gives it the focus, so that reading goes on from there. */
export function jumpTo(target: HTMLElement, block: ScrollLogicalPosition): void {
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.scrollIntoView({ block });
  target.focus({ preventScroll: true });
}
