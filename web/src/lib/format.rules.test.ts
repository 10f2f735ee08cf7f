import { describe, expect, test } from 'vitest';
import { bytesText, clockText, dateText, daysAgo, minutesText, percentText } from './format.rules.ts';

const moment = '2026-11-10T22:30:00.000Z';
/** no-break spaces shown as ordinary ones */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
  test('are in the person’s time zone, not the device’s', () => {
    expect(plain(dateText(moment, 'day', 'uk', 'Europe/Kyiv'))).toBe('11 листопада');
    expect(plain(dateText(moment, 'day', 'uk', 'Europe/London'))).toBe('10 листопада');
    expect(dateText(moment, 'time', 'en', 'Asia/Almaty')).toBe('03:30');
  });
  test('leave out the word for the year', () => {
    expect(plain(dateText(moment, 'date', 'uk', 'UTC'))).toBe('10 листопада 2026');
    expect(plain(dateText(moment, 'date', 'ru', 'UTC'))).toBe('10 ноября 2026');
  });
  test('count days by the calendar of the time zone', () => {
    const now = Date.parse('2026-11-11T00:30:00.000Z');
    expect(daysAgo(moment, now, 'Europe/Kyiv')).toBe(0);
    expect(daysAgo(moment, now, 'UTC')).toBe(1);
    expect(daysAgo('2026-11-12T10:00:00.000Z', now, 'UTC')).toBe(-1);
  });
});

describe('Kazakh', () => {
  test('has its own names, whatever the browser knows', () => {
    expect(plain(dateText(moment, 'day', 'kk', 'UTC'))).toBe('10 қараша');
    expect(plain(dateText(moment, 'dayLong', 'kk', 'Asia/Almaty'))).toBe('11 қараша, сәрсенбі');
    expect(plain(dateText(moment, 'date', 'kk', 'UTC'))).toBe('2026 ж. 10 қараша');
    expect(dateText(moment, 'weekday', 'kk', 'UTC')).toBe('сс');
    expect(plain(minutesText(80, 'kk'))).toBe('1 сағ 20 мин');
    expect(plain(bytesText(8_450_000, 'kk'))).toBe('8,5 МБ');
  });
});

describe('amounts', () => {
  test('minutes become hours and minutes, never nothing', () => {
    expect(plain(minutesText(80, 'uk'))).toBe('1 год 20 хв');
    expect(plain(minutesText(60, 'uk'))).toBe('1 год');
    expect(plain(minutesText(0.2, 'uk'))).toBe('1 хв');
    expect(plain(minutesText(80, 'en'))).toBe('1 hr 20 min');
  });
  test('number and unit stay together', () => {
    expect(minutesText(80, 'uk')).not.toContain(' ');
    expect(bytesText(84_512_000, 'uk')).toBe('85\u00a0МБ');
    expect(bytesText(8_450_000, 'uk')).toBe('8,5\u00a0МБ');
    expect(percentText(0.425, 'uk')).toBe('43\u00a0%');
    expect(percentText(0.425, 'en')).toBe('43%');
  });
  test('what is empty weighs nothing, what is small at least something', () => {
    expect(plain(bytesText(0, 'uk'))).toBe('0 кБ');
    expect(plain(bytesText(12, 'uk'))).toBe('1 кБ');
  });
  test('a place in a recording reads like a clock', () => {
    expect(clockText(760)).toBe('12:40');
    expect(clockText(3725.9)).toBe('1:02:05');
    expect(clockText(-1)).toBe('0:00');
  });
});
