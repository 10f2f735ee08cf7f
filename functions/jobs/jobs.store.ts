/** Lists of jobs, latest first. The items themselves are the platform's. */
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { JobEntity, jobsOfOrganisation, jobsOfOwner, type StoredJob } from '../platform/jobs.ts';
import { table } from '../platform/table.ts';

const pageSize = 25;
type Key = Record<string, unknown>;

export interface JobPage {
  items: StoredJob[];
  lastKey: Key | undefined;
}

/** One page of the jobs a person started. */
export const ofOwner = (personId: string, from: Key | undefined): Promise<JobPage> =>
  page({ index: 'gsi2', partition: jobsOfOwner(personId) }, from);

/** One page of the jobs started for an organisation. */
export const ofOrganisation = (organisationId: string, from: Key | undefined): Promise<JobPage> =>
  page({ index: 'gsi1', partition: jobsOfOrganisation(organisationId) }, from);

async function page(query: { index: 'gsi1' | 'gsi2'; partition: string }, from: Key | undefined): Promise<JobPage> {
  const { Items, LastEvaluatedKey } = await table
    .build(QueryCommand)
    .entities(JobEntity)
    .query(query)
    .options({ limit: pageSize, reverse: true, ...(from ? { exclusiveStartKey: from } : {}) })
    .send();
  return { items: Items ?? [], lastKey: LastEvaluatedKey };
}
