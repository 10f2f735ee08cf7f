/**
 * Learners under load: each sits one test after the other – opens, saves after each of five pages, submits, looks at the
 * review. A process of its own, so that its work is not counted as the server’s. One job from its input, one result.
 */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { ulid } from 'ulid';
import { attempts, type OpenAttempt } from '#contracts/attempts.ts';
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import { answerTo, newId } from './exam.ts';
import { percentile } from './report.ts';

export interface Sitting {
  origin: string;
  /** one per learner */
  cookies: string[];
  /** each sits all of them, one after the other */
  runIds: string[];
  questionIds: string[];
}
export interface Sat {
  attempts: number;
  requests: number;
  errors: number;
  bytes: number;
  elapsedSeconds: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** p95 by endpoint */
  slow: Record<string, number>;
}

const patienceMs = 60_000;
const pages = 5;

class Sitter {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly origin: string;
  readonly cookie: string;
  readonly taken: { name: string; ms: number }[] = [];
  bytes = 0;

  constructor(origin: string, cookie: string) {
    this.origin = origin;
    this.cookie = cookie;
  }

  async sit(runId: string, questionIds: string[]): Promise<void> {
    const body = { attemptId: newId('attempt'), language: 'uk' as const, code: null };
    const opened = await this.ask('open', attempts.openAttempt, { params: { runId }, body });
    const device = ulid();
    for (let page = 0; page < pages; page += 1) await this.save(opened, device, page, questionIds);
    const params = { attemptId: opened.id };
    const end = { ticket: opened.ticket, device, last: null, sent: pages };
    const card = await this.ask('submit', attempts.submitAttempt, { params, body: end });
    if (card.result?.state !== 'shown') throw new Error('not marked');
    await this.ask('review', attempts.attemptReview, { params, query: {} });
  }

  private async save({ id: attemptId, ticket, sections }: OpenAttempt, device: string, page: number, ids: string[]) {
    const entries = (sections[page]?.questions ?? []).map(({ questionId }, index) => ({
      ...{ n: page * 4 + index + 1, questionId, ageMs: 1_000 },
      answer: answerTo(ids.indexOf(questionId), Math.random()),
    }));
    const params = { attemptId, device, seq: String(page + 1) };
    await this.ask('save', attempts.saveBatch, { params, body: { ticket, entries } });
  }

  private ask<E extends Endpoint>(name: string, endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const { path, method, headers, body = '' } = requestOf(endpoint, input);
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const asked = request(
        this.origin + path,
        {
          agent: this.agent,
          method,
          timeout: patienceMs,
          headers: {
            ...headers,
            cookie: this.cookie,
            'accept-encoding': 'gzip, br',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const came = Buffer.concat(parts);
            this.taken.push({ name, ms: performance.now() - begun });
            this.bytes += came.length + Buffer.byteLength(body);
            const answer = response.headers['content-encoding'] === 'gzip' ? gunzipSync(came) : came;
            if (response.statusCode === 200) resolve(JSON.parse(answer.toString()) as OutputOf<E>);
            else reject(new Error(`${name}: ${response.statusCode} ${answer.toString().slice(0, 200)}`));
          });
        },
      );
      asked.on('timeout', () => asked.destroy(new Error('timeout')));
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

async function sitAll({ origin, cookies, runIds, questionIds }: Sitting): Promise<Sat> {
  let [errors, done] = [0, 0];
  const begun = performance.now();
  const sitters = cookies.map((cookie) => new Sitter(origin, cookie));
  await Promise.all(
    sitters.map(async (sitter) => {
      for (const runId of runIds) {
        await sitter.sit(runId, questionIds).then(
          () => (done += 1),
          (error: unknown) => {
            errors += 1;
            console.error(String(error));
          },
        );
      }
      sitter.agent.destroy();
    }),
  );
  const taken = sitters.flatMap((sitter) => sitter.taken);
  const at = (share: number, name?: string) =>
    percentile(
      taken
        .filter((each) => !name || each.name === name)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b),
      share,
    );
  const slow = Object.fromEntries(['open', 'save', 'submit', 'review'].map((name) => [name, at(0.95, name)]));
  const elapsedSeconds = (performance.now() - begun) / 1000;
  const bytes = sitters.reduce((sum, sitter) => sum + sitter.bytes, 0);
  return {
    attempts: done,
    requests: taken.length,
    errors,
    bytes,
    elapsedSeconds,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    slow,
  };
}

if (import.meta.main) console.log(JSON.stringify(await sitAll(JSON.parse(await text(process.stdin)) as Sitting)));
