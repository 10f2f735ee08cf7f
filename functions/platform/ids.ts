/** Prefixed ids: random ones for a given moment, and derived ones that are the same for the same origin. */
import { createHash } from 'node:crypto';
import { encodeTime, monotonicFactory, ulid } from 'ulid';
import { idPrefixes, type IdKind } from '#contracts/common.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let moment = Number.NaN;
let following = monotonicFactory();

/** A ULID for a moment: sorts by time, unique by 80 random bits; what one request writes of one moment stays in its order. */
export function newUlid(now: number): string {
  // one factory a moment: it would not go back in time, as a clock that is set does
  if (now !== moment) [moment, following] = [now, monotonicFactory()];
  return following(now);
}

/** What sorts before every ULID of this moment and after all earlier ones. */
export const ulidFloor = (moment: number): string => encodeTime(moment, 10);

/** An id such as `job_01JCQ3…`. */
export const newId = (kind: IdKind, now: number): string => `${idPrefixes[kind]}_${ulid(now)}`;

/**
 * The same id for the same origin, e.g. a lesson's for (course, key): it survives a re-import,
 * so that progress stays with the lesson across versions.
 */
export function derivedId(kind: IdKind, ...origin: string[]): string {
  const bytes = createHash('sha256').update(origin.join('\n')).digest();
  // 26 characters of 5 bits; the first is at most 7, as in a ULID
  const body = Array.from({ length: 26 }, (_, index) => crockford[bytes[index]! & (index === 0 ? 7 : 31)]).join('');
  return `${idPrefixes[kind]}_${body}`;
}

/** The same ULID for the same moment and origin: names a record that may be asked for twice and is written once. */
export const derivedUlid = (at: number, ...origin: string[]): string =>
  ulid(at).slice(0, 10) + derivedId('job', ...origin).slice(-16);

/** SHA-256 in hex. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
