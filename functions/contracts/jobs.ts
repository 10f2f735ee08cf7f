/** Jobs: long work of one's own and of one's organisation – progress, cancel, result, reason of a failure. */
import { Cursor, Job, id, localised, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

export const ListedJob = z.extend(Job, {
  owner: z.nullable(z.object({ id: id('person'), givenName: z.string(), familyName: z.string() })),
  organisation: z.nullable(z.object({ id: id('organisation'), name: localised(200) })),
  /** address of the file a job made, for 24 h; only its owner gets it, and only while they may see what is in it */
  file: z.nullable(z.object({ url: z.string(), name: z.string() })),
  mayCancel: z.boolean(),
});
export type ListedJob = z.infer<typeof ListedJob>;

const jobParams = z.strictObject({ jobId: id('job') });

export const jobs = {
  ownJobs: endpoint({
    method: 'GET',
    path: '/api/jobs/own',
    summary: 'Jobs the signed-in person started, latest first.',
    permission: 'signedIn',
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(ListedJob),
    errors: ['cursorInvalid'],
  }),
  organisationJobs: endpoint({
    method: 'GET',
    path: '/api/jobs/organisations/{organisationId}',
    summary: 'Jobs started for an organisation, latest first.',
    permission: 'seeJobs',
    params: z.strictObject({ organisationId: id('organisation') }),
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: page(ListedJob),
    errors: ['cursorInvalid'],
  }),
  job: endpoint({
    method: 'GET',
    path: '/api/jobs/{jobId}',
    summary: 'One job: progress, result, reason of a failure.',
    permission: 'signedIn',
    params: jobParams,
    output: ListedJob,
  }),
  cancelJob: endpoint({
    method: 'POST',
    path: '/api/jobs/{jobId}/cancel',
    summary: 'Ends a job that has not ended; what it has done so far stays, its report says so.',
    permission: 'signedIn',
    params: jobParams,
    output: ListedJob,
    errors: ['jobEnded'],
  }),
};
