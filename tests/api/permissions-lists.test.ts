/**
 * What stands in the answers: whoever holds every role of one academy asks each list, search and export there, and comes
 * across nothing of another one, not even by people who belong to both. Refusals: permissions.test.ts.
 */
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import type { Endpoint, EndpointTable } from '#contracts/endpoint.ts';
import { rooms } from '#contracts/endpoints.ts';
import { jobs } from '#contracts/jobs.ts';
import { organisations } from '#contracts/organisations.ts';
import { people } from '#contracts/people.ts';
import { progress } from '#contracts/progress.ts';
import type { InputOf } from '#contracts/request.ts';
import { newId, until, type TestClient } from '../support/stack.ts';
import { questions, recordsQuestions, withoutQuestion } from './permissions/questions.ts';
import { createSides, namesOf, type Side, type Sides } from './permissions/sides.ts';
import { words } from './permissions/world.ts';

let sides: Sides;
beforeAll(async () => {
  sides = await createSides();
}, 120_000);

const reading = Object.entries(rooms).flatMap(([room, endpoints]) =>
  Object.entries(endpoints as EndpointTable)
    .filter(([, { method }]) => method === 'GET')
    .map(([name, endpoint]) => [`${room}.${name}`, endpoint] as const),
);
const found = (texts: string[], words: string[]) => words.filter((word) => texts.some((text) => text.includes(word)));

it('every endpoint that reads has a question, or a reason why not', () => {
  const without = reading.filter(([, endpoint]) => !questions.some((one) => one.endpoint === endpoint));
  expect(without.map(([name]) => name).sort()).toEqual([...withoutQuestion].sort());
});

describe.each(['one', 'two'] as const)('side %s', (name) => {
  let [us, them]: Side[] = [];
  beforeAll(() => {
    [us, them] = name === 'one' ? [sides.one, sides.two] : [sides.two, sides.one];
  });

  it.each(reading.filter(([each]) => !withoutQuestion.includes(each)))(
    'reads in %s what is its own',
    async (_, endpoint) => {
      const { inputs, shows } = questions.find((one) => one.endpoint === endpoint)!.of(us!, them!, sides);
      const texts: string[] = [];
      for (const input of inputs)
        texts.push(JSON.stringify(await us!.everything.call(endpoint, input as InputOf<Endpoint>)));
      expect(found(texts, namesOf(them!)), 'of the other side').toEqual([]);
      expect(found(texts, shows), 'of its own').toEqual(shows);
    },
  );

  it('takes records out of the house that are its own', async () => {
    const asked = recordsQuestions(us!, sides).map((question) => ({
      ...{ jobId: newId('job'), question, language: 'uk' as const },
      ...{ columns: {}, types: {} },
    }));
    for (const body of asked) await us!.everything.call(audit.startRecordsExport, { body });
    const texts: string[] = [];
    for (const { jobId } of asked) texts.push((await fileOf(us!.everything, jobId)).toString());
    expect(found(texts, namesOf(them!))).toEqual([]);
    expect(found(texts, [us!.mark, sides.both.familyName])).toHaveLength(2);
  });

  it('takes lists of learners and its own data out of the house, and nobody else’s', async () => {
    const order = { jobId: newId('job'), organisationId: us!.academyId, language: 'uk' as const, words };
    await us!.everything.call(progress.startExport, { params: { courseId: sides.courseId }, body: order });
    const list = (await fileOf(us!.everything, order.jobId)).toString();
    expect(found([list], namesOf(them!))).toEqual([]);
    expect(list).toContain(us!.mark);
    const jobId = newId('job');
    await us!.everything.call(audit.startOwnExport, { body: { jobId } });
    const files = Object.values(unzipSync(await fileOf(us!.everything, jobId))).map((each) =>
      Buffer.from(each).toString(),
    );
    expect(found(files, namesOf(them!))).toEqual([]);
  });

  it('sees that the other side is there, and that there is nothing to be done', async () => {
    const detail = await us!.everything.call(organisations.organisation, {
      params: { organisationId: them!.academyId },
    });
    const { mayCreate, mayChange, mayMove, maySetQuota, mayManagePeople, maySeePeople } = detail;
    expect({ mayCreate, mayChange, mayMove, maySetQuota, mayManagePeople, maySeePeople }).toEqual({
      mayCreate: [],
      mayChange: false,
      mayMove: false,
      maySetQuota: false,
      mayManagePeople: false,
      maySeePeople: false,
    });
    const shared = await us!.everything.call(people.person, { params: { personId: sides.both.id } });
    expect([shared.mayManage, shared.current.length, shared.memberships.length]).toEqual([false, 1, 1]);
  });
});

async function fileOf(client: TestClient, jobId: string): Promise<Buffer> {
  const ask = () => client.call(jobs.job, { params: { jobId } });
  const { state, file } = await until(ask, ({ state }) => state === 'succeeded' || state === 'failed');
  expect(state).toBe('succeeded');
  return Buffer.from(await (await fetch(file!.url)).arrayBuffer());
}
