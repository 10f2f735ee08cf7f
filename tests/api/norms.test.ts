/** Norms: dated wordings, search, the framework, and all of it as CSV. */
import { beforeAll, describe, expect, it } from 'vitest';
import { audit } from '#contracts/audit.ts';
import { jobs } from '#contracts/jobs.ts';
import { norms, type CsvKind } from '#contracts/norms.ts';
import { newArticle, newCode, wording } from '../support/norms.ts';
import { outcome } from '../support/people.ts';
import {
  academyDay,
  createAcademyTree,
  nationalAdmin,
  newId,
  now,
  records,
  signIn,
  until,
  type AcademyTree,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let admin: TestClient;
let instructor: TestClient;

beforeAll(async () => {
  tree = await createAcademyTree();
  [admin, instructor] = await Promise.all([nationalAdmin(), signIn(tree.instructor.login)]);
});

const put = (made: ReturnType<typeof newArticle>) => admin.call(norms.putArticle, made);
const found = async (client: TestClient, query: { q?: string; actId?: string; topic?: string; day?: string }) =>
  (await client.call(norms.articles, { query })).items;

describe('an article', () => {
  const old = wording('Стара редакція', { validUntil: '2024-01-01' });
  const present = wording('Нова редакція', { validFrom: '2024-01-01' });

  it('is shown to everybody in the wording of the day', async () => {
    const made = newArticle([old, present]);
    await put(made);
    const on = async (day?: string) =>
      (await instructor.call(norms.article, { params: made.params, query: day ? { day } : {} })).wording?.text.uk;
    expect([await on('2023-12-31'), await on('2024-01-01'), await on()]).toEqual([
      ...['Стара редакція', 'Нова редакція', 'Нова редакція'],
    ]);
    const shown = await instructor.call(norms.article, { params: made.params, query: {} });
    expect(shown).toMatchObject({ code: made.body.code, mayChange: false, wordings: [present, old], revision: 1 });
    expect(shown.act.title.uk).toBe(made.body.newAct.title.uk);
  });

  it('put twice is put once; by two people at once, the second is told', async () => {
    const made = newArticle();
    expect(await put(made)).toEqual(await put(made));
    const changed = { ...made, body: { ...made.body, reference: 'ст. 24', revision: 1 } };
    expect((await admin.call(norms.putArticle, changed)).revision).toBe(2);
    expect((await admin.call(norms.putArticle, changed)).revision).toBe(2);
    const late = { ...made, body: { ...made.body, reference: 'ст. 25', revision: 1 } };
    expect(outcome(await admin.reply(norms.putArticle, late))).toBe('conflict');
    expect((await records(made.params.articleId)).map(({ type }) => type)).toEqual([
      ...['norms.articleChanged', 'norms.articleChanged'],
    ]);
  });

  it('keeps its code, which is nobody else’s', async () => {
    const made = newArticle();
    await put(made);
    const other = newArticle();
    const withSame = { ...other, body: { ...other.body, code: made.body.code } };
    expect(outcome(await admin.reply(norms.putArticle, withSame))).toBe('idTaken');
    const renamed = { ...made, body: { ...made.body, code: newCode(), revision: 1 } };
    expect(outcome(await admin.reply(norms.putArticle, renamed))).toBe('idTaken');
  });

  it.each([
    ['two wordings on one day', [old, wording('Інша')], 'normPeriodsOverlap'],
    ['no wording', [], 'invalid'],
    ['a day that is none', [wording('Текст', { validFrom: '2025-02-30' })], 'invalid'],
    ['a script as its source', [wording('Текст', { source: 'javascript:alert(1)' })], 'invalid'],
    ['a line that turns around', [wording('\u202eтекст')], 'invalid'],
    ['a text without end', [wording('т'.repeat(4001))], 'invalid'],
  ])('is refused with %s', async (_, wordings, expected) => {
    expect(outcome(await admin.reply(norms.putArticle, newArticle(wordings)))).toBe(expected);
  });

  it('needs an act', async () => {
    const { params, body } = newArticle();
    const { newAct: _, ...without } = body;
    expect(outcome(await admin.reply(norms.putArticle, { params, body: without }))).toBe('invalid');
    expect(outcome(await instructor.reply(norms.article, { params, query: {} }))).toBe('notFound');
  });

  it('is changed by the national body alone', async () => {
    expect(outcome(await (await signIn(tree.admin.login)).reply(norms.putArticle, newArticle()))).toBe('notAllowed');
  });

  it('shows the auditor what was changed', async () => {
    const made = newArticle();
    await put(made);
    await admin.call(norms.putArticle, { ...made, body: { ...made.body, reference: 'ст. 99', revision: 1 } });
    const day = academyDay(await now());
    const organisationId = (await admin.call(audit.ownRecord, {})).roles[0]!.organisation.id;
    const asked = { params: { organisationId, day }, query: { only: 'changes' as const } };
    const { items } = await until(
      () => admin.call(audit.dayRecords, asked),
      ({ items: rows }) => rows.some(({ change }) => change?.after['reference'] === 'ст. 99'),
    );
    const row = items.find(({ change }) => change?.after['reference'] === 'ст. 99');
    expect(row).toMatchObject({
      type: 'norms.articleChanged',
      data: { code: made.body.code, revision: 2 },
      change: { before: { reference: 'ст. 23 ч. 1' }, after: { reference: 'ст. 99' } },
    });
  });
});

describe('a search', () => {
  it('finds by code, reference, act and text, of an act and a topic', async () => {
    const made = newArticle([
      wording(`Здоров’я ${newCode()}`, { text: { uk: 'Здоров’я', en: `Health ${newCode()}` } }),
    ]);
    const topic = newCode('topic');
    made.body.topics = [topic];
    await put(made);
    const { code, actId, newAct } = made.body;
    for (const query of [{ q: code }, { q: `${code} ст. 23` }, { q: `${code} ЗДОРОВ'Я` }, { q: newAct.title.en }])
      expect(await found(instructor, query), query.q).toMatchObject([{ id: made.params.articleId }]);
    for (const query of [{ actId }, { topic }, { actId, topic, q: 'health' }])
      expect(await found(instructor, query)).toMatchObject([{ id: made.params.articleId }]);
    for (const query of [{ q: `${code} 24` }, { actId, q: 'немає' }, { actId, topic: 'інша' }])
      expect(await found(instructor, query)).toEqual([]);
    const { items, topics } = await instructor.call(norms.acts, {});
    expect(items.find(({ id }) => id === actId)).toMatchObject({ articles: 1, title: newAct.title });
    expect(topics).toContain(topic);
  });

  it('says that there was no wording on the day', async () => {
    const made = newArticle([wording('Текст', { validFrom: '2030-01-01' })]);
    await put(made);
    expect(await found(instructor, { q: made.body.code })).toMatchObject([{ wording: null }]);
    expect(await found(instructor, { q: made.body.code, day: '2030-01-01' })).toMatchObject([
      { wording: { text: { uk: 'Текст' } } },
    ]);
  });

  it('comes in pages, each article once; another’s cursor leads nowhere', async () => {
    const act = newCode('act');
    const lines = Array.from({ length: 60 }, (_, index) => `${act}-${index},${act},Акт ${act},ст. ${index},Текст,A`);
    await imported('articles', ['code,act,act_uk,reference,text_uk,grade', ...lines]);
    const actId = (await instructor.call(norms.acts, {})).items.find(({ code }) => code === act)!.id;
    const first = await instructor.call(norms.articles, { query: { actId } });
    expect(first.items).toHaveLength(50);
    const rest = await instructor.call(norms.articles, { query: { actId, cursor: first.next! } });
    const codes = [...first.items, ...rest.items].map(({ code }) => code);
    expect(codes).toEqual(lines.map((_, index) => `${act}-${index}`));
    expect(rest.next).toBeNull();
    const stolen = { query: { actId, cursor: first.next! } };
    expect(outcome(await admin.reply(norms.articles, stolen))).toBe('cursorInvalid');
  });
});

describe('the framework', () => {
  const competence = (of: Partial<Parameters<typeof body>[0]> = {}) => body({ code: newCode('c'), ...of });
  const body = (of: { code: string; parentId?: string | null; revision?: number | null; name?: string }) => ({
    code: of.code,
    parentId: of.parentId ?? null,
    name: { uk: of.name ?? 'Уміння' },
    description: null,
    retired: false,
    revision: of.revision ?? null,
  });
  const place = (id: string, made: ReturnType<typeof body>) =>
    admin.reply(norms.putCompetence, { params: { competenceId: id }, body: made });

  it('is a tree, parents first, in which nothing hangs below itself', async () => {
    const [top, below] = [newId('competence'), newId('competence')];
    const [one, two] = [competence(), competence({ parentId: top })];
    expect(outcome(await place(top, one))).toBe(200);
    expect(outcome(await place(below, two))).toBe(200);
    expect(outcome(await place(top, { ...one, parentId: below, revision: 1 }))).toBe('competenceCircle');
    expect(outcome(await place(top, { ...one, parentId: top, revision: 1 }))).toBe('competenceCircle');
    expect(outcome(await place(newId('competence'), competence({ parentId: newId('competence') })))).toBe('invalid');
    const { items, mayChange } = await instructor.call(norms.competences, {});
    const order = items.map(({ id }) => id);
    expect(order.indexOf(top)).toBeLessThan(order.indexOf(below));
    expect(mayChange).toBe(false);
  });

  it('put twice is put once; two who move things into each other make no circle', async () => {
    const [a, b] = [newId('competence'), newId('competence')];
    const [one, two] = [competence(), competence()];
    for (const [id, made] of [
      [a, one],
      [b, two],
      [a, one],
    ] as const)
      expect((await place(id, made)).status).toBe(200);
    const outcomes = await Promise.all([
      place(a, { ...one, parentId: b, revision: 1 }),
      place(b, { ...two, parentId: a, revision: 1 }),
    ]);
    expect(outcomes.map(outcome).sort()).toEqual([200, 'competenceCircle']);
  });
});

const text = (lines: string[]) => lines.join('\r\n');
const check = (kind: CsvKind, lines: string[]) => admin.call(norms.checkCsv, { body: { kind, text: text(lines) } });

/** Takes a file and answers the job when it has ended. */
async function imported(kind: CsvKind, lines: string[], jobId = newId('job')) {
  await admin.call(norms.importCsv, { body: { jobId, kind, text: text(lines) } });
  return until(
    () => admin.call(jobs.job, { params: { jobId } }),
    ({ state }) => state !== 'running',
    60,
  );
}

describe('as CSV', () => {
  const heading = 'code,act,act_uk,reference,valid_from,valid_until,text_uk,grade,topics';
  const line = (code: string, uk: string) => `${code},${code}-act,Акт,ст. 1,,,${uk},A,затримання | строки`;

  it('is checked before anything is written, then taken once', async () => {
    const [code, bad] = [newCode(), newCode()];
    const lines = [heading, line(code, 'Текст'), line(bad, '')];
    expect(await check('articles', lines)).toMatchObject({
      added: 1,
      leftOut: 1,
      faults: [{ line: 3, column: 'text_uk', reason: 'missing' }],
    });
    expect(await found(instructor, { q: code })).toEqual([]);
    const jobId = newId('job');
    const job = await imported('articles', lines, jobId);
    expect(job).toMatchObject({ state: 'succeeded', result: { added: '1', changed: '0', leftOut: '1' } });
    expect(await imported('articles', lines, jobId)).toEqual(job);
    expect(await found(instructor, { q: code })).toMatchObject([{ code, topics: ['затримання', 'строки'] }]);
    expect((await records(jobId)).map(({ type }) => type)).toContain('norms.imported');
    const other = { jobId, kind: 'terms' as const, text: text(lines) };
    expect(outcome(await admin.reply(norms.importCsv, { body: other }))).not.toBe(200);
  });

  it('changes what is there, with a fact for each, and leaves the rest alone', async () => {
    const [one, two] = [newCode(), newCode()];
    await imported('articles', [heading, line(one, 'Раз'), line(two, 'Два')]);
    const again = [heading, line(one, 'Раз'), line(two, 'Інакше')];
    expect(await check('articles', again)).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    await imported('articles', again);
    const [row] = await found(instructor, { q: two });
    expect(row?.wording?.text.uk).toBe('Інакше');
    expect((await records(row!.id)).map(({ type }) => type)).toEqual(['norms.articleChanged']);
    expect(await check('articles', again)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  });

  it('goes out as it can come in, harmless to a spreadsheet', async () => {
    const code = newCode();
    await imported('articles', [heading, line(code, '"=HYPERLINK(""https://evil.example"")"')]);
    const answer = await instructor.fetch('/api/norms/csv/articles');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    const file = bytes.toString('utf8');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const row = file.split('\r\n').find((each) => each.startsWith(`${code},`));
    expect(row).toContain(`"'=HYPERLINK(`);
    const rows = [file.split('\r\n')[0]!, row!];
    expect(await check('articles', rows)).toMatchObject({ added: 0, changed: 0, unchanged: 1, faults: [] });
  });

  it('brings competences parents first, and terms', async () => {
    const [top, below] = [newCode('c'), newCode('c')];
    const job = await imported('competences', ['code,parent,name_uk', `${below},${top},Нижче`, `${top},,Вище`]);
    expect(job).toMatchObject({ state: 'succeeded', result: { added: '2' } });
    const { items } = await instructor.call(norms.competences, {});
    const parent = items.find(({ code }) => code === top);
    expect(items.find(({ code }) => code === below)?.parentId).toBe(parent?.id);
    const word = newCode('term');
    await imported('terms', ['code,area,word_uk,word_en', `${word},право,Слово,Word`]);
    const { items: terms } = await instructor.call(norms.terms, { query: { language: 'en' } });
    expect(terms.find(({ code }) => code === word)).toMatchObject({ word: { uk: 'Слово', en: 'Word' } });
  });

  it.each([
    ['a picture', '\u0000PNG'],
    ['other columns', 'a,b\r\n1,2'],
    ['nothing', heading],
  ])('is refused with %s', async (_, wrong) => {
    const body = { kind: 'articles' as const, text: wrong };
    expect(outcome(await admin.reply(norms.checkCsv, { body }))).toBe('importFileWrong');
    expect(outcome(await admin.reply(norms.importCsv, { body: { ...body, jobId: newId('job') } }))).toBe(
      'importFileWrong',
    );
  });
});
