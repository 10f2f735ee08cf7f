/** Amazon Transcribe: writes down what is spoken in a file. That it has ended comes as an event; how, it is asked. */
import {
  GetTranscriptionJobCommand,
  StartTranscriptionJobCommand,
  TranscribeClient,
  type StartTranscriptionJobCommandInput,
} from '@aws-sdk/client-transcribe';

const client = new TranscribeClient({});

/** Starts a job; one of its name that was started before goes on. */
export async function startTranscription(input: StartTranscriptionJobCommandInput): Promise<void> {
  try {
    await client.send(new StartTranscriptionJobCommand(input));
  } catch (error) {
    if (!isNamed(error, 'ConflictException')) throw error;
  }
}

export interface TranscriptionState {
  /** `QUEUED`, `IN_PROGRESS`, `COMPLETED` or `FAILED` */
  status: string;
  /** a sentence for people, of one that failed */
  reason: string;
  /** name of its captions, at the end of their address */
  file: string | undefined;
}

/** How far a job is, or undefined where there is none of this name (the service forgets after 90 days). */
export async function transcriptionState(name: string): Promise<TranscriptionState | undefined> {
  try {
    const { TranscriptionJob: job } = await client.send(new GetTranscriptionJobCommand({ TranscriptionJobName: name }));
    const [address] = job?.Subtitles?.SubtitleFileUris ?? [];
    const file = address && decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '');
    return { status: job?.TranscriptionJobStatus ?? '', reason: job?.FailureReason ?? '', file };
  } catch (error) {
    if (isNamed(error, 'NotFoundException', 'BadRequestException')) return undefined;
    throw error;
  }
}

const isNamed = (error: unknown, ...names: string[]): boolean => error instanceof Error && names.includes(error.name);
