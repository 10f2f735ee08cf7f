/**
 * Amazon Transcribe as far as this machine has ears: jobs are taken and kept, with the permissions they need, and end when
 * somebody says so (`finish`): for tests. `npm start` deploys without the service (parameter `Transcription`).
 */
import { arnOf, Refusal, type Access, type AwsCalls, type Input } from './call.ts';

interface StartInput {
  TranscriptionJobName: string;
  LanguageCode: string;
  Media: { MediaFileUri: string };
  OutputBucketName: string;
  OutputKey: string;
  Subtitles: { Formats: string[] };
}
interface Job extends StartInput {
  status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  reason?: string;
}
export interface Transcribe {
  calls: AwsCalls;
  list(): Job[];
  /** How a job ended: where its captions lie was said when it was started. */
  finish(name: string, reason?: string): { bucket: string; key: string };
}

const wanted = ['LanguageCode', 'Media', 'OutputBucketName', 'OutputKey', 'Subtitles', 'TranscriptionJobName'];

export function openTranscribe(): Transcribe {
  const jobs = new Map<string, Job>();
  const jobOf = (input: Input): Job => {
    const job = jobs.get(String(input['TranscriptionJobName']));
    if (!job) throw new Refusal('NotFoundException', "The requested job couldn't be found.");
    return job;
  };
  return {
    calls: {
      'Transcribe.StartTranscriptionJob': {
        action: 'transcribe:StartTranscriptionJob',
        resource: () => '*',
        context: (input) => ({
          'transcribe:OutputBucketName': [String(input['OutputBucketName'])],
          'transcribe:OutputKey': [String(input['OutputKey'])],
        }),
        also: (input) => touched(input as unknown as StartInput),
        run(input) {
          const job = accepted(input);
          if (jobs.has(job.TranscriptionJobName))
            throw new Refusal('ConflictException', 'The requested job name already exists.');
          jobs.set(job.TranscriptionJobName, job);
          return { body: { TranscriptionJob: shown(job) } };
        },
      },
      'Transcribe.GetTranscriptionJob': {
        action: 'transcribe:GetTranscriptionJob',
        resource: (input) => arnOf('transcribe', `transcription-job/${String(input['TranscriptionJobName'])}`),
        run: (input) => ({ body: { TranscriptionJob: shown(jobOf(input)) } }),
      },
    },
    list: () => [...jobs.values()],
    finish(name, reason) {
      const job = jobOf({ TranscriptionJobName: name });
      Object.assign(job, reason ? { status: 'FAILED', reason } : { status: 'COMPLETED' });
      return { bucket: job.OutputBucketName, key: keyOf(job) };
    },
  };
}

/** The caller reads the film and writes what comes of it: without a role of its own the service works as who asked. */
const touched = ({ Media, OutputBucketName, OutputKey, TranscriptionJobName }: StartInput): Access[] => [
  { action: 's3:GetObject', resource: Media.MediaFileUri.replace('s3://', 'arn:aws:s3:::') },
  { action: 's3:PutObject', resource: `arn:aws:s3:::${OutputBucketName}/${OutputKey}${TranscriptionJobName}.json` },
];

function accepted(input: Input): Job {
  const strange = Object.keys(input).find((name) => !wanted.includes(name));
  if (strange) throw new Refusal('BadRequestException', `${strange} is not known to the local cloud`);
  const job = input as unknown as StartInput;
  if (!/^[0-9a-zA-Z._-]{1,200}$/.test(job.TranscriptionJobName) || !/^[a-z]{2}-[A-Z]{2}$/.test(job.LanguageCode))
    throw new Refusal('BadRequestException', 'The name or the language is not valid.');
  return { ...job, status: 'IN_PROGRESS' };
}

const keyOf = ({ OutputKey, TranscriptionJobName }: StartInput): string => `${OutputKey}${TranscriptionJobName}.vtt`;

function shown(job: Job): object {
  const { TranscriptionJobName, LanguageCode, Media, OutputBucketName, status, reason } = job;
  const SubtitleFileUris = [`https://s3.eu-central-1.amazonaws.com/${OutputBucketName}/${keyOf(job)}`];
  return {
    ...{ TranscriptionJobName, LanguageCode, Media, TranscriptionJobStatus: status, FailureReason: reason },
    Subtitles: { Formats: ['vtt'], ...(status === 'COMPLETED' ? { SubtitleFileUris } : {}) },
  };
}
