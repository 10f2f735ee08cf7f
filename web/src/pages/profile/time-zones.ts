/** Time zones to choose from. Pure but for asking the browser what it knows. */

/** The zones of the countries that use Kurs: what an older browser, which cannot list its zones, offers. */
const nearest = [
  'Europe/Kyiv',
  'Asia/Almaty',
  'Asia/Aqtau',
  'Asia/Aqtobe',
  'Asia/Atyrau',
  'Asia/Oral',
  'Asia/Qostanay',
  'Asia/Qyzylorda',
];
const others = ['Europe/Chisinau', 'Europe/Warsaw', 'Europe/Berlin', 'Europe/London', 'UTC'];

type ListZones = (key: 'timeZone') => string[];

export function allTimeZones(own: string): string[] {
  const list = (Intl as { supportedValuesOf?: ListZones }).supportedValuesOf;
  return [...new Set([own, ...nearest, ...(list ? list('timeZone') : others)])];
}

export function isTimeZone(name: string): boolean {
  if (name.trim() === '' || name.length > 64) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
