/** MediaConvert: starts a transcoding job. Its progress comes back as events. */
import { CreateJobCommand, MediaConvertClient, type CreateJobCommandInput } from '@aws-sdk/client-mediaconvert';

const client = new MediaConvertClient({});

/** Starts the job and answers its id; the same client token answers the same job. */
export async function startTranscoding(input: CreateJobCommandInput): Promise<string> {
  const { Job } = await client.send(new CreateJobCommand(input));
  return Job?.Id ?? '';
}
