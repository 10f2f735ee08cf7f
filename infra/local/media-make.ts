/** The work of a transcoding job: its film is fetched, made, and what was made put where the job says. */
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MediaFault, type Running } from './ffmpeg.ts';
import type { Objects } from './iam/buckets.ts';
import type { Job } from './media-events.ts';
import { probeFile } from './media-probe.ts';
import type { JobRequest } from './media-settings.ts';
import { destinationOf, transcode, type Lengths } from './transcode.ts';

export interface Making {
  dataDir: string;
  /** objects as this role may use them */
  objectsFor(roleArn: string): Objects;
  running: Running;
}
const types: Record<string, string> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.cmfv': 'video/mp4',
  '.cmfa': 'audio/mp4',
  '.jpg': 'image/jpeg',
};

/** Transcodes (or takes the result of an equal job from the cache) and uploads. */
export async function makeFilm(
  { request: { settings, role } }: Pick<Job, 'request'>,
  scratch: string,
  { dataDir, objectsFor, running }: Making,
  onPercent: (percent: number) => void,
): Promise<Lengths> {
  const cache = process.env.KURS_MEDIA_CACHE ?? resolve(dataDir, '..', '.build', 'media-cache');
  mkdirSync(scratch, { recursive: true });
  const input = join(scratch, 'input');
  const objects = objectsFor(role);
  const inputHash = await download(settings.inputs[0].fileInput, input, objects);
  const asked = settings.outputGroups.map((group) => ({
    base: destinationOf(group).base,
    ...group,
    outputGroupSettings: withoutDestination(group),
  }));
  const how = ['3', inputHash, { ...settings.inputs[0], fileInput: undefined }, asked];
  const kept = join(cache, createHash('sha256').update(JSON.stringify(how)).digest('hex'));
  if (!existsSync(kept)) {
    const probed = await probeFile(input, running);
    const made = join(scratch, 'made');
    let last = Date.now();
    const lengths = await transcode({ file: input, settings, probed }, made, running, (share) => {
      if (Date.now() - last < 1000) return;
      last = Date.now();
      onPercent(Math.floor(share * 95));
    });
    writeFileSync(join(made, 'lengths.json'), JSON.stringify(lengths));
    const part = `${kept}.${randomUUID()}`;
    cpSync(made, part, { recursive: true });
    if (!existsSync(kept)) renameSync(part, kept);
  }
  await upload(settings.outputGroups, kept, objects);
  return JSON.parse(readFileSync(join(kept, 'lengths.json'), 'utf8')) as Lengths;
}

/** The same film made the same way is the same, wherever it is put. */
function withoutDestination({ outputGroupSettings: settings }: JobRequest['settings']['outputGroups'][number]): object {
  return settings.type === 'CMAF_GROUP_SETTINGS' ? { ...settings.cmafGroupSettings, destination: undefined } : {};
}

export async function download(uri: string, to: string, s3: Pick<Objects, 'read'>): Promise<string> {
  const [, bucket = '', key = ''] = uri.match(/^s3:\/\/([^/]+)\/(.+)$/) ?? [];
  const found = await s3.read(bucket, key);
  if (!found) throw new MediaFault(1404, `Unable to open input file [${uri}]: it does not exist.`);
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(found.stream, hashed, createWriteStream(to));
  return hash.digest('hex');
}

/** Segments first, a few at a time, then playlists: whoever sees a playlist finds what it names. */
async function upload(groups: JobRequest['settings']['outputGroups'], made: string, s3: Objects): Promise<void> {
  const files = groups.flatMap((group, index) => {
    const { bucket, folder } = destinationOf(group);
    return readdirSync(join(made, String(index))).map((name) => ({
      bucket,
      key: folder + name,
      file: join(made, String(index), name),
    }));
  });
  const put = ({ bucket, key, file }: (typeof files)[number]) =>
    s3.put(bucket, key, file, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  const isPlaylist = ({ file }: { file: string }) => file.endsWith('.m3u8');
  const segments = files.filter((file) => !isPlaylist(file));
  const lane = async () => {
    for (let next = segments.pop(); next; next = segments.pop()) await put(next);
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  await Promise.all(files.filter(isPlaylist).map(put));
}
