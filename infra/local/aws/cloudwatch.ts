/** CloudWatch: counts what happens on this machine, minute by minute, and answers for the metrics the operator asks about. */
import type { EventBus } from '../events.ts';
import type { HttpApi } from '../http-api.ts';
import type { AwsCalls, Input } from './call.ts';

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: string }[];
}
interface Query {
  Id: string;
  MetricStat: { Metric: Metric; Period: number; Stat: string };
}
export interface Metrics {
  /** Adds to a metric of this minute. */
  count(metric: string, namespace: string, by?: number): void;
  /** Values by minute (milliseconds since 1970) from a moment on, oldest first. */
  values(metric: string, namespace: string, since: number): [minute: number, value: number][];
}

const minute = 60_000;
const keptMinutes = 180;

/** One stack has one API, one pipe and one table: a metric is known by its name, whatever its dimensions. */
export function openMetrics(clock: { now(): number }): Metrics {
  const counted = new Map<string, Map<number, number>>();
  return {
    count(metric, namespace, by = 1) {
      const at = Math.floor(clock.now() / minute) * minute;
      const key = `${namespace} ${metric}`;
      const values = counted.get(key) ?? new Map<number, number>();
      values.set(at, (values.get(at) ?? 0) + by);
      for (const old of values.keys()) if (old < at - keptMinutes * minute) values.delete(old);
      counted.set(key, values);
    },
    values(metric, namespace, since) {
      return [...(counted.get(`${namespace} ${metric}`) ?? [])].filter(([at]) => at >= since);
    },
  };
}

/** The HTTP API with its answers counted. */
export const counted = (api: HttpApi, metrics: Metrics): HttpApi => ({
  ...api,
  async handle(request) {
    const answer = await api.handle(request);
    metrics.count('Count', 'AWS/ApiGateway');
    if (answer.status >= 500) metrics.count('5xx', 'AWS/ApiGateway');
    return answer;
  },
});

/** The age of a queue's oldest message is looked up; what never happens here, such as a throttle, has no values. */
export function cloudWatchCalls(metrics: Metrics, events: EventBus, clock: { now(): number }): AwsCalls {
  const resultOf = ({ Id, MetricStat: { Metric } }: Query, since: number) => {
    const { Namespace, MetricName, Dimensions = [] } = Metric;
    const queue = Dimensions.find(({ Name }) => Name === 'QueueName')?.Value;
    const values: [number, number][] = queue
      ? [[clock.now(), ageOf(events, queue, clock.now())]]
      : metrics.values(MetricName, Namespace, since);
    const Timestamps = values.map(([at]) => at / 1000);
    return { Id, Label: MetricName, StatusCode: 'Complete', Timestamps, Values: values.map(([, value]) => value) };
  };
  return {
    'GraniteServiceVersion20100801.GetMetricData': {
      action: 'cloudwatch:GetMetricData',
      resource: () => '*',
      run({ MetricDataQueries, StartTime }: Input) {
        const since = Number(StartTime) * 1000;
        return { body: { MetricDataResults: (MetricDataQueries as Query[]).map((one) => resultOf(one, since)) } };
      },
    },
  };
}

/** Seconds since the oldest message came. */
function ageOf(events: EventBus, queue: string, now: number): number {
  const [oldest] = events.queue(queue)?.messages() ?? [];
  return oldest ? Math.max(0, Math.round((now - oldest.sentAt) / 1000)) : 0;
}
