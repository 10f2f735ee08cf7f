/** Is everything there that was acknowledged, once? Journals against the table, and against what the learner sees. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { attempts } from '#contracts/attempts.ts';
import type { Answer } from '#contracts/question-kinds.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import { requestOf } from '#contracts/request.ts';
import { inParallel } from '../../functions/platform/parallel.ts';
import { region } from '../../infra/local/template.ts';
import { Journal, type Batch } from './faulty-journal.ts';
import { journalFile, type FaultyJob } from './faulty-sitters.ts';

export interface Verdict {
  runs: number;
  /** answers that the academy has acknowledged */
  acknowledged: number;
  /** of them, those that are not there, or do not count as they should */
  lost: number;
  /** attempts, facts or batches that are there twice, or that nobody has sent */
  doubled: number;
  /** attempts that nobody has ended */
  undrained: number;
  mistakes: string[];
}
type Review = OutputOf<(typeof attempts)['attemptReview']>;
type Item = Record<string, unknown>;

const atOnce = 6;

export async function verdictOn(job: FaultyJob, table: (pk: string) => Promise<Item[]>): Promise<Verdict> {
  const verdict: Verdict = { runs: 0, acknowledged: 0, lost: 0, doubled: 0, undrained: 0, mistakes: [] };
  const all = job.runIds.flatMap((runId) => job.learners.map((learner) => ({ runId, learner })));
  await inParallel(all, atOnce, async ({ runId, learner }) => {
    const journal = new Journal(journalFile(job, learner.personId, runId));
    const attemptId = journal.find('opened')?.attemptId ?? '';
    const note = (kind: 'lost' | 'doubled' | 'undrained', count: number, what: string) => {
      if (!count) return;
      verdict[kind] += count;
      verdict.mistakes.push(`${kind} ${count}: ${what} (${learner.personId} ${attemptId})`);
    };
    const [items, standing, records] = await Promise.all([
      table(`$assessments#${learner.personId}#${attemptId}`),
      table(`$assessments#${learner.personId}`),
      table(`$record#${learner.personId}`),
    ]);
    verdict.runs += 1;
    const own = journal.batches.filter((batch) => journal.isAcknowledged(batch));
    verdict.acknowledged += own.reduce((sum, { entries }) => sum + entries.length, 0);
    note('lost', absent(own, items), 'acknowledged, and not in the table');
    note('doubled', uninvited(journal.batches, items), 'in the table, and never sent');
    const made = (standing.find(({ runId: of }) => of === runId)?.['attempts'] ?? []) as string[];
    note('doubled', Math.max(0, made.length - 1), 'attempts in one run');
    const facts = records.filter(({ objectId }) => objectId === runId).map(({ type }) => type);
    note('doubled', Math.max(0, facts.length - 2), `facts ${facts.join(' ')}`);
    if (facts.length < 2) note('undrained', 1, `facts ${facts.join(' ')}`);
    const review = await reviewOf(job.origin, learner.cookie, attemptId);
    if (review) note('lost', wrong(journal, review), 'counted otherwise than written');
    else note('undrained', 1, 'no review');
  });
  return verdict;
}

const keyOf = ({ device, seq }: Pick<Batch, 'device' | 'seq'>) => `${device} ${seq}`;
const saidIn = (entries: readonly { n: number; questionId: string; answer: unknown }[]) =>
  JSON.stringify(entries.map(({ n, questionId, answer }) => [n, questionId, answer]));
const storedBatches = (items: readonly Item[]) =>
  new Map(
    items
      .filter(({ entity }) => entity === 'batch')
      .map((item) => [keyOf(item as never), saidIn(JSON.parse(String(item['entries'])) as never)]),
  );

function absent(own: readonly Batch[], items: readonly Item[]): number {
  const stored = storedBatches(items);
  return own
    .filter((batch) => stored.get(keyOf(batch)) !== saidIn(batch.entries))
    .reduce((sum, { entries }) => sum + entries.length, 0);
}

function uninvited(sent: readonly Batch[], items: readonly Item[]): number {
  const known = new Set(sent.map(keyOf));
  return [...storedBatches(items).keys()].filter((key) => !known.has(key)).length;
}

/** Questions whose answer is not the last that was written: the devices of a learner followed one after the other. */
function wrong(journal: Journal, { questions }: Review): number {
  const last = new Map<string, Answer | null>();
  const devices = [...new Set(journal.batches.map(({ device }) => device))];
  for (const device of devices)
    for (const { entries } of journal.batches.filter((each) => each.device === device).sort((a, b) => a.seq - b.seq))
      for (const { questionId, answer } of entries) last.set(questionId, answer);
  const ask = (answer: unknown) => JSON.stringify(answer ?? null);
  return questions.filter(({ question, answer }) => ask(answer) !== ask(last.get(question.questionId))).length;
}

async function reviewOf(origin: string, cookie: string, attemptId: string): Promise<Review | undefined> {
  const { path } = requestOf(attempts.attemptReview, { params: { attemptId }, query: {} });
  const response = await fetch(origin + path, { headers: { cookie } });
  return response.ok ? ((await response.json()) as Review) : undefined;
}

/** All items of a partition, read from the database itself. */
export async function tableAt(endpoint: string): Promise<(pk: string) => Promise<Item[]>> {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const { ListTablesCommand } = await import('@aws-sdk/client-dynamodb');
  const [TableName] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  const documents = DynamoDBDocumentClient.from(client);
  return async (pk) => {
    const found: Item[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          ...{ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } },
          ...{ ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) },
        }),
      );
      found.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return found;
  };
}
