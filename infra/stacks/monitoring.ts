/** What wakes somebody: alarms that say why and where to read on (infra/runbook.md), one topic they all go to, one dashboard. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { addDashboard } from '../constructs/dashboard.ts';
import * as metrics from '../constructs/metrics.ts';
import type { AppStack } from './app.ts';
import type { DataStack } from './data.ts';

export interface MonitoringStackProps extends StackProps {
  data: DataStack;
  app: AppStack;
}

interface AlarmOptions {
  /** what it means; the text of the message */
  reason: string;
  /** heading in the runbook; the alarm's own id unless said */
  entry?: string;
  metric: IMetric;
  /** goes off when the metric is greater than this … */
  above: number;
  /** … in so many of its periods in a row */
  periods?: number;
}

export class MonitoringStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { data, app, ...props }: MonitoringStackProps) {
    super(scope, id, props);
    this.topic = new Topic(this, 'alarms', { displayName: 'Kurs alarms', enforceSSL: true });
    new CfnOutput(this, 'AlarmTopicArn', { description: 'Subscribe whoever is on duty', value: this.topic.topicArn });
    this.watchFunctions(app);
    this.watchQueues(app);
    this.watchApi(app);
    this.alarm('table-throttles', {
      metric: metrics.tableThrottles(data.table),
      above: 0,
      periods: 3,
      reason: 'The table turns writes or reads away: one partition is too hot or the account’s limit is reached.',
    });
    addDashboard(this, { data, app });
  }

  private watchFunctions(app: AppStack): void {
    for (const fn of app.functions) {
      this.alarm(`${fn.node.id}-errors`, {
        metric: metrics.errors(fn),
        above: 0,
        entry: 'FUNCTION-errors',
        reason: `${fn.node.id} ended with an error, ran out of time or out of memory. Look into its log group.`,
      });
    }
    this.alarm('throttles', {
      metric: metrics.throttles(),
      above: 0,
      reason:
        'Functions were not started: the account’s concurrency is used up. Ask AWS for more or find out who uses it.',
    });
  }

  private watchQueues(app: AppStack): void {
    for (const { queue, deadLetters } of app.reactions) {
      this.alarm(deadLetters.node.id, {
        metric: metrics.waiting(deadLetters),
        above: 0,
        entry: 'ROOM-dead-letters',
        reason: 'A record failed five times and is not dealt with. Read it, mend the cause, move it back to the queue.',
      });
      this.alarm(`${queue.node.id}-age`, {
        metric: metrics.oldestSeconds(queue),
        above: 30 * 60,
        entry: 'ROOM-queue-age',
        reason:
          'A record has been waiting for half an hour: reactions fail or are too slow, people wait for their results.',
      });
    }
    const { deadLetters, pipe } = app.records;
    this.alarm(deadLetters.node.id, {
      metric: metrics.waiting(deadLetters),
      above: 0,
      reason:
        'Records never reached the bus. They are in the table: run the rooms’ rebuild for the time named in the message.',
    });
    this.alarm('pipe-failures', {
      metric: metrics.pipeFailures(pipe),
      above: 0,
      periods: 2,
      reason:
        'The pipe from the table to the bus fails: nothing reacts any more. The stream keeps records for 24 hours.',
    });
  }

  private watchApi({ gateway }: AppStack): void {
    this.alarm('api-failures', {
      metric: metrics.failureShare(gateway.stage),
      above: 1,
      periods: 2,
      reason: 'More than 1 % of the answers (of at least 50) are 5xx: people see errors.',
    });
    this.alarm('api-slow', {
      metric: metrics.latency(gateway.stage, 'p95'),
      above: 3000,
      periods: 3,
      reason: 'One request in twenty takes more than three seconds.',
    });
  }

  private alarm(id: string, { reason, entry = id, metric, above, periods = 1 }: AlarmOptions): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${reason} Runbook: ${entry}`,
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // no traffic, no data: nothing is wrong
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
