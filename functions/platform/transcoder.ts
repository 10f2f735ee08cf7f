/** MediaConvert: looks into films, starts and stops transcoding jobs. Their progress comes back as events. */
import {
  CancelJobCommand,
  CreateJobCommand,
  MediaConvertClient,
  ProbeCommand,
  type CreateJobCommandInput,
  type ProbeResult,
} from '@aws-sdk/client-mediaconvert';

const client = new MediaConvertClient({});

/** What is in a film (`s3://…`); nothing where it cannot be read. */
export async function probe(address: string): Promise<ProbeResult> {
  try {
    const { ProbeResults } = await client.send(new ProbeCommand({ InputFiles: [{ FileUrl: address }] }));
    return ProbeResults?.[0] ?? {};
  } catch (error) {
    if (isNamed(error, 'BadRequestException')) return {};
    throw error;
  }
}

/**
 * Starts the job and answers how it stands; the same client token within a minute answers the same job. `seconds`: how long
 * what it made lasts, once it has ended.
 */
export async function startTranscoding(input: CreateJobCommandInput) {
  const { Job } = await client.send(new CreateJobCommand(input));
  const lengths = Job?.OutputGroupDetails?.flatMap(({ OutputDetails = [] }) =>
    OutputDetails.flatMap(({ DurationInMs }) => DurationInMs ?? []),
  );
  return {
    jobId: Job?.Id ?? '',
    status: String(Job?.Status ?? ''),
    errorCode: Job?.ErrorCode,
    seconds: lengths?.length ? Math.max(...lengths) / 1000 : undefined,
  };
}

/** Stops a job; one that has ended stays as it is. */
export async function cancelTranscoding(id: string): Promise<void> {
  try {
    await client.send(new CancelJobCommand({ Id: id }));
  } catch (error) {
    if (!isNamed(error, 'BadRequestException', 'ConflictException', 'NotFoundException')) throw error;
  }
}

const isNamed = (error: unknown, ...names: string[]): boolean => error instanceof Error && names.includes(error.name);
