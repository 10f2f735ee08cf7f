import { describe, expect, it } from 'vitest';
import { icalendar, type CalendarEvent } from './icalendar.ts';

const at = (text: string) => Date.parse(text);
const event = (parts: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'ses_1@kurs.test',
  startsAt: at('2026-11-23T07:00:00Z'),
  endsAt: at('2026-11-23T08:30:00Z'),
  changedAt: at('2026-11-20T10:00:00Z'),
  sequence: 2,
  title: 'Заняття',
  ...parts,
});
const written = (...events: CalendarEvent[]) => icalendar({ name: 'Kurs', now: at('2026-11-22T12:00:00Z'), events });

/** As a program reads it (RFC 5545, 3.1): unfolded lines, name and value parted by the first colon. */
function read(file: string): { name: string; value: string }[] {
  expect(file.endsWith('\r\n')).toBe(true);
  const lines = file.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
  return lines.map((line) => {
    const [, name, value] = /^([A-Z-]+)(?:;[A-Z]+=[A-Z]+)?:(.*)$/.exec(line) ?? [];
    expect(name, line).toBeDefined();
    return { name: name!, value: value! };
  });
}
const valueOf = (file: string, name: string) => read(file).find((line) => line.name === name)?.value;
/** A TEXT as it was written (3.3.11). */
const unescaped = (value = '') => value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

const hostile = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR',
  'a\nATTACH:https://evil.test/x\rATTACH:y\u2028ATTACH:z\u0085ATTACH:w',
  'a\\nATTENDEE:mailto:b@evil.test;,"',
  '\\',
  'ҚазақстанӘәҒғ '.repeat(40),
  '👮🏽‍♀️'.repeat(60),
];

describe('a calendar', () => {
  it('has what every program asks for, in UTC', () => {
    const file = written(event({ place: 'Авд. 214', address: 'https://meet.test/1' }));
    expect(read(file).map(({ name, value }) => `${name}:${value}`)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Kurs//Timetable//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'NAME:Kurs',
      'X-WR-CALNAME:Kurs',
      'REFRESH-INTERVAL:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:ses_1@kurs.test',
      'DTSTAMP:20261122T120000Z',
      'LAST-MODIFIED:20261120T100000Z',
      'SEQUENCE:2',
      'DTSTART:20261123T070000Z',
      'DTEND:20261123T083000Z',
      'SUMMARY:Заняття',
      'LOCATION:Авд. 214',
      'URL:https://meet.test/1',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  it('says what is cancelled', () => {
    expect(valueOf(written(event({ cancelled: true })), 'STATUS')).toBe('CANCELLED');
  });

  it.each(hostile)('keeps what somebody typed a text (%#)', (typed) => {
    const file = written(event({ title: typed, place: typed, description: typed }));
    const plain = file.replaceAll('\r\n', '');
    // no line but ours, no bare CR or LF, no line over 75 octets, no character cut in two
    expect(plain).not.toMatch(/[\r\n\u2028\u0085]/);
    expect(file).not.toContain('\ufffd');
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(read(file).filter(({ name }) => name === 'BEGIN')).toHaveLength(2);
    expect(read(file).map(({ name }) => name)).not.toContain('ATTACH');
    const said = typed.replaceAll(/\r\n|[\r\n\u2028\u0085]/g, '\n');
    for (const name of ['SUMMARY', 'LOCATION', 'DESCRIPTION']) expect(unescaped(valueOf(file, name))).toBe(said);
  });

  it('names no address that could be run, and none that breaks its line', () => {
    expect(valueOf(written(event({ address: 'javascript:alert(1)' })), 'URL')).toBeUndefined();
    const broken = written(event({ address: 'https://meet.test/\r\nATTACH:x' }));
    expect(valueOf(broken, 'URL')).toBe('https://meet.test/ATTACH:x');
  });
});
