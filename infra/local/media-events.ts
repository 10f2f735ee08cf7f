/** How MediaConvert shows a job: in its answers and in its events on the default bus. */
import { randomUUID } from 'node:crypto';
import { isStream, type JobRequest } from './media-settings.ts';
import type { Lengths } from './transcode.ts';

export interface Job {
  id: string;
  createdAt: number;
  status: 'SUBMITTED' | 'PROGRESSING' | 'COMPLETE' | 'ERROR' | 'CANCELED';
  percent: number;
  errorCode?: number;
  errorMessage?: string;
  /** `outputGroupDetails`, once it is complete */
  made?: object[];
  request: JobRequest;
}

const arn = (rest: string) => `arn:aws:mediaconvert:eu-central-1:000000000000:${rest}`;

/** A job as CreateJob and GetJob answer it. */
export function shown({ id, createdAt, status, percent, errorCode, errorMessage, made, request }: Job): object {
  const { role, settings, userMetadata } = request;
  const timing = { submitTime: Math.floor(createdAt / 1000) };
  const progress = { jobPercentComplete: percent, ...(errorCode && { errorCode, errorMessage }) };
  return {
    id,
    arn: arn(`jobs/${id}`),
    status,
    queue: arn('queues/Default'),
    role,
    settings,
    userMetadata,
    timing,
    ...progress,
    ...(made && { outputGroupDetails: made }),
  };
}

/** A state change as EventBridge delivers it. */
export function eventOf({ id, request }: Job, status: string, timestamp: number, more: object): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'MediaConvert Job State Change',
    source: 'aws.mediaconvert',
    account: '000000000000',
    time: new Date(timestamp).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: 'eu-central-1',
    resources: [arn(`jobs/${id}`)],
    detail: {
      timestamp,
      accountId: '000000000000',
      queue: arn('queues/Default'),
      jobId: id,
      status,
      userMetadata: request.userMetadata ?? {},
      ...more,
    },
  };
}

export function progressOf(percent: number): object {
  const phase = (status: string, percentComplete: number) => ({ status, percentComplete });
  const phaseProgress = {
    PROBING: phase('COMPLETE', 100),
    TRANSCODING: phase('PROGRESSING', percent),
    UPLOADING: phase('PENDING', 0),
  };
  return { phaseProgress, jobPercentComplete: percent, currentPhase: 'TRANSCODING', retryCount: 0 };
}

/** What was made: where it lies and how long it lasts. */
export function detailsOf({ request }: Job, lengths: Lengths): object[] {
  return request.settings.outputGroups.map((group, index) => {
    if (!isStream(group)) return { type: 'FILE_GROUP', outputDetails: [{}] };
    const { destination } = group.outputGroupSettings.cmafGroupSettings;
    return {
      type: 'CMAF_GROUP',
      playlistFilePaths: [`${destination}.m3u8`],
      outputDetails: group.outputs.map(({ videoDescription: video }, output) => ({
        durationInMs: Math.round((lengths[index]?.[output] ?? 0) * 1000),
        ...(video && { videoDetails: { widthInPx: video.width, heightInPx: video.height } }),
      })),
    };
  });
}
