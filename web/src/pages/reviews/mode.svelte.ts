/** How a lesson under review is shown: the reviewer’s choice, kept on this device, for originals and translations apart. */
export const modes = ['diff', 'beside', 'text'] as const;
export type Mode = (typeof modes)[number];
type Of = 'source' | 'translation';

const keyOf = (of: Of) => `kurs.review-mode.${of}`;
const first: Record<Of, Mode> = { source: 'diff', translation: 'beside' };

class ModeChoice {
  #chosen = $state.raw<Partial<Record<Of, Mode>>>({});

  of(of: Of): Mode {
    return this.#chosen[of] ?? recall(of) ?? first[of];
  }
  choose(of: Of, mode: Mode): void {
    this.#chosen = { ...this.#chosen, [of]: mode };
    try {
      localStorage.setItem(keyOf(of), mode);
    } catch {
      // a private window may refuse; the choice then lives as long as the page
    }
  }
}

export const modeChoice = new ModeChoice();

function recall(of: Of): Mode | undefined {
  try {
    return modes.find((mode) => mode === localStorage.getItem(keyOf(of)));
  } catch {
    return undefined;
  }
}
