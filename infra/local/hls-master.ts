/** Playlists as MediaConvert writes them: the master over what ffmpeg has made, and the one of thumbnails. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaOutput, StreamGroup, Thumbnails } from './media-groups.ts';

/** ffmpeg's own master lists caps or, in old builds, nothing: ours is made from the segments written. */
export function writeMaster(folder: string, base: string, group: StreamGroup): void {
  const all = group.outputs.map((output) => ({ output, ...measured(folder, base, output) }));
  const thumbnails = group.outputGroupSettings.cmafGroupSettings.imageBasedTrickPlaySettings;
  const images = thumbnails ? [imageLine(folder, base, thumbnails)] : [];
  writeFileSync(join(folder, `${base}.m3u8`), master(base, all, images));
}

type Measured = { output: MediaOutput } & ReturnType<typeof measured>;

function master(base: string, chosen: Measured[], images: string[]): string {
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
    ...images,
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
  const average = total.bits / total.seconds;
  const peaks = (long.length ? long : segments).map(({ seconds, bits }) => bits / seconds);
  return {
    // a short film’s last piece may be the dearest
    peak: Math.ceil(Math.max(average, ...peaks)),
    average: Math.ceil(average),
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

/** How long what was made of an output lasts. */
export function secondsMade(folder: string, base: string, output: MediaOutput): number {
  const playlist = readFileSync(join(folder, `${base}${output.nameModifier}.m3u8`), 'utf8');
  return [...playlist.matchAll(/#EXTINF:([\d.]+),/g)].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
}

/** Files of thumbnails in their playlist, as Roku's specification of image media playlists has it. */
export function writeThumbnails(folder: string, base: string, thumbnails: Thumbnails, seconds: number): void {
  const { thumbnailInterval, thumbnailWidth, thumbnailHeight, tileWidth, tileHeight } = thumbnails;
  const each = thumbnailInterval * tileWidth * tileHeight;
  const files = imagesIn(folder, base);
  const entries = files.flatMap((name, index) => [
    `#EXTINF:${Math.min(each, Math.max(thumbnailInterval, seconds - index * each)).toFixed(3)},`,
    `#EXT-X-TILES:RESOLUTION=${thumbnailWidth}x${thumbnailHeight},LAYOUT=${tileWidth}x${tileHeight},DURATION=${thumbnailInterval}`,
    name,
  ]);
  const head = ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-TARGETDURATION:${Math.ceil(each)}`];
  const lines = [...head, '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-IMAGES-ONLY', ...entries, '#EXT-X-ENDLIST', ''];
  writeFileSync(join(folder, `${base}-images.m3u8`), lines.join('\n'));
}

const imagesIn = (folder: string, base: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(`${base}-images_`))
    .sort();

function imageLine(folder: string, base: string, { thumbnailInterval, ...of }: Thumbnails): string {
  const sizes = imagesIn(folder, base).map((name) => statSync(join(folder, name)).size);
  const each = thumbnailInterval * of.tileWidth * of.tileHeight;
  const bandwidth = Math.ceil((Math.max(1, ...sizes) * 8) / each);
  const resolution = `${of.thumbnailWidth * of.tileWidth}x${of.thumbnailHeight * of.tileHeight}`;
  return `#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=${bandwidth},RESOLUTION=${resolution},CODECS="jpeg",URI="${base}-images.m3u8"`;
}
