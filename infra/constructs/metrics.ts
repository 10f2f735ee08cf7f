/** The figures that alarms and dashboard look at, each over five minutes. */
import { Duration } from 'aws-cdk-lib';
import type { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Operation, type TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { KursFunction } from './function.ts';

const period = Duration.minutes(5);
const sum = { period, statistic: Stats.SUM };

export const errors = (fn: KursFunction): IMetric => fn.metricErrors({ ...sum, label: fn.node.id });

export const duration = (fn: KursFunction): IMetric =>
  fn.metricDuration({ period, statistic: 'p95', label: fn.node.id });

/** Throttled starts of all functions, which share the account’s concurrency. */
export const throttles = (): IMetric =>
  new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', label: 'throttled starts', ...sum });

export const waiting = (queue: Queue): IMetric =>
  queue.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM, label: queue.node.id });

export const oldestSeconds = (queue: Queue): IMetric =>
  queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM, label: queue.node.id });

export const pipeFailures = (pipe: CfnPipe): IMetric =>
  new Metric({
    namespace: 'AWS/EventBridge/Pipes',
    metricName: 'ExecutionFailed',
    dimensionsMap: { PipeName: pipe.ref },
    ...sum,
  });

/** Share of 5xx in per cent; silent below 50 answers, where one would already be 2 %. */
export function failureShare(stage: HttpStage): IMetric {
  return new MathExpression({
    expression: 'IF(answers >= 50, 100 * failures / answers, 0)',
    usingMetrics: { failures: stage.metricServerError(sum), answers: stage.metricCount(sum) },
    period,
    label: '5xx, %',
  });
}

export const answers = (stage: HttpStage): IMetric => stage.metricCount({ ...sum, label: 'answers' });

export const latency = (stage: HttpStage, statistic: string): IMetric =>
  stage.metricLatency({ period, statistic, label: `${statistic}, ms` });

/** Requests the table turned away, over the operations we use. */
export function tableThrottles(table: TableV2): IMetric {
  return table.metricThrottledRequestsForOperations({ operations, period });
}

const operations = [
  Operation.GET_ITEM,
  Operation.BATCH_GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.DELETE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
  Operation.TRANSACT_GET_ITEMS,
];

export const consumed = (table: TableV2): IMetric[] => [
  table.metricConsumedReadCapacityUnits({ ...sum, label: 'read units' }),
  table.metricConsumedWriteCapacityUnits({ ...sum, label: 'write units' }),
];
