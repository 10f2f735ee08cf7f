/** How a person likes lectures to play: remembered on this device. */
export interface PlayerPreferences {
  captions: boolean;
  captionSize: CaptionSize;
  captionGround: CaptionGround;
  rate: number;
  volume: number;
  muted: boolean;
  /** null: nothing was chosen yet */
  level: ChosenLevel | null;
  /** slides in place of the film, where a lecture has both */
  slides: boolean;
  /** what the instructor says at a second, under the picture */
  hints: boolean;
}

/** height of the picture; `auto`: by the network, `save`: the smallest picture, `listen`: sound alone */
export type ChosenLevel = 'auto' | 'save' | 'listen' | number;

export const captionSizes = ['normal', 'large', 'huge'] as const;
export type CaptionSize = (typeof captionSizes)[number];
/** what captions stand on: a shadow of their own, or a dark field */
export const captionGrounds = ['solid', 'shadow'] as const;
export type CaptionGround = (typeof captionGrounds)[number];

export const rates = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
const key = 'kurs.player';
const usual: PlayerPreferences = {
  ...{ captions: true, captionSize: 'normal', captionGround: 'solid' },
  ...{ rate: 1, volume: 1, muted: false, level: null, slides: false, hints: true },
};

export function readPreferences(text: string | null): PlayerPreferences {
  const kept = parse(text);
  return {
    captions: typeof kept.captions === 'boolean' ? kept.captions : usual.captions,
    captionSize: captionSizes.find((size) => size === kept.captionSize) ?? usual.captionSize,
    captionGround: captionGrounds.find((ground) => ground === kept.captionGround) ?? usual.captionGround,
    rate: rates.find((rate) => rate === kept.rate) ?? usual.rate,
    volume: typeof kept.volume === 'number' && kept.volume >= 0 && kept.volume <= 1 ? kept.volume : usual.volume,
    muted: kept.muted === true,
    level: isLevel(kept.level) ? kept.level : usual.level,
    slides: kept.slides === true,
    hints: kept.hints !== false,
  };
}

const isLevel = (value: unknown): value is ChosenLevel =>
  value === 'auto' || value === 'save' || value === 'listen' || Number.isInteger(value);

/** What plays: the learner’s choice, else little where the device is to save data, else what the network carries. */
export const levelOf = ({ level }: Pick<PlayerPreferences, 'level'>, savesData: boolean): ChosenLevel =>
  level ?? (savesData ? 'save' : 'auto');

/** The height to hold among those there are, smallest first; null: whichever the network carries. */
export function heightOf(level: ChosenLevel, heights: readonly number[]): number | null {
  if (level === 'save') return heights[0] ?? null;
  return typeof level === 'number' && heights.includes(level) ? level : null;
}

function parse(text: string | null): Partial<PlayerPreferences> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export function loadPreferences(): PlayerPreferences {
  try {
    return readPreferences(localStorage.getItem(key));
  } catch {
    return usual;
  }
}

export function savePreferences(preferences: PlayerPreferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // a private window may refuse; the choice then lives as long as the page
  }
}

/** The next speed up or down. */
export function nextRate(rate: number, by: 1 | -1): number {
  const at = rates.findIndex((each) => each === rate);
  return rates[Math.min(rates.length - 1, Math.max(0, at + by))] ?? 1;
}
