/** Gateway, database and browsers are killed -9 while tests are sat: nothing acknowledged is lost, nothing is there twice. */
import { afterAll, expect, it } from 'vitest';
import { closeAll } from '../load/closings.ts';
import { faultyRun } from '../load/faulty-run.ts';
import { freePorts } from '../support/ports.ts';

afterAll(closeAll);

it('forty learners, three kills', async () => {
  const wish = { runs: 40, learners: 20, seed: 1, kills: 3, say: () => undefined };
  const outcome = await faultyRun({ ...wish, port: await freePorts() });
  expect(outcome).toMatchObject({ runs: 40, lost: 0, doubled: 0, undrained: 0, mistakes: [] });
  expect(outcome.acknowledged).toBeGreaterThan(40);
}, 300_000);
