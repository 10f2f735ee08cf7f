/** Links inside a text (footnotes and back, `#…`) move the focus as well as the view, and leave the history alone. */
export function jumpInside(element: HTMLElement): () => void {
  const jump = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target || !element.contains(target)) return;
    event.preventDefault();
    if (target.tabIndex < 0) target.tabIndex = -1;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  };
  element.addEventListener('click', jump);
  return () => element.removeEventListener('click', jump);
}
