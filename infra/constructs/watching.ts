/** What the operations room may look at – and how the installation is made known to it and to the operator's command line. */
import { Aws, Stack } from 'aws-cdk-lib';
import type { DataStack } from '../stacks/data.ts';
import { acknowledge } from './acknowledge.ts';
import type { KursFunction } from './function.ts';
import type { Gateway } from './gateway.ts';
import type { Records } from './records.ts';
import type { Reaction } from './room.ts';

export interface Watched {
  data: DataStack;
  records: Records;
  gateway: Gateway;
  reactions: readonly Reaction[];
}

/** Lets a function see depths, measurements and backup of the installation; it can change none of them. */
export function grantWatching(to: KursFunction, { data, records, gateway, reactions }: Watched): void {
  const queues = [records.deadLetters, ...reactions.flatMap(({ queue, deadLetters }) => [queue, deadLetters])];
  to.allow(
    ['sqs:GetQueueAttributes'],
    queues.map(({ queueArn }) => queueArn),
  );
  to.allow(['dynamodb:DescribeContinuousBackups'], [data.table.tableArn]);
  to.allow(['cloudwatch:GetMetricData'], ['*']);
  acknowledge(to.role!, { 'IAM5[Resource::*]': 'GetMetricData knows no resources; it reads figures only.' });
  to.addEnvironment(
    'OPERATIONS',
    Stack.of(to).toJsonString({
      table: data.table.tableName,
      api: gateway.api.apiId,
      pipe: records.pipe.ref,
      // names, not addresses: a function's environment holds 4 kB
      queueUrl: `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/`,
      pipeDeadLetters: records.deadLetters.queueName,
      queues: Object.fromEntries(
        reactions.map(({ room, queue, deadLetters }) => [room, [queue.queueName, deadLetters.queueName]]),
      ),
    }),
  );
}
