/** Blocks: each change is judged by itself, what was acknowledged is never lost, and what did not win is in the history. */
import { beforeAll, describe, expect, it } from 'vitest';
import { segmentMax, type BlockChange, type ChangeOutcome } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { requestOf } from '#contracts/request.ts';
import {
  addLesson,
  added,
  createDraft,
  joinTeam,
  lessonDraft,
  save,
  writeBlocks,
  written,
  type LessonKey,
} from '../support/authoring.ts';
import { outcome } from '../support/people.ts';
import {
  createAcademyTree,
  createPerson,
  newId,
  signIn,
  type AcademyTree,
  type Person,
  type TestClient,
} from '../support/stack.ts';

let tree: AcademyTree;
let second: Person;
let [author, colleague]: TestClient[] = [];
let courseId: string;
let lesson: LessonKey;

beforeAll(async () => {
  tree = await createAcademyTree();
  second = await createPerson(tree.academyId, ['instructor']);
  [author, colleague] = await Promise.all([tree.instructor, second].map(({ login }) => signIn(login)));
  courseId = (await createDraft(author!, tree.academyId)).id;
  await joinTeam(author!, courseId, second.id, 'author');
});

/** A lesson of its own with these texts. */
async function begin(...texts: string[]): Promise<string[]> {
  lesson = { courseId, lessonId: await addLesson(author!, courseId) };
  return writeBlocks(author!, lesson, ...texts);
}
const ended = (outcomes: ChangeOutcome[]) => outcomes.map((each) => each.outcome);
const texts = async (client = author!) =>
  (await lessonDraft(client, lesson)).blocks.map((block) => block.texts.uk?.text);
const entries = async () => (await author!.call(draftBlocks.history, { params: lesson, query: {} })).items;

describe('two authors', () => {
  it('in different blocks, and in different languages of one, do not meet', async () => {
    const [a = '', b = ''] = await begin('А', 'Б');
    const outcomes = await Promise.all([
      save(author!, lesson, written(a, 'А від Олени', { base: 1 })),
      save(colleague!, lesson, written(b, 'Б від Ірини', { base: 1 })),
      save(colleague!, lesson, written(a, 'A in English', { language: 'en', sourceRevision: 1 })),
    ]);
    expect(outcomes.map(ended)).toEqual([['saved'], ['saved'], ['saved']]);
    const { blocks } = await lessonDraft(colleague!, lesson);
    expect(blocks).toMatchObject([
      {
        id: a,
        texts: {
          uk: { text: 'А від Олени', revision: 2, by: { id: tree.instructor.id } },
          en: { text: 'A in English', revision: 1, sourceRevision: 1, by: { id: second.id } },
        },
      },
      { id: b, texts: { uk: { text: 'Б від Ірини', by: { id: second.id } } } },
    ]);
  });

  it('in the same block: one is saved, the other sees what stands, and both texts are in the history', async () => {
    const [a = ''] = await begin('А');
    const both = await Promise.all([
      save(author!, lesson, written(a, 'від Олени', { base: 1 })),
      save(colleague!, lesson, written(a, 'від Ірини', { base: 1 })),
    ]);
    expect(both.flatMap(ended).sort()).toEqual(['conflict', 'saved']);
    const standing = both.flat().find((each) => each.outcome === 'conflict')!.block!.texts.uk!;
    const lost = ['від Олени', 'від Ірини'].find((text) => text !== standing.text)!;
    expect(await entries()).toContainEqual(
      expect.objectContaining({ blockId: a, kind: 'conflict', text: lost, language: 'uk' }),
    );
    // who chooses the other one writes on what stands
    const [loser, who] = standing.by.id === second.id ? [author!, tree.instructor] : [colleague!, second];
    const [chosen] = await save(loser, lesson, written(a, lost, { base: standing.revision }));
    expect(chosen).toMatchObject({ outcome: 'saved', block: { texts: { uk: { text: lost, by: { id: who.id } } } } });
    const kept = (await entries()).map(({ kind, text }) => [kind, text]);
    expect(kept).toContainEqual(['write', standing.text]);
  });

  it('who add at the same spot are side by side', async () => {
    await begin();
    const ids = Array.from({ length: 6 }, () => newId('block'));
    await Promise.all(
      ids.map((id, index) => save(index % 2 ? author! : colleague!, lesson, added(id, 'a0'), written(id, id))),
    );
    expect((await texts()).sort()).toEqual(ids.sort());
  });
});

describe('what is sent twice', () => {
  it('at once or later is made once', async () => {
    const [a = ''] = await begin('А');
    const b = newId('block');
    const changes = [
      added(b, 'a5'),
      written(b, 'Б'),
      written(a, 'А знову', { base: 1 }),
      written(a, 'чуже', { base: 7 }),
    ];
    const answers = await Promise.all([save(author!, lesson, ...changes), save(author!, lesson, ...changes)]);
    answers.push(await save(author!, lesson, ...changes));
    expect(answers.map(ended)).toEqual(Array.from({ length: 3 }, () => ['saved', 'saved', 'saved', 'conflict']));
    const { blocks } = await lessonDraft(author!, lesson);
    expect(blocks.map(({ revision, texts: { uk } }) => [revision, uk?.text, uk?.revision])).toEqual([
      [1, 'А знову', 2],
      [1, 'Б', 1],
    ]);
    expect((await entries()).map(({ kind, text }) => [kind, text])).toEqual([['conflict', 'чуже']]);
  });

  it('in pieces by many at the same time loses nothing', async () => {
    await begin();
    const ids = Array.from({ length: 40 }, () => newId('block'));
    const one = (id: string) => [added(id, 'a0'), written(id, `текст ${id}`)];
    await Promise.all(
      [0, 1, 2, 3].map((turn) =>
        save(turn % 2 ? author! : colleague!, lesson, ...ids.slice(turn * 10, turn * 10 + 10).flatMap(one)),
      ),
    );
    expect((await texts()).sort()).toEqual(ids.map((id) => `текст ${id}`).sort());
  });
});

describe('a removed block', () => {
  const on = (op: 'remove' | 'restore', blockId: string, base = 1): BlockChange => ({ op, blockId, base });

  it('takes no text, keeps the one that was sent, and comes back with its own', async () => {
    const [a = '', b = ''] = await begin('А', 'Б');
    expect(ended(await save(author!, lesson, on('remove', a), on('remove', a)))).toEqual(['saved', 'saved']);
    const late = await save(colleague!, lesson, written(a, 'запізно', { base: 1 }), written(b, 'вчасно', { base: 1 }));
    expect(late).toMatchObject([{ outcome: 'gone', block: null }, { outcome: 'saved' }]);
    expect(await texts()).toEqual(['вчасно']);
    const kept = (await entries()).map(({ kind, text }) => [kind, text]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['remove', 'А'],
        ['conflict', 'запізно'],
      ]),
    );
    expect(ended(await save(author!, lesson, added(a, 'a0')))).toEqual(['gone']);
    expect(ended(await save(author!, lesson, on('restore', a), on('restore', a)))).toEqual(['saved', 'saved']);
    expect(await texts()).toEqual(['А', 'вчасно']);
  });

  it('removed by one while another moves it stays, for one of them', async () => {
    const [a = ''] = await begin('А');
    const both = await Promise.all([
      save(author!, lesson, on('remove', a)),
      save(colleague!, lesson, { op: 'place', blockId: a, base: 1, place: 'a7' }),
    ]);
    expect([
      ['saved', 'gone'],
      ['conflict', 'saved'],
    ]).toContainEqual(both.flatMap(ended));
  });
});

describe('bad input', () => {
  const post = (changes: BlockChange[]) => author!.reply(draftBlocks.saveBlocks, { params: lesson, body: { changes } });
  const table = `| а | б |\n|---|---|\n${'| раз | два |\n'.repeat(10_000)}`;

  it.each([
    ['a table of 10,000 rows', table],
    ['300 kB out of a word processor', 'слово '.repeat(50_000)],
    ['signs that take more room than letters', '漢'.repeat(segmentMax)],
  ])('%s is refused by name, and all else stays', async (_, text) => {
    const [a = ''] = await begin('А');
    const { status, body } = await post([written(a, 'Вчасно', { base: 1 }), written(a, text, { language: 'en' })]);
    expect([status, body.error]).toMatchObject([413, { code: 'tooLarge', details: { field: 'body.changes.1.text' } }]);
    expect(await texts()).toEqual(['А']);
    expect(ended(await save(author!, lesson, written(a, 'Вчасно', { base: 1 })))).toEqual(['saved']);
  });

  it('control characters and halves of characters are refused', async () => {
    const [a = ''] = await begin('А');
    for (const text of ['\u0000', '\u0007', '\ud800', 'а\r\nб'])
      expect((await post([written(a, text, { base: 1 })])).status).toBe(400);
  });

  it('RTL, emoji and nested Markdown are kept to the letter', async () => {
    const text =
      '> [!WARNING] **Увага**\n> - один\n>   - ```sh\n>     rm -rf "*"\n>     ```\n>     1. שלום ‏مرحبا‏ 👩🏽‍✈️ 🇺🇦\n\n' +
      '| а | б |\n|:--|--:|\n| `x|y` | <script>alert(1)</script> |\n\n[ст. 23](norm:art_1)[^1]\n\n[^1]: ә ғ қ ң ө ұ ү һ ﷽\t\u00a0end  ';
    const [a = ''] = await begin('А');
    await save(author!, lesson, written(a, text, { base: 1 }));
    expect(await texts()).toEqual([text]);
  });

  it(
    'a lesson holds so many blocks; the rest is refused and what is there can be changed',
    { timeout: 60_000 },
    async () => {
      const ids = await begin(...Array.from({ length: 400 }, (_, index) => `Б${index}`));
      expect(outcome(await post([added(newId('block'), 'Zz')]))).toBe('lessonFull');
      expect(ended(await save(author!, lesson, written(ids[399]!, 'останній', { base: 1 })))).toEqual(['saved']);
      expect(await texts()).toHaveLength(400);
    },
  );

  it('a body larger than two megabytes, or a change that is none, changes nothing', async () => {
    const [a = ''] = await begin('А');
    const changes = Array.from({ length: 50 }, () => written(a, 'ї'.repeat(segmentMax), { base: 1 }));
    expect(outcome(await post(changes))).toBe('tooLarge');
    const { path, ...init } = requestOf(draftBlocks.saveBlocks, { params: lesson, body: { changes: [] } });
    const sent = (body: unknown) => author!.fetch(path, { ...init, body: JSON.stringify(body) });
    for (const body of [{ changes: [{ op: 'burn', blockId: a }] }, { changes: [] }, { changes: null }])
      expect((await sent(body)).status).toBe(400);
    expect(await texts()).toEqual(['А']);
  });

  it('a block of another lesson is not there', async () => {
    const [a = ''] = await begin('А');
    await begin('Б');
    expect(ended(await save(author!, lesson, written(a, 'В', { base: 1 })))).toEqual(['gone']);
    expect(await texts()).toEqual(['Б']);
  });
});

it('the history comes in pages, the latest first', async () => {
  const [a = ''] = await begin('0');
  for (let turn = 1; turn <= 30; turn += 1)
    await save(turn % 2 ? colleague! : author!, lesson, written(a, String(turn), { base: turn }));
  const first = await author!.call(draftBlocks.history, { params: lesson, query: {} });
  const rest = await author!.call(draftBlocks.history, { params: lesson, query: { cursor: first.next! } });
  const shown = [...first.items, ...rest.items].map(({ text }) => Number(text));
  expect(shown).toEqual(Array.from({ length: 30 }, (_, index) => 29 - index));
  expect(rest.next).toBeNull();
});
