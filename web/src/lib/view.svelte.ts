/** Which of a page’s views is shown, as its address says. */
import { current, noteInAddress } from './router.ts';

/** The view that is asked for, else the first; `views` may come later, with the data. */
export function useView<View extends string>(views: () => readonly View[]) {
  let asked = $derived(current.query('view'));
  const shown = $derived(views().find((each) => each === asked) ?? views()[0]);
  return {
    get current(): View | undefined {
      return shown;
    },
    show(next: View): void {
      asked = next;
      noteInAddress({ view: next === views()[0] ? undefined : next });
    },
  };
}
