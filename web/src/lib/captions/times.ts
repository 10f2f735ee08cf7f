/** Moments as authors write them: 1:02.345, 1:00:02.345, 62,3. Pure. */
export function timeField(ms: number): string {
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  const seconds = ((ms % 60_000) / 1000).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** undefined: it is no moment. */
export function parseTime(text: string): number | undefined {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{0,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, hours = '0', minutes, seconds = '0', fraction = ''] = match;
  if (minutes !== undefined && (Number(seconds) > 59 || (match[1] !== undefined && Number(minutes) > 59)))
    return undefined;
  return ((Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}

/** Seconds forward or back: `-1,5`, `+2`, `0.25`; undefined: no number. */
export function parseShift(text: string): number | undefined {
  const match = /^([+\-−–]?)\s*(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return undefined;
  const ms = Math.round(Number((match[2] ?? '0').replace(',', '.')) * 1000);
  return match[1] && match[1] !== '+' ? -ms : ms;
}
