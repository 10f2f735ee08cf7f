/** MediaConvert on this machine: CreateJob and GetJob, a queue that survives a restart, one ffmpeg at a time, its events. */
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { destinationOf, findFfmpeg, MediaFault, probe, transcode, type Running, type Source } from './ffmpeg.ts';
import { detailsOf, eventOf, progressOf, shown, type Job } from './media-events.ts';
import { faultOf, type JobRequest } from './media-settings.ts';
import { AccessDenied, type Objects } from './iam/buckets.ts';

export interface MediaConvertOptions {
  dataDir: string;
  /** objects as this role may use them */
  objectsFor(roleArn: string): Objects;
  ffmpeg?: string | undefined;
  clock: { now(): number };
  onEvent(event: object): void | Promise<void>;
  log(line: Record<string, unknown>): void;
}
export interface MediaConvert {
  /** One call of the REST API. */
  call(method: string, path: string, body: unknown): { status: number; error?: string; body: object };
  /** Resolves when no job waits or runs. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
const types: Record<string, string> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.cmfv': 'video/mp4',
  '.cmfa': 'audio/mp4',
};

/** Opens the queue of a data folder; jobs a killed run left unfinished begin anew. */
export function openMediaConvert(options: MediaConvertOptions): MediaConvert {
  const folder = resolve(options.dataDir, 'mediaconvert');
  mkdirSync(folder, { recursive: true });
  const jobs = new Map(savedJobs(folder).map((job) => [job.id, job]));
  const queue = [...jobs.values()].filter((job) => job.status === 'SUBMITTED' || job.status === 'PROGRESSING');
  const stop = new AbortController();
  let working = Promise.resolve();
  const save = (job: Job) => {
    const file = join(folder, `${job.id}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(job));
    renameSync(`${file}.new`, file);
  };
  const enqueue = (job: Job) => {
    working = working.then(() => (stop.signal.aborted ? undefined : work(job, folder, options, stop.signal, save)));
  };
  queue.forEach(enqueue);

  function create(body: unknown) {
    const fault = faultOf(body);
    if (fault) return { status: 400, error: 'BadRequestException', body: { message: fault } };
    const request = body as JobRequest;
    const token = request.clientRequestToken;
    const same = token && [...jobs.values()].find((job) => job.request.clientRequestToken === token);
    if (same && JSON.stringify(same.request.settings) !== JSON.stringify(request.settings)) {
      return { status: 409, error: 'ConflictException', body: { message: 'The token was used with other settings.' } };
    }
    if (same) return { status: 201, body: { job: shown(same) } };
    const createdAt = options.clock.now();
    const job: Job = {
      id: `${createdAt}-${randomUUID().slice(0, 6)}`,
      createdAt,
      status: 'SUBMITTED',
      percent: 0,
      request,
    };
    jobs.set(job.id, job);
    save(job);
    enqueue(job);
    return { status: 201, body: { job: shown(job) } };
  }

  return {
    call(method, path, body) {
      if (method === 'POST' && path === '/2017-08-29/jobs') return create(body);
      const job = method === 'GET' && jobs.get(path.replace('/2017-08-29/jobs/', ''));
      if (job) return { status: 200, body: { job: shown(job) } };
      return { status: 404, error: 'NotFoundException', body: { message: `no ${method} ${path}` } };
    },
    async settled() {
      for (let seen; seen !== working;) await (seen = working);
    },
    async close() {
      stop.abort();
      await working;
    },
  };
}

function savedJobs(folder: string): Job[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Job);
}

async function work(
  job: Job,
  folder: string,
  options: MediaConvertOptions,
  signal: AbortSignal,
  save: (job: Job) => void,
) {
  const emit = (status: string, more: object = {}) => options.onEvent(eventOf(job, status, options.clock.now(), more));
  const scratch = join(folder, job.id);
  const running: Running = {
    ffmpeg: options.ffmpeg ?? findFfmpeg(),
    pidFile: resolve(options.dataDir, 'pids', 'ffmpeg'),
    signal,
  };
  const begun = Date.now();
  try {
    Object.assign(job, { status: 'PROGRESSING' });
    save(job);
    await emit('PROGRESSING');
    const source = await make(job, scratch, options, running, (percent) => {
      job.percent = percent;
      void emit('STATUS_UPDATE', { jobProgress: progressOf(percent) });
    });
    // first the event, then the mark: a run killed in between says it again
    await emit('COMPLETE', { outputGroupDetails: detailsOf(job, source) });
    Object.assign(job, { status: 'COMPLETE', percent: 100 });
    options.log({ level: 'info', from: 'mediaconvert', job: job.id, seconds: (Date.now() - begun) / 1000 });
  } catch (error) {
    if (signal.aborted) return;
    const fault = faultFrom(error);
    options.log({ level: 'warn', from: 'mediaconvert', job: job.id, error: fault.message });
    await emit('ERROR', { errorCode: fault.code, errorMessage: fault.message });
    Object.assign(job, { status: 'ERROR', errorCode: fault.code, errorMessage: fault.message });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (!signal.aborted) save(job);
  }
}

function faultFrom(error: unknown): MediaFault {
  if (error instanceof AccessDenied) return new MediaFault(1401, error.message);
  return error instanceof MediaFault ? error : new MediaFault(1999, `Unexpected: ${String(error)}`);
}

/** Transcodes (or takes the result of an equal job from the cache) and uploads. */
async function make(
  { request: { settings, role } }: Job,
  scratch: string,
  options: MediaConvertOptions,
  running: Running,
  onPercent: (percent: number) => void,
): Promise<Source> {
  const cache = process.env.KURS_MEDIA_CACHE ?? resolve(options.dataDir, '..', '.build', 'media-cache');
  mkdirSync(scratch, { recursive: true });
  const input = join(scratch, 'input');
  const objects = options.objectsFor(role);
  const inputHash = await download(settings.inputs[0].fileInput, input, objects);
  const asked = settings.outputGroups.map((group) => ({
    base: destinationOf(group).base,
    ...group,
    outputGroupSettings: undefined,
  }));
  const kept = join(
    cache,
    createHash('sha256')
      .update(JSON.stringify(['2', inputHash, asked]))
      .digest('hex'),
  );
  if (!existsSync(kept)) {
    const source = await probe(input, running);
    const made = join(scratch, 'made');
    let last = Date.now();
    await transcode(input, made, settings.outputGroups, source, running, (share) => {
      if (Date.now() - last < 1000) return;
      last = Date.now();
      onPercent(Math.floor(share * 95));
    });
    writeFileSync(join(made, 'source.json'), JSON.stringify(source));
    const part = `${kept}.${randomUUID()}`;
    cpSync(made, part, { recursive: true });
    if (!existsSync(kept)) renameSync(part, kept);
  }
  await upload(settings.outputGroups, kept, objects);
  return JSON.parse(readFileSync(join(kept, 'source.json'), 'utf8')) as Source;
}

async function download(uri: string, to: string, s3: Objects): Promise<string> {
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
