/** Keeps the place on each page of the history: a new page starts at the top, going back returns to where one was. */
export function keepScroll(): { settle(hash: string | undefined): void } {
  history.scrollRestoration = 'manual';
  const places = new Map<string, number>();
  let goingBack = false;
  let here = placeOf();
  addEventListener('popstate', () => (goingBack = true));
  addEventListener('scroll', () => places.set(here, scrollY), { passive: true });

  return {
    settle(hash) {
      here = placeOf();
      const top = goingBack ? (places.get(here) ?? 0) : 0;
      goingBack = false;
      if (top > 0) scrollWhenTallEnough(top);
      else if (hash && hash.length > 1) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
    },
  };
}

const placeOf = () => `${(history.state as { _routerIndex?: number } | null)?._routerIndex ?? 0} ${location.pathname}`;

/** Content may still be coming: tries for a second, and gives up as soon as the reader scrolls. */
function scrollWhenTallEnough(top: number, until = performance.now() + 1000): void {
  requestAnimationFrame(() => {
    const possible = document.documentElement.scrollHeight - innerHeight >= top;
    if (possible) scrollTo(0, top);
    else if (performance.now() < until && scrollY === 0) scrollWhenTallEnough(top, until);
  });
}
