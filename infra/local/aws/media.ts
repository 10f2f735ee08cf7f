/** MediaConvert's calls: a job needs the queue it waits in and the role it is given. */
import type { MediaConvert } from '../mediaconvert.ts';
import { arnOf, type AwsCalls, type AwsRequest, type Input } from './call.ts';

export function mediaCalls(media: MediaConvert): AwsCalls {
  const run = (input: Input, { method, path }: AwsRequest) => media.call(method, path, input);
  return {
    'POST /2017-08-29/jobs': {
      action: 'mediaconvert:CreateJob',
      resource: ({ queue }) => (typeof queue === 'string' ? queue : arnOf('mediaconvert', 'queues/Default')),
      also: ({ role }) => [
        {
          action: 'iam:PassRole',
          resource: String(role),
          context: { 'iam:PassedToService': ['mediaconvert.amazonaws.com'] },
        },
      ],
      run,
    },
    'POST /2017-08-29/probe': {
      action: 'mediaconvert:Probe',
      resource: () => '*',
      // the caller reads the file
      also: (input) => [{ action: 's3:GetObject', resource: addressOf(input).replace('s3://', 'arn:aws:s3:::') }],
      run: (input) => media.probe(addressOf(input)),
    },
    'DELETE /2017-08-29/jobs/{id}': {
      action: 'mediaconvert:CancelJob',
      resource: (_input, { parameters }) => arnOf('mediaconvert', `jobs/${parameters.id}`),
      run,
    },
    'GET /2017-08-29/jobs/{id}': {
      action: 'mediaconvert:GetJob',
      resource: (_input, { parameters }) => arnOf('mediaconvert', `jobs/${parameters.id}`),
      run,
    },
  };
}

function addressOf({ inputFiles }: Input): string {
  const [first] = (inputFiles ?? []) as { fileUrl?: string }[];
  return first?.fileUrl ?? '';
}
