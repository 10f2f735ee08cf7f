/**
 * The load: users who ask again as soon as they are answered, each over a connection of their own. A process of its own,
 * so that its work is not counted as the server's. Reads one job from its input, writes one result.
 */
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { percentile } from './report.ts';

export interface Job {
  url: string;
  /** one cookie header per user */
  cookies: string[];
  seconds: number;
}
export interface Load {
  requests: number;
  /** answers other than 200, and connections that broke */
  failures: number;
  elapsedSeconds: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  bytesPerAnswer: number;
  generatorCpuSeconds: number;
}

const answerPatienceMs = 30_000;

async function generate({ url, cookies, seconds }: Job): Promise<Load> {
  const latencies: number[] = [];
  let failures = 0;
  let bytes = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const user = async (cookie: string) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (performance.now() < until) {
      const asked = performance.now();
      const size = await ask(url, cookie, agent);
      latencies.push(performance.now() - asked);
      if (size === undefined) failures += 1;
      else bytes += size;
    }
    agent.destroy();
  };
  await Promise.all(cookies.map(user));
  const elapsedSeconds = (performance.now() - begun) / 1000;
  latencies.sort((a, b) => a - b);
  const [p50Ms, p95Ms, p99Ms] = [0.5, 0.95, 0.99].map((share) => percentile(latencies, share)) as [
    number,
    number,
    number,
  ];
  const { user: own, system } = process.cpuUsage();
  const requests = latencies.length;
  const bytesPerAnswer = Math.round(bytes / Math.max(1, requests - failures));
  return {
    requests,
    failures,
    elapsedSeconds,
    p50Ms,
    p95Ms,
    p99Ms,
    bytesPerAnswer,
    generatorCpuSeconds: (own + system) / 1e6,
  };
}

/** Size of the answer's body, undefined if it is not a 200. */
function ask(url: string, cookie: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(
      url,
      { agent, headers: { cookie, accept: 'application/json' }, timeout: answerPatienceMs },
      (response) => {
        let size = 0;
        response.on('data', (chunk: Buffer) => (size += chunk.length));
        response.on('end', () => resolve(response.statusCode === 200 ? size : undefined));
        response.on('error', () => resolve(undefined));
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

if (import.meta.main) {
  const job = JSON.parse(await text(process.stdin)) as Job;
  console.log(JSON.stringify(await generate(job)));
}
