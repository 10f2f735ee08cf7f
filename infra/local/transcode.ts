/** Makes of a film with ffmpeg what a MediaConvert job's output groups ask: segments, playlists, thumbnails, single pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MediaFault, run, type Running } from './ffmpeg.ts';
import { secondsMade, writeMaster, writeThumbnails } from './hls-master.ts';
import type { FileGroup, MediaOutput, Normalization, StreamGroup } from './media-groups.ts';
import { pictureIn, seen, soundsIn, type Probed } from './media-probe.ts';
import { isStream, type JobSettings, type OutputGroup } from './media-settings.ts';

type Size = { width: number; height: number };
/** What ffmpeg is told for one output: a branch of the picture, and what becomes of it. */
interface Branch {
  filter?: string;
  args: (label: string) => (string | number)[];
}
interface Film {
  file: string;
  settings: JobSettings;
  probed: Probed;
  /** as it is seen; undefined: no picture */
  size: Size | undefined;
  /** filters by sound: each is measured once */
  corrections: Map<string, Promise<string | undefined>>;
}

export type Lengths = number[][];

/** Writes all files of all groups below `to/<group index>/`, answers how long each output lasts; `progress` gets 0–1. */
export async function transcode(
  { file, settings, probed }: Omit<Film, 'size' | 'corrections'>,
  to: string,
  running: Running,
  progress: (share: number) => void,
): Promise<Lengths> {
  const picture = pictureIn(probed);
  const turn = settings.inputs[0].videoSelector?.rotate === 'AUTO';
  const film: Film = { file, settings, probed, size: picture && seen(picture.track, turn), corrections: new Map() };
  refuse(film);
  settings.outputGroups.forEach((_, index) => mkdirSync(join(to, String(index)), { recursive: true }));
  const branches = await branchesOf(film, to, running);
  const pictured = branches.filter(({ filter }) => filter);
  const split = `[0:v:${picture?.index ?? 0}]split=${pictured.length}${pictured.map((_, i) => `[in${i}]`).join('')}`;
  const graph = [split, ...pictured.map(({ filter }, i) => `[in${i}]${filter}[out${i}]`)].join(';');
  const args = [
    ...['-y', '-v', 'error', '-progress', 'pipe:1', ...(turn ? [] : ['-noautorotate']), '-i', file],
    ...(pictured.length ? ['-filter_complex', graph] : []),
    ...branches.flatMap((branch) => branch.args(`[out${pictured.indexOf(branch)}]`).map(String)),
  ];
  const onLine = (line: string) => {
    const time = line.match(/^out_time_ms=(\d+)/);
    if (time && probed.seconds > 0) progress(Math.min(1, Number(time[1]) / 1e6 / probed.seconds));
  };
  const { code, said } = await run(running, args, onLine);
  if (code !== 0) throw new MediaFault(1040, `The input could not be decoded: ${said.trim().split('\n').at(-1) ?? ''}`);
  return settings.outputGroups.map((group, index) => finish(group, join(to, String(index))));
}

/** What a job asks and the film has not, the service says with its codes. */
function refuse({ settings, probed, size }: Film): void {
  const wantsPicture = settings.outputGroups.some((group) => !isStream(group) || group.outputs.some(hasPicture));
  if (!probed.tracks.length || (wantsPicture && !size?.width))
    throw new MediaFault(1010, 'Unsupported input file: it holds no video that can be read.');
  const chosen = settings.inputs[0].audioSelectors?.['Audio Selector 1'].tracks[0];
  if (chosen !== undefined && soundsIn(probed).length < chosen)
    throw new MediaFault(1076, 'The input has no such audio for Audio Selector 1.');
}
const hasPicture = (output: MediaOutput) => output.videoDescription !== undefined;

async function branchesOf(film: Film, to: string, running: Running): Promise<Branch[]> {
  const all: Branch[] = [];
  for (const [index, group] of film.settings.outputGroups.entries()) {
    const folder = join(to, String(index));
    all.push(
      ...(isStream(group) ? await streamBranches(group, folder, film, running) : [captures(group, folder, film)]),
    );
  }
  return all;
}

async function streamBranches(group: StreamGroup, folder: string, film: Film, running: Running): Promise<Branch[]> {
  const { segmentLength, imageBasedTrickPlaySettings } = group.outputGroupSettings.cmafGroupSettings;
  const base = baseOf(group);
  const made: Branch[] = [];
  for (const output of group.outputs) {
    const hls = hlsArgs(join(folder, base + output.nameModifier), output, segmentLength);
    made.push(output.videoDescription ? pictured(output, film, hls) : await sounding(output, film, hls, running));
  }
  if (imageBasedTrickPlaySettings) {
    const { thumbnailInterval, thumbnailWidth, thumbnailHeight, tileWidth, tileHeight } = imageBasedTrickPlaySettings;
    const filter = `${every(thumbnailInterval)},scale=${thumbnailWidth}:${thumbnailHeight},setsar=1,tile=${tileWidth}x${tileHeight},${counted}`;
    const files = join(folder, `${base}-images_%09d.jpg`);
    made.push({ filter, args: (label) => ['-map', label, ...jpeg, '-q:v', 6, '-start_number', 1, files] });
  }
  return made;
}

function captures(group: FileGroup, folder: string, film: Film): Branch {
  const { width, height, codecSettings } = group.outputs[0].videoDescription;
  const { framerateDenominator, maxCaptures, quality } = codecSettings.frameCaptureSettings;
  const size = fitted({ width, height }, film.size!);
  const filter = `${every(framerateDenominator)},scale=${size.width}:${size.height},setsar=1,${counted}`;
  const files = join(folder, `${baseOf(group)}.%07d.jpg`);
  // from 2, the best, to 31
  const loss = Math.round(31 - 0.29 * quality);
  const limits = ['-frames:v', maxCaptures, '-start_number', 0];
  return { filter, args: (label) => ['-map', label, ...jpeg, '-q:v', loss, ...limits, files] };
}

/** The first picture, then one every so many seconds. */
const every = (seconds: number) => `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${seconds})'`;
/** pictures are counted, not timed, so that no version of ffmpeg fills up or drops any */
const counted = 'settb=1,setpts=N';
const jpeg = ['-r', 1, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-f', 'image2'];

/** Size an output really has: fitted into its box, even, never larger than the source. */
export function fitted(box: Size, source: Size): Size {
  const factor = Math.min(1, box.width / source.width, box.height / source.height);
  const even = (length: number) => 2 * Math.max(1, Math.round((length * factor) / 2));
  return { width: even(source.width), height: even(source.height) };
}

function pictured({ videoDescription }: MediaOutput, { size }: Film, hls: string[]): Branch {
  const { codecSettings, ...box } = videoDescription!;
  const { h264Settings: h264 } = codecSettings;
  const { width, height } = fitted(box, size!);
  const filter = `fps=${h264.framerateNumerator}/${h264.framerateDenominator},scale=${width}:${height},setsar=1`;
  // quality level 1–10 → x264's constant rate factor: 7 is 24, 5 is 27
  const crf = Math.round(34 - 1.4 * h264.qvbrSettings.qvbrQualityLevel);
  const rate = ['-crf', crf, '-maxrate', h264.maxBitrate, '-bufsize', h264.hrdBufferSize ?? h264.maxBitrate * 2];
  const keys = ['-g', h264.gopSize, '-keyint_min', h264.gopSize, '-sc_threshold', 0];
  const profile = (h264.codecProfile ?? 'HIGH').toLowerCase();
  const kind = ['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', profile, '-pix_fmt', 'yuv420p'];
  return { filter, args: (label) => ['-map', label, ...kind, ...rate, ...keys, ...hls] };
}

async function sounding(
  { audioDescriptions }: MediaOutput,
  { file, settings, corrections }: Film,
  hls: string[],
  running: Running,
): Promise<Branch> {
  const { codecSettings, audioNormalizationSettings } = audioDescriptions![0];
  const { bitrate, codingMode, sampleRate } = codecSettings.aacSettings;
  const channels = codingMode === 'CODING_MODE_1_0' ? 1 : 2;
  const track = (settings.inputs[0].audioSelectors?.['Audio Selector 1'].tracks[0] ?? 1) - 1;
  const wanted = JSON.stringify([track, channels, audioNormalizationSettings]);
  if (audioNormalizationSettings && !corrections.has(wanted))
    corrections.set(wanted, correction({ file, track, channels }, audioNormalizationSettings, running));
  const corrected = await corrections.get(wanted);
  const form = ['-c:a', 'aac', '-b:a', bitrate, '-ac', channels, '-ar', sampleRate];
  return { args: () => ['-map', `0:a:${track}`, ...(corrected ? ['-af', corrected] : []), ...form, ...hls] };
}

/** The filter that brings a sound to its loudness: measured first, then one gain for all of it, and peaks held. */
async function correction(
  { file, track, channels }: { file: string; track: number; channels: number },
  { targetLkfs, correctionGateLevel, truePeakLimiterThreshold }: Normalization,
  running: Running,
): Promise<string | undefined> {
  const layout = channels === 1 ? 'mono' : 'stereo';
  const measure = ['-af', `aformat=channel_layouts=${layout},ebur128=framelog=verbose`, '-f', 'null', '-'];
  const { said } = await run(running, ['-i', file, '-map', `0:a:${track}`, ...measure]);
  const loudness = Number(said.match(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/)?.[1] ?? Number.NEGATIVE_INFINITY);
  if (!(loudness > correctionGateLevel)) return undefined;
  const limit = 10 ** (truePeakLimiterThreshold / 20);
  const gain = `volume=${(targetLkfs - loudness).toFixed(2)}dB`;
  return `aformat=channel_layouts=${layout},${gain},alimiter=limit=${limit.toFixed(4)}:level=disabled`;
}

function hlsArgs(path: string, output: MediaOutput, segmentSeconds: number): string[] {
  const kind = output.videoDescription ? 'cmfv' : 'cmfa';
  const name = path.split(/[/\\]/).at(-1)!;
  const flags = ['-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', '-hls_flags', 'independent_segments'];
  const names = ['-hls_fmp4_init_filename', `${name}init.${kind}`, '-hls_segment_filename', `${path}_%09d.${kind}`];
  return ['-f', 'hls', '-hls_time', String(segmentSeconds), ...flags, '-start_number', '1', ...names, `${path}.m3u8`];
}

/** Playlists over what was made; answers how long each output lasts. */
function finish(group: OutputGroup, folder: string): number[] {
  if (!isStream(group)) return [];
  const base = baseOf(group);
  const thumbnails = group.outputGroupSettings.cmafGroupSettings.imageBasedTrickPlaySettings;
  const lengths = group.outputs.map((output) => secondsMade(folder, base, output));
  if (thumbnails) writeThumbnails(folder, base, thumbnails, Math.max(...lengths));
  writeMaster(folder, base, group);
  return lengths;
}

/** `s3://bucket/folder/base` → its parts. */
export function destinationOf(group: OutputGroup): { bucket: string; folder: string; base: string } {
  const { destination } = isStream(group)
    ? group.outputGroupSettings.cmafGroupSettings
    : group.outputGroupSettings.fileGroupSettings;
  const [, bucket = '', folder = '', base = ''] = destination.match(/^s3:\/\/([^/]+)\/(.*\/)?([^/]+)$/) ?? [];
  return { bucket, folder, base };
}
export const baseOf = (group: OutputGroup): string => destinationOf(group).base;
