/** MediaConvert on this machine: Probe, CreateJob, GetJob and CancelJob, a queue that survives a restart, one ffmpeg at a time, its events. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findFfmpeg, MediaFault, type Running } from './ffmpeg.ts';
import { detailsOf, eventOf, progressOf, shown, type Job } from './media-events.ts';
import { download, makeFilm } from './media-make.ts';
import { probeFile, probeResult } from './media-probe.ts';
import { faultOf, type JobRequest } from './media-settings.ts';
import { AccessDenied, type Objects } from './iam/buckets.ts';

export interface MediaConvertOptions {
  dataDir: string;
  /** objects as this role may use them */
  objectsFor(roleArn: string): Objects;
  /** objects as the caller of Probe may use them, who was asked for that */
  objects: Pick<Objects, 'read'>;
  ffmpeg?: string | undefined;
  clock: { now(): number };
  onEvent(event: object): void | Promise<void>;
  log(line: Record<string, unknown>): void;
}
interface Answer {
  status: number;
  error?: string;
  body: object;
}
export interface MediaConvert {
  /** One call of the REST API. */
  call(method: string, path: string, body: unknown): Answer;
  /** What is in a file (`s3://…`). */
  probe(uri: string): Promise<Answer>;
  /** Resolves when no job waits or runs. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
/** so long MediaConvert knows a token again; then it begins another job */
const tokenMs = 60_000;

/** Opens the queue of a data folder; jobs a killed run left unfinished begin anew. */
export function openMediaConvert(options: MediaConvertOptions): MediaConvert {
  const folder = resolve(options.dataDir, 'mediaconvert');
  mkdirSync(folder, { recursive: true });
  const jobs = new Map(savedJobs(folder).map((job) => [job.id, job]));
  const queue = [...jobs.values()].filter((job) => job.status === 'SUBMITTED' || job.status === 'PROGRESSING');
  const stop = new AbortController();
  const cancelling = new Map<string, AbortController>();
  let working = Promise.resolve();
  const save = (job: Job) => {
    const file = join(folder, `${job.id}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(job));
    renameSync(`${file}.new`, file);
  };
  const enqueue = (job: Job) => {
    working = working.then(async () => {
      if (stop.signal.aborted || job.status === 'CANCELED') return;
      const own = new AbortController();
      cancelling.set(job.id, own);
      await work(job, folder, options, { stop: stop.signal, cancel: own.signal }, save);
      cancelling.delete(job.id);
    });
  };
  queue.forEach(enqueue);

  function cancel(job: Job): Answer {
    if (job.status !== 'SUBMITTED' && job.status !== 'PROGRESSING')
      return { status: 409, error: 'ConflictException', body: { message: `The job has ended: ${job.status}.` } };
    job.status = 'CANCELED';
    save(job);
    cancelling.get(job.id)?.abort();
    void options.onEvent(eventOf(job, 'CANCELED', options.clock.now(), {}));
    return { status: 202, body: {} };
  }

  function create(body: unknown): Answer {
    const fault = faultOf(body);
    if (fault) return { status: 400, error: 'BadRequestException', body: { message: fault } };
    const request = body as JobRequest;
    const token = request.clientRequestToken;
    const createdAt = options.clock.now();
    const isRepeat = (job: Job) => job.request.clientRequestToken === token && createdAt - job.createdAt < tokenMs;
    const same = token && [...jobs.values()].find(isRepeat);
    if (same && JSON.stringify(same.request.settings) !== JSON.stringify(request.settings)) {
      return { status: 409, error: 'ConflictException', body: { message: 'The token was used with other settings.' } };
    }
    if (same) return { status: 201, body: { job: shown(same) } };
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
      const job = jobs.get(path.replace('/2017-08-29/jobs/', ''));
      if (job && method === 'DELETE') return cancel(job);
      if (job && method === 'GET') return { status: 200, body: { job: shown(job) } };
      return { status: 404, error: 'NotFoundException', body: { message: `no ${method} ${path}` } };
    },
    probe: (uri) => probeObject(uri, folder, options, stop.signal),
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
  signals: { stop: AbortSignal; cancel: AbortSignal },
  save: (job: Job) => void,
) {
  const signal = AbortSignal.any([signals.stop, signals.cancel]);
  const emit = (status: string, more: object = {}) => options.onEvent(eventOf(job, status, options.clock.now(), more));
  const scratch = join(folder, job.id);
  const begun = Date.now();
  try {
    Object.assign(job, { status: 'PROGRESSING' });
    save(job);
    await emit('PROGRESSING');
    const lengths = await makeFilm(
      job,
      scratch,
      { ...options, running: runningFor(options, 'ffmpeg', signal) },
      (percent) => {
        job.percent = percent;
        void emit('STATUS_UPDATE', { jobProgress: progressOf(percent) });
      },
    );
    signal.throwIfAborted();
    // first the event, then the mark: a run killed in between says it again
    const made = detailsOf(job, lengths);
    await emit('COMPLETE', { outputGroupDetails: made });
    Object.assign(job, { status: 'COMPLETE', percent: 100, made });
    const [film, seconds] = [Math.max(...lengths.flat()), (Date.now() - begun) / 1000];
    options.log({ level: 'info', from: 'mediaconvert', job: job.id, film, seconds });
  } catch (error) {
    // stopped with the cloud it begins anew with it; cancelled, it has been said
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

const runningFor = ({ ffmpeg, dataDir }: MediaConvertOptions, name: string, signal: AbortSignal): Running => ({
  ffmpeg: ffmpeg ?? findFfmpeg(),
  pidFile: resolve(dataDir, 'pids', name),
  signal,
});

/** What is in a file; what cannot be read has no tracks. */
async function probeObject(
  uri: string,
  folder: string,
  options: MediaConvertOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const scratch = join(folder, `probe-${randomUUID()}`);
  mkdirSync(scratch, { recursive: true });
  try {
    const file = join(scratch, 'input');
    await download(uri, file, options.objects);
    const found = await probeFile(file, runningFor(options, `probe-${randomUUID()}`, signal));
    return { status: 200, body: { probeResults: [probeResult(found)] } };
  } catch (error) {
    const { code, message } = faultFrom(error);
    return code === 1404
      ? { status: 404, error: 'NotFoundException', body: { message } }
      : { status: 500, error: 'InternalServerErrorException', body: { message } };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function faultFrom(error: unknown): MediaFault {
  if (error instanceof AccessDenied) return new MediaFault(1401, error.message);
  return error instanceof MediaFault ? error : new MediaFault(1999, `Unexpected: ${String(error)}`);
}
