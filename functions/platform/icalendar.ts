/**
 * Writes iCalendar (RFC 5545): a calendar of events in UTC (section 3.3.5, form 2: nothing here repeats, so no time zone
 * has to come along). Lines end with CRLF and are folded at 75 octets (3.1), texts are escaped (3.3.11), addresses percent-
 * encoded (3.3.13): whatever somebody typed stays a value and never becomes a line of its own.
 */

export interface CalendarEvent {
  /** never changes, unique in the world: `ses_…@kurs.example` (3.8.4.7) */
  uid: string;
  /** moments in milliseconds */
  startsAt: number;
  endsAt: number;
  /** when it was changed last, and how often (3.8.7.3, 3.8.7.4) */
  changedAt: number;
  sequence: number;
  title: string;
  place?: string | undefined;
  description?: string | undefined;
  /** http or https */
  address?: string | undefined;
  cancelled?: boolean | undefined;
}
export interface Calendar {
  /** what a program calls it, unless its owner says otherwise (RFC 7986, section 5.1) */
  name: string;
  /** moment of the file, in milliseconds */
  now: number;
  events: readonly CalendarEvent[];
}

export function icalendar({ name, now, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kurs//Timetable//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => linesOf(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('');
}

function linesOf(event: CalendarEvent, now: number): string[] {
  const { place, description } = event;
  const address = uri(event.address ?? '');
  return [
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${text(event.title)}`,
    ...(place ? [`LOCATION:${text(place)}`] : []),
    ...(description ? [`DESCRIPTION:${text(description)}`] : []),
    ...(address ? [`URL:${address}`] : []),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ];
}

/** `20261123T070000Z` */
const utc = (moment: number): string => `${new Date(moment).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** TEXT (3.3.11): backslash, semicolon, comma and line breaks are escaped; no other control character may stand there. */
const text = (value: string): string =>
  value
    .toWellFormed()
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|[\r\n\u2028\u2029\u0085]/g, '\\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** URI (3.3.13): as a browser would send it; empty for what is none or could be run. */
function uri(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href.replaceAll(/[\r\n]/g, '') : '';
}

const octetsMax = 75;

/** A content line (3.1): no more than 75 octets, none of them half a character; what follows begins with a space. */
function folded(line: string): string {
  const pieces = [''];
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > octetsMax) {
      pieces.push(' ');
      octets = 1;
    }
    pieces[pieces.length - 1] += sign;
    octets += size;
  }
  return `${pieces.join('\r\n')}\r\n`;
}
