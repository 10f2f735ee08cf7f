/** Films as cameras, phones and recorders write them, made with ffmpeg: a few seconds, small. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFfmpeg } from '../../infra/local/ffmpeg.ts';

const lavfi = (source: string) => ['-f', 'lavfi', '-i', source];
const moving = (size: string, seconds: number, rate = 25) =>
  lavfi(`testsrc2=size=${size}:rate=${rate}:duration=${seconds}`);
const tone = (seconds: number, hertz = 440) => lavfi(`sine=frequency=${hertz}:duration=${seconds}`);
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const quiet = ['-c:a', 'aac', '-b:a', '48k', '-af', 'volume=0.05'];

/** What ffmpeg writes. */
function film(args: string[], { ending = 'mp4' } = {}): Buffer<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'kurs-film-'));
  try {
    const file = join(folder, `film.${ending}`);
    execFileSync(findFfmpeg(), ['-v', 'error', '-y', ...args, file]);
    return Buffer.from(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A phone held upright: it writes a lying picture and says how to turn it, in a matrix of the track’s head. */
export function uprightFilm(): Buffer<ArrayBuffer> {
  const lying = film([...moving('568x320', 4), ...tone(4), ...h264, ...quiet]);
  // ISO 14496-12, tkhd: the matrix begins 40 bytes after version and flags
  const matrix = lying.indexOf('tkhd', 0, 'latin1') + 4 + 40;
  [0, 0x10000, 0, -0x10000, 0, 0, 320 << 16, 0, 0x40000000].forEach((value, at) =>
    lying.writeInt32BE(value, matrix + at * 4),
  );
  return lying;
}

/** Pictures come when they like. */
export const unevenFilm = (): Buffer<ArrayBuffer> =>
  film([
    ...[...moving('640x360', 9, 30), ...tone(9)],
    ...['-vf', "select='not(mod(n,3))+lt(mod(n,70),25)'", '-vsync', 'vfr', ...h264, ...quiet],
  ]);

/** Nothing is remarkable about it; made twice it is the same. */
export const plainFilm = (seconds: number): Buffer<ArrayBuffer> =>
  film([...moving('320x180', seconds), ...tone(seconds), ...h264, ...quiet, '-fflags', '+bitexact']);

export const silentFilm = (): Buffer<ArrayBuffer> => film([...moving('320x180', 3), ...h264]);

/** Two sounds: an interpreter, and the lecturer in Ukrainian. */
export const twoSoundsFilm = (): Buffer<ArrayBuffer> =>
  film([
    ...[...moving('320x180', 4), ...tone(4, 200), ...tone(4, 800), ...['-map', '0:v', '-map', '1:a', '-map', '2:a']],
    ...[...h264, ...quiet, '-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=ukr'],
  ]);

/** A conference with an interpreter for each of ten languages. */
export const tenSoundsFilm = (): Buffer<ArrayBuffer> => {
  const sounds = Array.from({ length: 10 }, (_, at) => at);
  return film([
    ...[...moving('320x180', 3), ...sounds.flatMap((at) => tone(3, 200 + 50 * at)), '-map', '0:v'],
    ...[...sounds.flatMap((at) => ['-map', `${at + 1}:a`]), ...h264, ...quiet],
  ]);
};

export const soundAlone = (): Buffer<ArrayBuffer> => film([...tone(4), ...quiet]);

/** As the recorder of a phone writes it. */
export const phoneRecording = (seconds = 4): Buffer<ArrayBuffer> =>
  film([...tone(seconds), ...quiet], { ending: 'm4a' });

/** As a dictaphone writes it, without a word about its length. */
export const mp3Recording = (): Buffer<ArrayBuffer> =>
  film([...tone(4), '-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0'], { ending: 'mp3' });

/** Its index comes first and tells of ten seconds; four have been copied. */
export function cutOffFilm(): Buffer<ArrayBuffer> {
  const whole = film([...moving('320x180', 12), ...tone(12), ...h264, ...quiet, '-movflags', '+faststart']);
  return Buffer.from(whole.subarray(0, Math.floor(whole.byteLength * 0.4)));
}

/** As newer phones code; undefined where this ffmpeg cannot. */
export function hevcFilm(): Buffer<ArrayBuffer> | undefined {
  try {
    const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'];
    return film([...moving('320x180', 3), ...tone(3), ...hevc, '-pix_fmt', 'yuv420p', ...quiet]);
  } catch {
    return undefined;
  }
}

/** Nothing moves for an hour: long to prepare, quick to send. */
export const longFilm = (): Buffer<ArrayBuffer> =>
  film([...lavfi('color=c=teal:size=426x240:rate=1:duration=3600'), ...h264]);

/** Loudness of a sound in LUFS (ITU-R BS.1770, gated). */
export function loudnessOf(sound: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'kurs-sound-'));
  try {
    writeFileSync(join(folder, 'sound.mp4'), sound);
    const measure = ['-af', 'ebur128=framelog=verbose', '-f', 'null', '-'];
    const args = ['-hide_banner', '-nostdin', '-i', join(folder, 'sound.mp4'), ...measure];
    // it speaks on its second channel
    const said = spawnSync(findFfmpeg(), args, { encoding: 'utf8' }).stderr;
    return Number(/I:\s+(-?[\d.]+) LUFS/.exec(said.slice(said.lastIndexOf('Integrated')))?.[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
