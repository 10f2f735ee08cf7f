/** Words and figures of the player in the language of the interface. */
import { formatBytes, formatClock, formatNumber } from '../format.ts';
import { t } from '../i18n.svelte.ts';
import type { Level } from './engine.ts';
import type { ChosenLevel } from './preferences.ts';

/** «12 хвилин 40 секунд»: how a place is spoken. */
export function spokenPlace(seconds: number): string {
  const whole = Math.floor(seconds);
  return t('player.spoken', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

export const clock = (seconds: number): string => formatClock(Math.floor(seconds));

/** «1,25×» */
export const rateText = (rate: number): string => `${formatNumber(rate, 2)}×`;

/** «360p, до 15 МБ»: what the whole lecture costs at most. */
export function levelText(level: Level, durationSeconds: number): string {
  return t('player.levelSize', { height: level.height, size: formatBytes((level.bandwidth / 8) * durationSeconds) });
}

/** bits per second of the playlist that has sound alone */
const listenBandwidth = 64_000;

export const soundBytes = (durationSeconds: number): number => (listenBandwidth / 8) * durationSeconds;

export const listenText = (durationSeconds: number): string =>
  t('player.listenSize', { size: formatBytes(soundBytes(durationSeconds)) });

/** «Заощаджувати дані: 240p, до 15 МБ»: the smallest picture there is. */
export function saveText(smallest: Level | undefined, durationSeconds: number): string {
  return smallest ? t('player.saveDataSize', { level: levelText(smallest, durationSeconds) }) : t('player.saveData');
}

/** What the button says: the choice, and with “auto” what it comes to. */
export function levelShort(level: ChosenLevel, height: number | undefined): string {
  if (level === 'listen') return t('player.listen');
  if (level === 'save') return t('player.saveDataShort');
  if (level === 'auto') return height ? t('player.autoNow', { height }) : t('player.auto');
  return `${level}p`;
}
