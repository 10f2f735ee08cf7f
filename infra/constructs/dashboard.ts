/** One page that answers: do people get answers, do reactions keep up, what does it use? */
import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AppStack } from '../stacks/app.ts';
import type { DataStack } from '../stacks/data.ts';
import * as metrics from './metrics.ts';

export function addDashboard(scope: Construct, { data, app }: { data: DataStack; app: AppStack }): void {
  const { stage } = app.gateway;
  const queues = app.reactions;
  const deadLetters = [...queues.map((one) => one.deadLetters), app.records.deadLetters];
  new Dashboard(scope, 'dashboard', {
    widgets: [
      [
        graph('Answers', [metrics.answers(stage)], [metrics.failureShare(stage)]),
        graph('Latency', [metrics.latency(stage, 'p50'), metrics.latency(stage, 'p95'), metrics.latency(stage, 'p99')]),
        graph('Table', metrics.consumed(data.table), [metrics.tableThrottles(data.table)]),
      ],
      [
        graph('Function errors', app.functions.map(metrics.errors), [metrics.throttles()]),
        graph('Function time, p95', app.functions.map(metrics.duration)),
        graph(
          'Oldest record waiting, s',
          queues.map(({ queue }) => metrics.oldestSeconds(queue)),
        ),
      ],
      [
        graph('Dead letters', deadLetters.map(metrics.waiting)),
        graph('Pipe failures', [metrics.pipeFailures(app.records.pipe)]),
      ],
    ],
  });
}

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });
