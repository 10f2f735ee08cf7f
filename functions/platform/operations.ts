/**
 * How the installation is, asked of SQS, CloudWatch and DynamoDB. The operator's page and the operator's command line
 * share this file: what they show is the same. Queues answer for this moment, measurements for the last minutes or the last hour.
 */
import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Health } from '#contracts/operations.ts';
import { environment } from './environment.ts';

/** What there is to look at, by name: written by the deployment as JSON into the environment variable `OPERATIONS`. */
export interface Installation {
  table: string;
  api: string;
  pipe: string;
  /** what stands before the name of a queue in its address */
  queueUrl: string;
  pipeDeadLetters: string;
  /** room → names of its queue and of its dead-letter queue */
  queues: Record<string, [queue: string, deadLetters: string]>;
}

const queues = new SQSClient({ useQueueUrlAsEndpoint: false });
const metrics = new CloudWatchClient({});
const tables = new DynamoDBClient({});
const hour = 3600;
/** A queue's age is measured every minute and known some minutes later. */
const ageWindow = 10 * 60;

/** The state of everything that can get stuck in silence. `now` in milliseconds. */
export async function health(now: number): Promise<Health> {
  const it = JSON.parse(environment('OPERATIONS')) as Installation;
  const depthOf = (name: string) => depth(it.queueUrl + name);
  const [counted, pipeDeadLetters, measured, backup] = await Promise.all([
    Promise.all(Object.entries(it.queues).map(([room, names]) => counts(room, names, depthOf))),
    depthOf(it.pipeDeadLetters),
    measure(it, now),
    backupState(it.table),
  ]);
  const rooms = counted.map((one) => ({ ...one, oldestSeconds: one.waiting ? measured.age(one.room) : 0 }));
  return {
    at: new Date(now).toISOString(),
    rooms,
    oldestSeconds: Math.max(0, ...rooms.map(({ oldestSeconds }) => oldestSeconds)),
    pipe: { deadLetters: pipeDeadLetters, failures: measured.sum('pipe') },
    throttles: { functions: measured.sum('starts'), table: measured.sum('table') },
    answers: { all: measured.sum('answers'), failed: measured.sum('failures') },
    backup,
    lastBackup: backup.latest,
  };
}

async function counts(room: string, names: [string, string], depthOf: (name: string) => Promise<number>) {
  const [waiting, deadLetters] = await Promise.all(names.map(depthOf));
  return { room, waiting: waiting ?? 0, deadLetters: deadLetters ?? 0 };
}

const depths = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** Messages in a queue: visible, being worked on, put off. */
async function depth(QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...depths] }),
  );
  return depths.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

async function backupState(TableName: string): Promise<Health['backup']> {
  const { ContinuousBackupsDescription: found } = await tables.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  const { PointInTimeRecoveryStatus, EarliestRestorableDateTime, LatestRestorableDateTime } =
    found?.PointInTimeRecoveryDescription ?? {};
  return {
    continuous: PointInTimeRecoveryStatus === 'ENABLED',
    earliest: EarliestRestorableDateTime?.toISOString() ?? null,
    latest: LatestRestorableDateTime?.toISOString() ?? null,
  };
}

/** Where a figure comes from: several measurements under one name are added up. */
interface Source {
  figure: string;
  namespace: string;
  metric: string;
  dimensions: Record<string, string>;
  statistic?: 'Sum' | 'Maximum';
}

function sourcesOf({ table, api, pipe, queues: rooms }: Installation): Source[] {
  const ofApi = { namespace: 'AWS/ApiGateway', dimensions: { ApiId: api, Stage: '$default' } };
  const ofTable = { namespace: 'AWS/DynamoDB', dimensions: { TableName: table } };
  const ofPipe = { namespace: 'AWS/EventBridge/Pipes', dimensions: { PipeName: pipe } };
  return [
    { figure: 'answers', metric: 'Count', ...ofApi },
    { figure: 'failures', metric: '5xx', ...ofApi },
    { figure: 'table', metric: 'ReadThrottleEvents', ...ofTable },
    { figure: 'table', metric: 'WriteThrottleEvents', ...ofTable },
    { figure: 'pipe', metric: 'ExecutionFailed', ...ofPipe },
    // without dimensions: of all functions, which share the account's concurrency
    { figure: 'starts', namespace: 'AWS/Lambda', metric: 'Throttles', dimensions: {} },
    ...Object.entries(rooms).map(([room, [QueueName]]) => {
      const of = { namespace: 'AWS/SQS', metric: 'ApproximateAgeOfOldestMessage', dimensions: { QueueName } };
      return { figure: `age ${room}`, statistic: 'Maximum' as const, ...of };
    }),
  ];
}

async function measure(it: Installation, now: number) {
  const sources = sourcesOf(it);
  const results: MetricDataResult[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await metrics.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - hour * 1000),
        EndTime: new Date(now),
        MetricDataQueries: sources.map(query),
        ...(NextToken ? { NextToken } : {}),
      }),
    );
    results.push(...(answer.MetricDataResults ?? []));
    NextToken = answer.NextToken;
  } while (NextToken);
  const valuesOf = (figure: string, since = 0) =>
    results
      .filter(({ Id }) => sources[Number(Id?.slice(1))]?.figure === figure)
      .flatMap(({ Timestamps = [], Values = [] }) => Values.filter((_, at) => Number(Timestamps[at] ?? 0) >= since));
  return {
    sum: (figure: string) => Math.round(valuesOf(figure).reduce((sum, value) => sum + value, 0)),
    age: (room: string) => Math.round(Math.max(0, ...valuesOf(`age ${room}`, now - ageWindow * 1000))),
  };
}

function query({ namespace, metric, dimensions, statistic = 'Sum' }: Source, index: number): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return { Id: `m${index}`, MetricStat: { Metric, Period: 60, Stat: statistic } };
}
