import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { courses } from '#contracts/courses.ts';
import { jobs } from '#contracts/jobs.ts';
import { noteMax, notes, type Note } from '#contracts/notes.ts';
import { people } from '#contracts/people.ts';
import { outcome } from '../support/people.ts';
import { createPerson, items, newId, settled, signIn, until, type Person, type TestClient } from '../support/stack.ts';
import { createPlace, lectureSeconds, type Place } from './learning.ts';

let place: Place;
beforeAll(async () => {
  place = await createPlace();
});

const passage = { quote: 'Право', before: '', after: ' є' };
async function newLearner(): Promise<{ person: Person; client: TestClient }> {
  const person = await createPerson(place.tree.unitId, ['learner']);
  return { person, client: await signIn(person.login) };
}
const at = (lessonId = place.law, noteId = newId('note')) => ({ courseId: place.courseId, lessonId, noteId });
const body = (text: string, revision: number | null = null) => ({ text, passage, language: 'uk' as const, revision });
const timed = (text: string, atSeconds: number) => ({
  ...{ text, passage: null, language: 'uk' as const, revision: null },
  moment: { lectureId: place.lectureId, atSeconds },
});
const write = (client: TestClient, text: string, params = at()) =>
  client.call(notes.putNote, { params, body: body(text) });
const all = async (client: TestClient, query: { lessonId?: string } = {}): Promise<Note[]> =>
  (await client.call(notes.notes, { params: { courseId: place.courseId }, query })).items;

describe('notes', () => {
  it('are kept with their passage, for the lesson and for the course, once however often they are sent', async () => {
    const { client } = await newLearner();
    const params = at();
    const made = await write(client, 'Запитати викладача', params);
    expect(made).toMatchObject({ text: 'Запитати викладача', passage, lessonId: place.law, revision: 1 });
    expect(await write(client, 'Запитати викладача', params)).toEqual(made);
    // two tabs of one device
    const twice = at(place.duty);
    const both = await Promise.all([write(client, 'Водночас', twice), write(client, 'Водночас', twice)]);
    expect(both[0]).toEqual(both[1]);
    const bookmark = await write(client, '', at(place.talk));
    expect(await all(client)).toHaveLength(3);
    expect(await all(client, { lessonId: place.talk })).toEqual([bookmark]);
  });

  it('are nobody else’s', async () => {
    const { client } = await newLearner();
    await write(client, 'Тільки моє');
    const admin = await signIn(place.tree.admin.login);
    expect(await all(admin)).toEqual([]);
    expect(await all((await newLearner()).client)).toEqual([]);
  });

  it('reworded on two devices are a conflict; removed on one and reworded on the other they come back', async () => {
    const { client } = await newLearner();
    const params = at();
    await write(client, 'Спершу', params);
    await client.call(notes.putNote, { params, body: body('Телефон', 1) });
    expect(outcome(await client.reply(notes.putNote, { params, body: body('Комп’ютер', 1) }))).toBe('conflict');
    expect(outcome(await client.reply(notes.removeNote, { params, query: { revision: '1' } }))).toBe('conflict');
    await client.call(notes.removeNote, { params, query: { revision: '2' } });
    expect(outcome(await client.reply(notes.removeNote, { params, query: { revision: '2' } }))).toBe(200);
    expect(await all(client)).toEqual([]);
    await client.call(notes.putNote, { params, body: body('Дописане без мережі', 2) });
    expect(await all(client)).toMatchObject([{ text: 'Дописане без мережі', revision: 3 }]);
  });

  it('belong to lessons one can read', async () => {
    const { client } = await newLearner();
    expect(outcome(await client.reply(notes.putNote, { params: at(newId('lesson')), body: body('Куди') }))).toBe(
      'notFound',
    );
    const params = { ...at(), courseId: newId('course') };
    expect(outcome(await client.reply(notes.putNote, { params, body: body('Куди') }))).toBe('notFound');
  });

  it('at a second of the lesson’s lecture stay there when they are reworded', async () => {
    const { client } = await newLearner();
    const params = at(place.talk);
    const made = await client.call(notes.putNote, { params, body: timed('Перевірити', 133) });
    const moment = { lectureId: place.lectureId, atSeconds: 133 };
    expect(made).toMatchObject({ text: 'Перевірити', passage: null, moment });
    expect(await client.call(notes.putNote, { params, body: timed('Перевірити', 133) })).toEqual(made);
    // what was written before there were such notes is sent without
    const later = { text: 'Перевірено', passage: null, language: 'uk' as const, revision: 1 };
    expect(await client.call(notes.putNote, { params, body: later })).toMatchObject({ moment, revision: 2 });
    const bookmark = await client.call(notes.putNote, { params: at(place.talk), body: timed('', 0) });
    expect(await all(client, { lessonId: place.talk })).toHaveLength(2);
    expect(bookmark.moment?.atSeconds).toBe(0);
  });

  it('have no second that their lesson’s lecture has not', async () => {
    const { client } = await newLearner();
    const put = (params: ReturnType<typeof at>, change: object) =>
      client.reply(notes.putNote, { params, body: { ...timed('Куди', 5), ...change } });
    const moment = (change: object) => ({ moment: { lectureId: place.lectureId, atSeconds: 5, ...change } });
    expect(outcome(await put(at(place.law), {}))).toBe('notFound');
    expect(outcome(await put(at(place.talk), moment({ lectureId: newId('lecture') })))).toBe('notFound');
    expect(outcome(await put(at(place.talk), moment({ atSeconds: lectureSeconds + 1 })))).toBe('notFound');
    for (const wrong of [moment({ atSeconds: -1 }), moment({ atSeconds: 1.5 }), { passage }])
      expect(outcome(await put(at(place.talk), wrong)), JSON.stringify(wrong)).toBe('invalid');
    expect(await all(client)).toEqual([]);
  });

  it('have limits', async () => {
    const { client, person } = await newLearner();
    const long = await client.reply(notes.putNote, { params: at(), body: body('ї'.repeat(noteMax + 1)) });
    expect(outcome(long)).toBe('invalid');
    await write(client, 'ї'.repeat(noteMax));
    expect(await items(`$progress#${person.id}`)).toMatchObject([{ text: 'ї'.repeat(noteMax) }, { notes: 1 }]);
  });

  it('are in what the person takes of their own data, and in nothing an administrator takes', async () => {
    const { client, person } = await newLearner();
    await write(client, 'Сокровенне');
    await client.call(notes.putNote, { params: at(place.talk), body: timed('Про себе', 133) });
    const admin = await signIn(place.tree.admin.login);
    const [own, theirs] = [newId('job'), newId('job')];
    await client.call(audit.startOwnExport, { body: { jobId: own } });
    await admin.call(audit.startPersonExport, { params: { personId: person.id }, body: { jobId: theirs } });
    const mine = await textsOf(client, own);
    expect(mine).toContain('Сокровенне');
    expect(mine).toContain(`${place.lectureId},133,Про себе`);
    expect(await textsOf(admin, theirs)).not.toMatch(/Сокровенне|Про себе/);
  });

  it('go with their person', async () => {
    const { client, person } = await newLearner();
    await write(client, 'Сокровенне');
    await client.call(notes.putNote, { params: at(place.talk), body: timed('Сокровенне', 3) });
    const admin = await signIn(place.tree.admin.login);
    const { revision } = await admin.call(people.person, { params: { personId: person.id } });
    const erasure = { jobId: newId('job'), mode: 'erase' as const, revision };
    await admin.call(people.erasePerson, { params: { personId: person.id }, body: erasure });
    await settled();
    expect(JSON.stringify(await items(`$progress#${person.id}`))).not.toContain('Сокровенне');
  });
});

async function textsOf(client: TestClient, jobId: string): Promise<string> {
  const { file } = await until(
    () => client.call(jobs.job, { params: { jobId } }),
    ({ state }) => state === 'succeeded',
  );
  const files = unzipSync(new Uint8Array(await (await fetch(file!.url)).arrayBuffer()));
  return Object.values(files)
    .map((bytes) => Buffer.from(bytes).toString())
    .join('\n');
}

describe('the texts of a course', () => {
  it('come together, in the asked language or the course’s first', async () => {
    const { client } = await newLearner();
    const found = await client.call(courses.texts, { params: { courseId: place.courseId }, query: { language: 'en' } });
    expect(found).toMatchObject({ version: 1, next: null });
    expect(found.items.map(({ number, language }) => `${number} ${language}`)).toEqual(['1 en', '2 uk', '3 uk']);
    const { lesson, text } = await client.call(courses.lesson, {
      params: { courseId: place.courseId, lessonId: place.law },
      query: { language: 'en' },
    });
    expect(found.items[0]).toMatchObject({ lessonId: lesson.id, text });
  });
});
