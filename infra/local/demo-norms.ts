/** The demo’s norms: articles, competences and terms, brought in as the national administrator would, by CSV. */
import { readFileSync } from 'node:fs';
import { hasEnded } from '#contracts/common.ts';
import { jobs } from '#contracts/jobs.ts';
import { csvKinds, norms, type CsvKind } from '#contracts/norms.ts';
import type { Client } from './client.ts';
import { demoId } from './demo.ts';

const folder = new URL('../../content/norms/', import.meta.url);

/** Takes the three files; what is there already stays as it is. */
export async function seedNorms(client: Client, say: (message: string) => void): Promise<void> {
  const results = await Promise.all(csvKinds.map((kind) => bring(client, kind)));
  say(`norms: ${csvKinds.map((kind, index) => `${results[index]} ${kind}`).join(', ')}`);
}

/** How many there are of the kind afterwards. */
async function bring(client: Client, kind: CsvKind): Promise<number> {
  const jobId = demoId('job', `norms ${kind}`);
  const text = readFileSync(new URL(`${kind}.csv`, folder), 'utf8');
  await client.call(norms.importCsv, { body: { jobId, kind, text } });
  for (;;) {
    const job = await client.call(jobs.job, { params: { jobId } });
    if (job.state === 'succeeded') return job.done;
    if (hasEnded(job)) throw new Error(`import of ${kind}: ${job.state} ${job.failure?.code ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
