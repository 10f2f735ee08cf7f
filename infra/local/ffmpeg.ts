/** Turns a video file into CMAF HLS as a MediaConvert job's output groups ask, with whatever ffmpeg the machine has. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { MediaOutput, OutputGroup } from './media-settings.ts';

/** A fault of the input, with MediaConvert's error code. */
export class MediaFault extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Source {
  width: number;
  height: number;
  seconds: number;
}
export interface Running {
  ffmpeg: string;
  pidFile: string;
  signal: AbortSignal;
}
type Output = MediaOutput & { group: number; base: string; segmentSeconds: number };

/** FFMPEG_PATH, else the one on the PATH, else the npm package's. */
export function findFfmpeg(): string {
  if (process.env.FFMPEG_PATH) return process.env.FFMPEG_PATH;
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return 'ffmpeg';
  } catch {
    const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve(`@ffmpeg-installer/${process.platform}-${process.arch}/package.json`)), name);
  }
}

/** Reads size and length out of what ffmpeg says about a file (the npm package brings no ffprobe). */
export async function probe(file: string, running: Running): Promise<Source> {
  const { said } = await run(running, ['-i', file]);
  const time = said.match(/Duration: (\d+):(\d+):([\d.]+)/);
  const video = said.match(/Stream #0:\d+.*: Video: (?!mjpeg|png).*?, (\d{2,5})x(\d{2,5})/);
  const seconds = time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]) : 0;
  if (!video || seconds <= 0) throw new MediaFault(1010, 'Unsupported input file: it holds no video that can be read.');
  if (!/Stream #0:\d+.*: Audio: /.test(said))
    throw new MediaFault(1076, 'The input has no audio for Audio Selector 1.');
  return { width: Number(video[1]), height: Number(video[2]), seconds };
}

/** Writes all files of all groups below `to/<group index>/`; `progress` gets 0–1. */
export async function transcode(
  input: string,
  to: string,
  groups: readonly OutputGroup[],
  source: Source,
  running: Running,
  progress: (share: number) => void,
): Promise<void> {
  const outputs = groups.flatMap((group, index) => outputsOf(group, index));
  groups.forEach((_, index) => mkdirSync(join(to, String(index)), { recursive: true }));
  const videos = outputs.filter((output) => output.videoDescription);
  const split = videos.length ? [`[0:v:0]split=${videos.length}${videos.map((_, i) => `[in${i}]`).join('')}`] : [];
  const scaled = videos.map((video, i) => `[in${i}]${filterOf(video, source)}[out${i}]`);
  const graph = split.length ? ['-filter_complex', [...split, ...scaled].join(';')] : [];
  const args = ['-y', '-v', 'error', '-progress', 'pipe:1', '-i', input, ...graph];
  for (const output of outputs) {
    const codec = output.videoDescription ? videoArgs(output, videos.indexOf(output)) : audioArgs(output);
    args.push(...codec, ...hlsArgs(output, to));
  }
  const onLine = (line: string) => {
    const time = line.match(/^out_time_ms=(\d+)/);
    if (time) progress(Math.min(1, Number(time[1]) / 1e6 / source.seconds));
  };
  const { code, said } = await run(running, args, onLine);
  if (code !== 0) throw new MediaFault(1040, `The input could not be decoded: ${said.trim().split('\n').at(-1) ?? ''}`);
  groups.forEach((group, index) => writeMasters(join(to, String(index)), group));
}

/** Size an output really has: fitted into its box, even, never larger than the source. */
export function fitted({ videoDescription: box }: MediaOutput, source: Source): { width: number; height: number } {
  const factor = box ? Math.min(1, box.width / source.width, box.height / source.height) : 0;
  const even = (length: number) => 2 * Math.round((length * factor) / 2);
  return { width: even(source.width), height: even(source.height) };
}

/** `s3://bucket/folder/base` → its parts. */
export function destinationOf(group: OutputGroup): { bucket: string; folder: string; base: string } {
  const [, bucket = '', folder = '', base = ''] =
    group.outputGroupSettings.cmafGroupSettings.destination.match(/^s3:\/\/([^/]+)\/(.*\/)?([^/]+)$/) ?? [];
  return { bucket, folder, base };
}

function outputsOf(group: OutputGroup, index: number): Output[] {
  const segmentSeconds = group.outputGroupSettings.cmafGroupSettings.segmentLength;
  return group.outputs.map((output) => ({ ...output, group: index, base: destinationOf(group).base, segmentSeconds }));
}

function filterOf(output: Output, source: Source): string {
  const h264 = output.videoDescription?.codecSettings.h264Settings;
  const { width, height } = fitted(output, source);
  const rate = `${h264?.framerateNumerator}/${h264?.framerateDenominator ?? 1}`;
  return `${h264?.framerateControl === 'SPECIFIED' ? `fps=${rate},` : ''}scale=${width}:${height},setsar=1`;
}

function videoArgs(output: Output, index: number): string[] {
  const h264 = output.videoDescription!.codecSettings.h264Settings;
  // quality level 1–10 → x264's constant rate factor: 7 is 24, 5 is 27
  const crf = Math.round(34 - 1.4 * h264.qvbrSettings.qvbrQualityLevel);
  const rate = ['-crf', crf, '-maxrate', h264.maxBitrate, '-bufsize', h264.hrdBufferSize ?? h264.maxBitrate * 2];
  const keys = [
    '-force_key_frames',
    `expr:gte(t,n_forced*${h264.gopSize})`,
    '-sc_threshold',
    0,
    '-g',
    9999,
    '-keyint_min',
    1,
  ];
  const kind = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-profile:v',
    (h264.codecProfile ?? 'HIGH').toLowerCase(),
    '-pix_fmt',
    'yuv420p',
  ];
  return ['-map', `[out${index}]`, ...kind, ...rate, ...keys].map(String);
}

function audioArgs(output: Output): string[] {
  const { bitrate, codingMode, sampleRate } = output.audioDescriptions![0].codecSettings.aacSettings;
  const channels = codingMode === 'CODING_MODE_1_0' ? 1 : 2;
  return ['-map', '0:a:0', '-c:a', 'aac', '-b:a', bitrate, '-ac', channels, '-ar', sampleRate].map(String);
}

function hlsArgs(output: Output, to: string): string[] {
  const name = output.base + output.nameModifier;
  const folder = join(to, String(output.group));
  const kind = output.videoDescription ? 'cmfv' : 'cmfa';
  const flags = [
    '-hls_playlist_type',
    'vod',
    '-hls_segment_type',
    'fmp4',
    '-hls_flags',
    'independent_segments',
    '-start_number',
    '1',
  ];
  const names = [
    '-hls_fmp4_init_filename',
    `${name}init.${kind}`,
    '-hls_segment_filename',
    join(folder, `${name}_%09d.${kind}`),
  ];
  return ['-f', 'hls', '-hls_time', String(output.segmentSeconds), ...flags, ...names, join(folder, `${name}.m3u8`)];
}

/** ffmpeg's own master lists caps or, in old builds, nothing: ours is made from the segments written. */
function writeMasters(folder: string, group: OutputGroup): void {
  const { base } = destinationOf(group);
  const all = group.outputs.map((output) => ({ output, ...measured(folder, base, output) }));
  const more = group.outputGroupSettings.cmafGroupSettings.additionalManifests ?? [];
  const manifests = [{ name: base, chosen: all }].concat(
    more.map(({ manifestNameModifier, selectedOutputs }) => ({
      name: base + manifestNameModifier,
      chosen: all.filter(({ output }) => selectedOutputs.includes(output.nameModifier)),
    })),
  );
  for (const { name, chosen } of manifests) writeFileSync(join(folder, `${name}.m3u8`), master(base, chosen));
}

type Measured = { output: MediaOutput } & ReturnType<typeof measured>;

function master(base: string, chosen: Measured[]): string {
  const sounds = chosen.filter(({ output }) => output.audioDescriptions);
  const videos = chosen.filter(({ output }) => output.videoDescription);
  const media = sounds.map(({ output }) => {
    const sound = output.audioDescriptions![0];
    const language = Intl.getCanonicalLocales(sound.languageCode ?? 'und')[0];
    const channels = sound.codecSettings.aacSettings.codingMode === 'CODING_MODE_1_0' ? 1 : 2;
    return `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${sound.streamName ?? language}",LANGUAGE="${language}",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="${channels}",URI="${base}${output.nameModifier}.m3u8"`;
  });
  const sound = sounds[0];
  const variants = (videos.length ? videos : sounds).map((variant) => {
    const withSound = videos.length && sound;
    const peak = variant.peak + (withSound ? sound.peak : 0);
    const average = variant.average + (withSound ? sound.average : 0);
    const codecs = withSound ? `${variant.codec},${sound.codec}` : variant.codec;
    const size = variant.size ? `,RESOLUTION=${variant.size}` : '';
    return `#EXT-X-STREAM-INF:BANDWIDTH=${peak},AVERAGE-BANDWIDTH=${average},CODECS="${codecs}"${size}${withSound ? ',AUDIO="sound"' : ''}\n${base}${variant.output.nameModifier}.m3u8`;
  });
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(videos.length ? media : []),
    ...variants,
    '',
  ].join('\n');
}

/** Bits a second as RFC 8216 counts the peak: over segments of at least half the target duration. */
function measured(folder: string, base: string, output: MediaOutput) {
  const playlist = readFileSync(join(folder, `${base}${output.nameModifier}.m3u8`), 'utf8');
  const target = Number(playlist.match(/#EXT-X-TARGETDURATION:(\d+)/)?.[1]);
  const segments = [...playlist.matchAll(/#EXTINF:([\d.]+),.*\n(\S+)/g)].map(([, seconds, name]) => ({
    seconds: Number(seconds),
    bits: statSync(join(folder, name ?? '')).size * 8,
  }));
  const long = segments.filter((segment) => segment.seconds >= target / 2);
  const total = segments.reduce((sum, { seconds, bits }) => ({
    seconds: sum.seconds + seconds,
    bits: sum.bits + bits,
  }));
  const init = readFileSync(join(folder, playlist.match(/#EXT-X-MAP:URI="([^"]+)"/)?.[1] ?? ''));
  return {
    peak: Math.ceil(Math.max(...(long.length ? long : segments).map(({ seconds, bits }) => bits / seconds))),
    average: Math.ceil(total.bits / total.seconds),
    codec: output.videoDescription ? avcCodec(init) : aacCodec(init),
    size: output.videoDescription && sizeOf(init),
  };
}

function avcCodec(init: Buffer): string {
  const box = init.indexOf('avcC');
  return `avc1.${init.subarray(box + 5, box + 8).toString('hex')}`;
}

/** esds: ES descriptor (tag 3) › decoder configuration (tag 4) › decoder's own (tag 5), which begins with the object type. */
function aacCodec(init: Buffer): string {
  const pastHead = (at: number): number => (init[at + 1] === 0x80 ? at + 5 : at + 2);
  const configuration = pastHead(init.indexOf('esds') + 8) + 3;
  const own = pastHead(configuration) + 13;
  return `mp4a.40.${(init[pastHead(own)] ?? 0) >> 3}`;
}

function sizeOf(init: Buffer): string {
  const box = init.indexOf('avc1', init.indexOf('stsd'));
  return `${init.readUInt16BE(box + 28)}x${init.readUInt16BE(box + 30)}`;
}

async function run({ ffmpeg, pidFile, signal }: Running, args: string[], onLine?: (line: string) => void) {
  signal.throwIfAborted();
  const child = spawn(ffmpeg, ['-hide_banner', '-nostdin', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  const lines = createInterface({ input: child.stdout }).on('line', (line) => onLine?.(line));
  if (child.pid) {
    mkdirSync(dirname(pidFile), { recursive: true });
    writeFileSync(pidFile, String(child.pid));
    // the person at the machine goes first
    setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  try {
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    return { code, said };
  } finally {
    lines.close();
    rmSync(pidFile, { force: true });
  }
}
