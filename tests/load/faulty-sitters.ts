/**
 * Learners in a process that is killed: they go on from their journals. Their network doubles, delays and reorders what they
 * send; what fails they send again until it is acknowledged. `node faulty-sitters.ts JOBFILE`; its end is their end.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ulid } from 'ulid';
import { attempts, type Entry } from '#contracts/attempts.ts';
import type { Endpoint, OutputOf } from '#contracts/endpoint.ts';
import { requestOf, type InputOf } from '#contracts/request.ts';
import { randomOf, shuffled, type Random } from '#contracts/scoring/random.ts';
import { answerTo, newId, type Learner } from './exam.ts';
import { Journal, type Batch } from './faulty-journal.ts';

export interface FaultyJob {
  origin: string;
  learners: Learner[];
  /** each sits all of them, one after the other */
  runIds: string[];
  questionIds: string[];
  journals: string;
  seed: string;
}

export const journalFile = ({ journals }: Pick<FaultyJob, 'journals'>, personId: string, runId: string): string =>
  join(journals, `${personId}-${runId}`);
/** so many of a hundred leave without submitting: time closes their attempts */
const leaving = 10;
const batchesMost = 6;
const patienceMs = 20_000;

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** As a browser sends them: how long ago each was made is reckoned anew with each try, and it says when it tries. */
const sentNow = ({ at, entries }: Batch, aheadMs: number) => ({
  entries: entries.map((each): Entry => ({ ...each, ageMs: each.ageMs + Math.max(0, Date.now() - at) })),
  sentAt: new Date(Date.now() + aheadMs).toISOString(),
});

class FaultySitter {
  readonly job: FaultyJob;
  readonly learner: Learner;
  readonly journal: Journal;
  readonly runId: string;
  readonly random: Random;
  ticket = '';
  /** how far the academy’s clock is ahead of this one */
  aheadMs = 0;

  constructor(job: FaultyJob, learner: Learner, runId: string) {
    this.job = job;
    this.learner = learner;
    this.runId = runId;
    this.journal = new Journal(journalFile(job, learner.personId, runId));
    // anew each time the process is: what it does differs, what it has written stays
    this.random = randomOf(job.seed, learner.personId, runId, String(this.journal.lines.length));
  }

  async sit(): Promise<void> {
    if (this.journal.find('submitted') || this.journal.find('written')?.leaves) return;
    const attemptId = await this.open();
    if (!this.journal.find('written')) await this.write(attemptId);
    const leaves = this.journal.find('written')?.leaves;
    const last = leaves || this.random() < 0.5 ? undefined : this.lastUnsent();
    await this.sendAll(
      attemptId,
      this.journal.unsent.filter((batch) => batch !== last),
    );
    if (leaves) return;
    await this.submit(attemptId, last);
    if (last) this.journal.add({ type: 'acknowledged', device: last.device, seq: last.seq });
    this.journal.add({ type: 'submitted' });
  }

  /** Who has a paper goes on with it: it may have been submitted by now, and nobody has heard of it. */
  private async open(): Promise<string> {
    const known = this.journal.find('opened');
    if (known) {
      this.ticket = known.ticket;
      this.aheadMs = known.aheadMs;
      return known.attemptId;
    }
    const attemptId = this.journal.find('plan')?.attemptId ?? newId('attempt');
    if (!this.journal.find('plan')) this.journal.add({ type: 'plan', attemptId });
    const input = { params: { runId: this.runId }, body: { attemptId, language: 'uk' as const, code: null } };
    const ask = () => this.patiently(attempts.openAttempt, () => input);
    // now and then two tabs at once
    const [opened] = await Promise.all(this.random() < 0.1 ? [ask(), ask()] : [ask()]);
    this.ticket = opened!.ticket;
    this.aheadMs = Date.parse(opened!.now) - Date.now();
    this.journal.add({ type: 'opened', attemptId: opened!.id, ticket: this.ticket, aheadMs: this.aheadMs });
    return opened!.id;
  }

  /** A tab writes and sends on the way; what goes wrong stays for later. */
  private async write(attemptId: string): Promise<void> {
    const device = ulid();
    const total = 2 + Math.floor(this.random() * (batchesMost - 1));
    let n = 0;
    const entry = (): Entry => {
      const index = Math.floor(this.random() * this.job.questionIds.length);
      const answer = this.random() < 0.05 ? null : answerTo(index, this.random());
      return { n: (n += 1), questionId: this.job.questionIds[index]!, answer, ageMs: Math.floor(this.random() * 50) };
    };
    for (let seq = 1; seq <= total; seq += 1) {
      const entries = Array.from({ length: 1 + Math.floor(this.random() * 5) }, entry);
      const batch = { device, seq, at: Date.now(), entries };
      this.journal.add({ type: 'batch', ...batch });
      // two of three go at once, the others later with the rest, and so out of order
      if (this.random() < 0.66) await this.send(attemptId, batch);
    }
    this.journal.add({ type: 'written', leaves: this.random() * 100 < leaving });
  }

  private async sendAll(attemptId: string, batches: Batch[]): Promise<void> {
    await Promise.all(shuffled(batches, this.random).map((batch) => this.send(attemptId, batch)));
  }

  /** Late, and some of it twice at once. */
  private async send(attemptId: string, batch: Batch): Promise<void> {
    const { device, seq } = batch;
    const params = { attemptId, device, seq: String(seq) };
    const once = async () => {
      if (this.random() < 0.3) await sleep(this.random() * 200);
      await this.patiently(attempts.saveBatch, () => ({
        params,
        body: { ticket: this.ticket, ...sentNow(batch, this.aheadMs) },
      }));
    };
    await Promise.all(this.random() < 0.25 ? [once(), once()] : [once()]);
    this.journal.add({ type: 'acknowledged', device, seq });
  }

  /** The last batch of the newest device, where it has not been acknowledged: it may go with the submission. */
  private lastUnsent(): Batch | undefined {
    return this.journal.unsent.find((batch) => batch === this.journal.batches.at(-1));
  }

  /** From the newest device; the others have sent everything. */
  private async submit(attemptId: string, last: Batch | undefined): Promise<void> {
    const { device, seq } = this.journal.batches.at(-1)!;
    const ask = () =>
      this.patiently(attempts.submitAttempt, () => ({
        params: { attemptId },
        body: {
          ...{ ticket: this.ticket, device, sent: last ? seq - 1 : seq },
          last: last ? { seq, ...sentNow(last, this.aheadMs) } : null,
        },
      }));
    await Promise.all(this.random() < 0.2 ? [ask(), ask()] : [ask()]);
  }

  /** Until it is answered: whatever fails on the way is asked again, and a refusal is a mistake. */
  private async patiently<E extends Endpoint>(endpoint: E, inputNow: () => InputOf<E>): Promise<OutputOf<E>> {
    for (;;) {
      try {
        return await this.ask(endpoint, inputNow());
      } catch (error) {
        if (error instanceof Refused) throw error;
        await sleep(200 + this.random() * 300);
      }
    }
  }

  private async ask<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const { path, method, headers, body } = requestOf(endpoint, input);
    const response = await fetch(this.job.origin + path, {
      ...{ method, body: body ?? null, signal: AbortSignal.timeout(patienceMs) },
      headers: { ...headers, cookie: this.learner.cookie },
    });
    const answer = (await response.json()) as OutputOf<E> & { error?: { code: string } };
    if (response.ok) return answer;
    if (response.status < 500 && response.status !== 429 && answer.error) throw new Refused(answer.error.code);
    throw new Error(String(response.status));
  }
}

if (import.meta.main) await sitAll(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as FaultyJob);

async function sitAll(job: FaultyJob): Promise<void> {
  await Promise.all(
    job.learners.map(async (learner) => {
      for (const runId of job.runIds) await new FaultySitter(job, learner, runId).sit();
    }),
  );
}
