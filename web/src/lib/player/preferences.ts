/** How a person likes lectures to play: remembered on this device. */
export interface PlayerPreferences {
  captions: boolean;
  rate: number;
  volume: number;
  muted: boolean;
  /** height of the picture; `auto`, or `listen` for sound alone */
  level: 'auto' | 'listen' | number;
}

export const rates = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;
const key = 'kurs.player';
const usual: PlayerPreferences = { captions: true, rate: 1, volume: 1, muted: false, level: 'auto' };

export function readPreferences(text: string | null): PlayerPreferences {
  const kept = parse(text);
  return {
    captions: typeof kept.captions === 'boolean' ? kept.captions : usual.captions,
    rate: rates.find((rate) => rate === kept.rate) ?? usual.rate,
    volume: typeof kept.volume === 'number' && kept.volume >= 0 && kept.volume <= 1 ? kept.volume : usual.volume,
    muted: kept.muted === true,
    level: kept.level === 'listen' || Number.isInteger(kept.level) ? (kept.level ?? usual.level) : usual.level,
  };
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
