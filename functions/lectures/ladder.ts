/** In which sizes a film is made: by its source, never larger than it, in its orientation. Pure. Bit rates in bit/s. */
import type { Fraction, Picture } from './source.ts';

export interface Rung {
  /** by which its files are told apart and viewers choose: the shorter side */
  height: number;
  size: { width: number; height: number };
  maxBitrate: number;
  /** 1–10, as MediaConvert's QVBR has it */
  quality: number;
  rate: Fraction;
  /** pictures from key frame to key frame: the same instants in all sizes */
  gop: number;
}

/** how long a piece is that a player fetches, and hence how soon it can change the size */
export const segmentSeconds = 4;

/** Peak of 240p: 64 kbit/s and a quarter for the decoder's buffer, 48 of sound, headers: less than 140. */
const boxes = [
  { long: 426, short: 240, maxBitrate: 64_000, quality: 5, calm: true },
  { long: 640, short: 360, maxBitrate: 600_000, quality: 7, calm: false },
  { long: 854, short: 480, maxBitrate: 1_000_000, quality: 7, calm: false },
  { long: 1280, short: 720, maxBitrate: 1_800_000, quality: 7, calm: false },
  { long: 1920, short: 1080, maxBitrate: 3_600_000, quality: 7, calm: false },
];
type Box = Pick<(typeof boxes)[number], 'long' | 'short'>;

/** The sizes of a film, the smallest first. One that is smaller than the smallest box is made as it is. */
export function rungsOf(picture: Picture): Rung[] {
  const rate = rateOf(picture.rate);
  return boxes
    .filter((box, index) => index === 0 || shareIn(box, picture) <= 1.01)
    .map((box) => {
      const slower = box.calm ? calmed(rate) : 1;
      return {
        height: box.short,
        size: fitted(picture, Math.min(1, shareIn(box, picture))),
        maxBitrate: box.maxBitrate,
        quality: box.quality,
        rate: { numerator: rate.numerator, denominator: rate.denominator * slower },
        gop: framesIn(rate) / slower,
      };
    });
}

/** The film fitted into a square: of thumbnails and the poster. Sides divisible by `step`. */
export function fittedInto(picture: Picture, side: number, step = 2): { width: number; height: number } {
  const { width, height } = fitted(picture, Math.min(1, side / Math.max(picture.width, picture.height)));
  return { width: Math.max(step, Math.round(width / step) * step), height };
}

/** What share of the picture fills a box that lies or stands as the picture does. */
function shareIn({ long, short }: Box, { width, height }: Picture): number {
  const [across, up] = width >= height ? [long, short] : [short, long];
  return Math.min(across / width, up / height);
}

/** Even sides, as the encoder needs them; not larger than the source. */
function fitted({ width, height }: Picture, share: number): Rung['size'] {
  const even = (side: number) => Math.max(32, Math.min(2 * Math.round((side * share) / 2), 2 * Math.floor(side / 2)));
  return { width: even(width), height: even(height) };
}

/** rates that divide into segments; what lies between, or changes on the way, is shown at one of them */
const rates: readonly Fraction[] = [
  { numerator: 10, denominator: 1 },
  { numerator: 12, denominator: 1 },
  { numerator: 15, denominator: 1 },
  { numerator: 20, denominator: 1 },
  { numerator: 24_000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
];
const standard = rates.at(-1)!;
const perSecond = ({ numerator, denominator }: Fraction) => numerator / denominator;

/** The rate of the source, halved above 30 a second; the nearest above where it is none of ours. */
function rateOf(found: Fraction | undefined): Fraction {
  if (!found) return standard;
  const asked = perSecond(found);
  const wanted = asked > 33 && asked < 66 ? asked / 2 : asked;
  return rates.find((rate) => perSecond(rate) >= wanted * 0.9995) ?? standard;
}

const framesIn = (rate: Fraction): number => Math.round(perSecond(rate) * segmentSeconds);

/** Every how many-th picture the smallest size shows: at most 12.5 a second, and key frames stay where the others have them. */
function calmed(rate: Fraction): number {
  const frames = framesIn(rate);
  for (let each = 1; ; each += 1) if (perSecond(rate) / each <= 12.5 && frames % each === 0) return each;
}
