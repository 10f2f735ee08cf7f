/** What MediaConvert found in a film: the picture as viewers see it, its sounds, its length – and whether it can become a lecture. Pure. */
import type { ProbeResult, Track } from '@aws-sdk/client-mediaconvert';
import type { Language } from '#contracts/common.ts';
import { filmLength } from '#contracts/film-file/read-film.ts';
import type { ProcessingFault } from '#contracts/film-processing.ts';

export interface Fraction {
  numerator: number;
  denominator: number;
}
export interface Picture {
  /** as it is seen: turned as the camera was held, in square points */
  width: number;
  height: number;
  /** pictures a second; undefined where it is not known */
  rate: Fraction | undefined;
}
export interface FilmSource {
  seconds: number;
  picture: Picture | undefined;
  /** languages of the sound tracks in their order (ISO 639-3); empty where a track says none */
  sounds: readonly string[];
}
const isPicture = ({ TrackType, Codec }: Track) => TrackType === 'video' && Codec !== 'MJPEG';
const isSound = ({ TrackType }: Track) => TrackType === 'audio';

/** How long the file says it lasts; undefined where it says nothing, as what a browser has recorded. */
export function secondsIn({ Container }: ProbeResult): number | undefined {
  const said = Container?.Duration ?? Math.max(0, ...(Container?.Tracks ?? []).map(({ Duration }) => Duration ?? 0));
  return said > 0 ? said : undefined;
}

/** The film as the probe tells of it; its length as it was declared, where the file says none. */
export function sourceOf(probed: ProbeResult, declaredSeconds: number): FilmSource {
  const tracks = probed.Container?.Tracks ?? [];
  const video = tracks.find(isPicture);
  return {
    seconds: secondsIn(probed) ?? declaredSeconds,
    picture: video && pictureOf(video),
    sounds: tracks.filter(isSound).map(({ AudioProperties }) => AudioProperties?.LanguageCode ?? ''),
  };
}

function pictureOf({ VideoProperties: { Width = 0, Height = 0, ...found } = {} }: Track): Picture {
  const { Numerator: wide = 1, Denominator: high = 1 } = found.SampleAspectRatio ?? {};
  const width = Math.round((Width * wide) / high);
  const { Numerator: numerator = 0, Denominator: denominator = 0 } = found.FrameRate ?? {};
  const rate = numerator > 0 && denominator > 0 ? { numerator, denominator } : undefined;
  // a phone held upright writes a lying picture and says that it has to be turned
  const isTurned = (found.Rotation ?? 0) % 180 !== 0;
  return isTurned ? { width: Height, height: width, rate } : { width, height: Height, rate };
}

/** Why this cannot become a lecture; undefined: it can. A film whose sound is missing can, and sound without a picture. */
export function faultOf(probed: ProbeResult): ProcessingFault | undefined {
  const { seconds, picture, sounds } = sourceOf(probed, filmLength.min);
  const tracks = probed.Container?.Tracks ?? [];
  if (!picture && !sounds.length) return 'unreadable';
  if (tracks.find(picture ? isPicture : isSound)?.Codec === 'UNKNOWN') return 'codecUnknown';
  if (picture && !(picture.width >= 2 && picture.height >= 2)) return 'unreadable';
  if (seconds < filmLength.min) return 'tooShort';
  return seconds > filmLength.max ? 'tooLong' : undefined;
}

/** Of several sounds the one in the lecture's language, else the first: its number among them, from 1. */
export function soundIn(sounds: FilmSource['sounds'], language: Language): number {
  const codes: Record<Language, string> = { uk: 'ukr', ru: 'rus', kk: 'kaz', en: 'eng' };
  return Math.max(0, sounds.indexOf(codes[language])) + 1;
}
