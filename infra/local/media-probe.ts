/** What is in a film, read out of what ffmpeg says about it (the npm package brings no ffprobe), and as MediaConvert's Probe tells it. */
import { run, type Running } from './ffmpeg.ts';

export interface VideoTrack {
  kind: 'video';
  codec: string;
  /** as coded, before it is turned */
  width: number;
  height: number;
  rate: [number, number] | undefined;
  aspect: [number, number];
  /** degrees clockwise */
  rotation: number;
}
export interface AudioTrack {
  kind: 'audio';
  codec: string;
  language: string | undefined;
}
export interface Probed {
  seconds: number;
  format: string | undefined;
  tracks: (VideoTrack | AudioTrack)[];
}

const codecs: Record<string, string> = {
  ...{ h264: 'AVC', hevc: 'HEVC', av1: 'AV1', vp8: 'VP8', vp9: 'VP9', mpeg4: 'MP4V', mpeg2video: 'MPEG2' },
  ...{ mpeg1video: 'MPEG1', prores: 'PRORES', mjpeg: 'MJPEG', png: 'MJPEG', h263: 'H263', dvvideo: 'DV', vc1: 'VC1' },
  ...{ aac: 'AAC', ac3: 'AC3', eac3: 'EAC3', mp3: 'MP3', mp2: 'MP2', opus: 'OPUS', vorbis: 'VORBIS', flac: 'FLAC' },
  ...{ amr_nb: 'AMR', amr_wb: 'AMR', wmav2: 'WMA2' },
};

export async function probeFile(file: string, running: Running): Promise<Probed> {
  const { said } = await run(running, ['-i', file]);
  return probedFrom(said);
}

/** Reads what `ffmpeg -i` says. Pure. */
export function probedFrom(said: string): Probed {
  const [head = '', ...streams] = said.split(/^ *Stream #0:/m);
  const time = head.match(/Duration: (\d+):(\d+):([\d.]+)/);
  return {
    seconds: time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]) : 0,
    format: head.match(/^Input #0, ([\w,]+), from/m)?.[1],
    tracks: streams.flatMap((stream) => trackOf(stream) ?? []),
  };
}

function trackOf(stream: string): VideoTrack | AudioTrack | undefined {
  const [, language, type, name = ''] = stream.match(/^\d+(?:\[\w+\])?(?:\((\w+)\))?: (Video|Audio): (\w+)/) ?? [];
  const codec = name.startsWith('pcm_') ? 'PCM' : (codecs[name] ?? 'UNKNOWN');
  if (type === 'Audio') return { kind: 'audio', codec, language: language === 'und' ? undefined : language };
  return type === 'Video' ? videoOf(stream, codec) : undefined;
}

function videoOf(stream: string, codec: string): VideoTrack {
  const [, width = 0, height = 0] = (stream.match(/, (\d{2,5})x(\d{2,5})/) ?? []).map(Number);
  const [, wide = 1, high = 1] = (stream.match(/SAR (\d+):(\d+)/) ?? []).map(Number);
  const rate = Number(stream.match(/, ([\d.]+) fps/)?.[1]);
  const matrix = Number(stream.match(/displaymatrix: rotation of (-?[\d.]+)/)?.[1] ?? 0);
  return {
    ...{ kind: 'video', codec, width, height },
    rate: rate > 0 ? fraction(rate) : undefined,
    aspect: wide > 0 && high > 0 ? [wide, high] : [1, 1],
    rotation: (360 - Math.round(matrix)) % 360,
  };
}

/** 29.97 is 30000/1001. */
function fraction(rate: number): [number, number] {
  const whole = [24, 30, 48, 60, 120].find((one) => Math.abs(one / 1.001 - rate) < 0.006);
  return whole ? [whole * 1000, 1001] : [Math.round(rate * 1000), 1000];
}

const isPicture = (track: Probed['tracks'][number]): track is VideoTrack =>
  track.kind === 'video' && track.codec !== 'MJPEG';

/** The picture's place among the video tracks (a cover may stand before it), and the picture. */
export function pictureIn({ tracks }: Probed): { index: number; track: VideoTrack } | undefined {
  const videos = tracks.filter(({ kind }) => kind === 'video');
  const index = videos.findIndex(isPicture);
  return index < 0 ? undefined : { index, track: videos[index] as VideoTrack };
}

export const soundsIn = ({ tracks }: Probed): AudioTrack[] => tracks.filter((track) => track.kind === 'audio');

/** As it is seen: square points, turned where that is asked for. */
export function seen(
  { width, height, aspect, rotation }: VideoTrack,
  turn: boolean,
): { width: number; height: number } {
  const wide = Math.round((width * aspect[0]) / aspect[1]);
  return turn && rotation % 180 !== 0 ? { width: height, height: wide } : { width: wide, height };
}

/** Probe's answer, as the wire spells it. */
export function probeResult({ seconds, format, tracks }: Probed): object {
  if (!tracks.length) return { container: { tracks: [] } };
  const shown = tracks.map((track, index) => ({
    ...{ index: index + 1, trackType: track.kind, codec: track.codec },
    ...(seconds > 0 ? { duration: seconds } : {}),
    ...(track.kind === 'video'
      ? { videoProperties: videoProperties(track) }
      : { audioProperties: track.language ? { languageCode: track.language } : {} }),
  }));
  const container = { format: formatOf(format), ...(seconds > 0 ? { duration: seconds } : {}), tracks: shown };
  return { container };
}

const formatOf = (format = ''): string =>
  /matroska|webm/.test(format) ? 'matroska' : format.includes('mp4') ? 'mp4' : format;

function videoProperties({ width, height, rate, aspect, rotation }: VideoTrack): object {
  const ratio = ([numerator, denominator]: [number, number]) => ({ numerator, denominator });
  return {
    ...{ width, height, sampleAspectRatio: ratio(aspect) },
    ...(rate ? { frameRate: ratio(rate) } : {}),
    ...(rotation ? { rotation } : {}),
  };
}
