/** From the table to the bus: every new record leaves the stream through a pipe; nothing else does. */
import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { privateQueue } from './queue.ts';
import { recordDetailType, recordSource } from './record-event.ts';

/** Only what was inserted under a record’s key: no update, no other item, nothing that expired. */
const recordsOnly = { eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: '$record#' }] } } } };

export class Records extends Construct {
  readonly bus: EventBus;
  readonly pipe: CfnPipe;
  readonly deadLetters: Queue;

  constructor(scope: Construct, table: TableV2) {
    super(scope, 'records');
    this.bus = new EventBus(this, 'bus');
    this.deadLetters = privateQueue(this, 'pipe-dead-letters');
    acknowledge(this.deadLetters, { SQS3: 'It is the dead-letter queue of the pipe; an alarm watches it.' });
    const log = new LogGroup(this, 'pipe-log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.pipe = new CfnPipe(this, 'pipe', {
      roleArn: this.role(table, log).roleArn,
      source: table.tableStreamArn!,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(recordsOnly) }] },
        dynamoDbStreamParameters: this.streamParameters(),
      },
      target: this.bus.eventBusArn,
      targetParameters: { eventBridgeEventBusParameters: { source: recordSource, detailType: recordDetailType } },
      logConfiguration: { level: 'ERROR', cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn } },
    });
    this.pipe.node.addDependency(this.node.findChild('pipe-role'));
  }

  private streamParameters(): CfnPipe.PipeSourceDynamoDBStreamParametersProperty {
    return {
      startingPosition: 'TRIM_HORIZON',
      batchSize: 10,
      maximumRetryAttempts: 10,
      onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
      deadLetterConfig: { arn: this.deadLetters.queueArn },
    };
  }

  private role(table: TableV2, log: LogGroup): Role {
    const role = new Role(this, 'pipe-role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
      (verb) => `dynamodb:${verb}`,
    );
    role.addToPolicy(new PolicyStatement({ actions: stream, resources: [table.tableStreamArn!] }));
    this.bus.grantPutEventsTo(role);
    this.deadLetters.grantSendMessages(role);
    log.grantWrite(role);
    return role;
  }
}
