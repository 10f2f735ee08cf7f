import { beforeAll, describe, expect, it } from 'vitest';
import { authoring } from '#contracts/authoring.ts';
import { openReportsMax, reports } from '#contracts/reports.ts';
import { outcome } from '../support/people.ts';
import { createPerson, newId, records, settled, signIn, type Person, type TestClient } from '../support/stack.ts';
import { createPlace, type Place } from './learning.ts';

let place: Place;
let [author, colleague] = [{} as TestClient, {} as TestClient];
let person: Person;
let client: TestClient;
beforeAll(async () => {
  place = await createPlace();
  // the draft follows the course that was imported
  await settled();
  author = await signIn(place.tree.instructor.login);
  colleague = await signIn((await createPerson(place.tree.academyId, ['instructor'])).login);
  person = await createPerson(place.tree.unitId, ['learner'], { familyName: 'Уважна', givenName: 'Ніна' });
  client = await signIn(person.login);
});

const passage = { quote: 'Право', before: '', after: ' є' };
const said = (text: string, named = false) => ({
  ...{ lessonId: place.law, language: 'uk' as const, kind: 'law' as const, text, passage, named },
});
const at = (reportId = newId('report')) => ({ courseId: place.courseId, reportId });
const send = (text: string, named = false, params = at()) =>
  client.call(reports.sendReport, { params, body: said(text, named) });
const listed = async (state: 'open' | 'answered' = 'open') =>
  (await author.call(reports.courseReports, { params: { courseId: place.courseId }, query: { state } })).items;

describe('a report of an error', () => {
  it('reaches the authors with passage, version and language, without a name', async () => {
    const sent = await send('Редакція вже інша');
    expect(sent).toMatchObject({ state: 'open', answer: null, version: 1, passage });
    const found = (await listed()).find(({ id }) => id === sent.id)!;
    expect(found).toMatchObject({ text: 'Редакція вже інша', kind: 'law', from: { role: 'learner', person: null } });
    const all = JSON.stringify(found);
    for (const trace of [person.id, person.login, 'Уважна']) expect(all).not.toContain(trace);
    const { openReports } = await author.call(authoring.draft, { params: { courseId: place.courseId } });
    expect(openReports).toBeGreaterThan(0);
  });

  it('says who wrote it where they agreed', async () => {
    const { id } = await send('Від мене', true);
    expect((await listed()).find((each) => each.id === id)?.from.person).toMatchObject({ familyName: 'Уважна' });
  });

  it('sent twice is there once, and its id is nobody else’s', async () => {
    const params = at();
    const first = await send('Двічі', false, params);
    expect(await send('Двічі', false, params)).toEqual(first);
    expect((await listed()).filter(({ id }) => id === first.id)).toHaveLength(1);
    expect(outcome(await client.reply(reports.sendReport, { params, body: said('Інше') }))).toBe('idTaken');
    expect(outcome(await author.reply(reports.sendReport, { params, body: said('Двічі') }))).toBe('idTaken');
  });

  it('is answered by the team alone; who reported reads the answer', async () => {
    const { id } = await send('Одрук у першому абзаці');
    const params = at(id);
    const body = { outcome: 'mended' as const, text: 'Дякуємо, вже виправлено', revision: 1 };
    expect(outcome(await colleague.reply(reports.answerReport, { params, body }))).toBe('notFound');
    const admin = await signIn(place.tree.admin.login);
    expect(outcome(await admin.reply(reports.answerReport, { params, body }))).toBe('notAllowed');
    const after = await author.call(reports.answerReport, { params, body });
    expect(after).toMatchObject({ state: 'answered', revision: 2, answeredBy: { id: place.tree.instructor.id } });
    expect(await author.call(reports.answerReport, { params, body })).toEqual(after);
    expect(outcome(await author.reply(reports.answerReport, { params, body: { ...body, text: 'Ні' } }))).toBe(
      'conflict',
    );
    const mine = (await client.call(reports.ownReports, { query: {} })).items.find((each) => each.id === id);
    expect(mine).toMatchObject({ answer: { outcome: 'mended', text: 'Дякуємо, вже виправлено' } });
    expect((await listed()).some((each) => each.id === id)).toBe(false);
    expect((await listed('answered')).some((each) => each.id === id)).toBe(true);
    const facts = await records(place.courseId);
    expect(facts.filter(({ type }) => type === 'authoring.reportAnswered')).toMatchObject([
      { actorId: place.tree.instructor.id, data: { reportId: id, outcome: 'mended' } },
    ]);
  });

  it('is about a lesson one can read', async () => {
    const body = { ...said('Куди'), lessonId: newId('lesson') };
    expect(outcome(await client.reply(reports.sendReport, { params: at(), body }))).toBe('notFound');
    const params = { ...at(), courseId: newId('course') };
    expect(outcome(await client.reply(reports.sendReport, { params, body: said('Куди') }))).toBe('notFound');
  });

  it('finds no room where so many of one person wait', async () => {
    const busy = await signIn((await createPerson(place.tree.unitId, ['learner'])).login);
    const sendOne = (count: number) =>
      busy.reply(reports.sendReport, { params: at(), body: said(`Помилка ${count}`) }).then(outcome);
    for (let count = 0; count < openReportsMax - 1; count += 1) expect(await sendOne(count)).toBe(200);
    expect(['tooManyReports', 'tooManyRequests', 200]).toContain(await sendOne(openReportsMax));
    expect(['tooManyReports', 'tooManyRequests']).toContain(await sendOne(openReportsMax + 1));
  });
});
