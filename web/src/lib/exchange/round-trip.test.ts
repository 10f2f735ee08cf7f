import { describe, expect, it } from 'vitest';
import { QuestionContent } from '#contracts/question-kinds.ts';
import { readBundle, writeBundle } from './bundle/bundle.ts';
import { readCsvQuestions } from './csv/read.ts';
import { writeCsvQuestions } from './csv/write.ts';
import { decoded } from './decode.ts';
import { readGift } from './gift/read.ts';
import { writeGift } from './gift/write.ts';
import type { Item } from './item.ts';
import { fitted } from './limits.ts';
import { readMoodle } from './moodle/read.ts';
import { writeMoodle } from './moodle/write.ts';
import type { OutQuestion } from './outgoing.ts';
import { formatOf } from './recognise.ts';
import { questionsOfAllKinds } from './test-questions.ts';
import { testTree } from '../editor/paste/test-tree.ts';

const read = { language: 'en', treeOf: testTree } as const;
const backFrom = {
  gift: (text: string) => readGift(text, read),
  moodle: (text: string) => readMoodle(text, read).items,
};
const saysOf = ({ content, meta, folder }: Pick<OutQuestion, 'content' | 'meta' | 'folder'>) => ({
  content,
  tags: meta.tags,
  folder,
});
const cameBack = (item: Item) =>
  item.draft && { content: item.draft.content, tags: item.draft.meta.tags, folder: item.draft.folder };

describe('out and in again', () => {
  it('the samples are questions as the contract has them', () => {
    for (const { content } of questionsOfAllKinds) expect(QuestionContent.safeParse(content).error).toBeUndefined();
  });

  it('Moodle XML: every kind comes back as it was', () => {
    const { text, report } = writeMoodle(questionsOfAllKinds, { language: 'en', pictures: new Map() });
    expect(formatOf(text)).toBe('moodle');
    const items = backFrom.moodle(text).map(fitted);
    expect(items.map(cameBack)).toEqual(questionsOfAllKinds.map(saysOf));
    expect(items.flatMap(({ notes }) => notes)).toEqual([]);
    expect(report.every(({ kept, notes }) => kept && notes.length === 0)).toBe(true);
  });

  it('GIFT: every kind it knows comes back as it was, the others are named', () => {
    const { text, report } = writeGift(questionsOfAllKinds, 'en');
    expect(formatOf(text)).toBe('gift');
    const known = questionsOfAllKinds.filter(({ content }) => !['ordering', 'gapFill'].includes(content.body.kind));
    const items = backFrom.gift(text).map(fitted);
    expect(items.map(cameBack)).toEqual(known.map(saysOf));
    expect(items.flatMap(({ notes }) => notes)).toEqual([]);
    expect(report.filter(({ kept }) => !kept).map(({ question }) => question.content.body.kind)).toEqual([
      'ordering',
      'gapFill',
    ]);
  });

  it('the bundle: everything comes back, in all languages, with ids', () => {
    const origin = { organisationId: 'org_01JCQ3ZZZZZZZZZZZZZZZZZZZZ', at: '2026-11-22T08:00:00.000Z' };
    const whole = questionsOfAllKinds.map((question, at) => ({
      ...question,
      content: { ...question.content, ask: { ...question.content.ask, uk: 'Що?', kk: 'Не?' } },
      meta: {
        ...question.meta,
        difficulty: 3,
        use: at % 2 ? ('exam' as const) : ('practice' as const),
        competences: [],
        norms: [],
      },
    }));
    const text = writeBundle(whole, new Map(), origin);
    expect(formatOf(text)).toBe('bundle');
    const read = readBundle(text);
    const items = read.items.map(fitted);
    expect(
      items.map(({ draft, line }) => [draft?.sourceId, draft?.content, draft?.meta, draft?.folder, line > 1]),
    ).toEqual(whole.map(({ id, content, meta, folder }) => [id, content, meta, folder, true]));
    expect(read.organisationId).toBe(origin.organisationId);
  });

  it('CSV: what a table can hold comes back', () => {
    const { text, report } = writeCsvQuestions(questionsOfAllKinds, 'en');
    expect(formatOf(decoded(new TextEncoder().encode(text)))).toBe('csv');
    const items = readCsvQuestions(text.slice(1), { language: 'uk' }).map(fitted);
    const plain = questionsOfAllKinds.flatMap((question, at) => (report[at]!.notes.length === 0 ? [at] : []));
    expect(plain.map((at) => questionsOfAllKinds[at]!.content.body.kind)).toEqual(['matching', 'ordering', 'essay']);
    expect(items.map(({ kind }) => kind)).toEqual(questionsOfAllKinds.map(({ content }) => content.body.kind));
    for (const at of plain) expect(items[at]!.draft?.content).toEqual(questionsOfAllKinds[at]!.content);
    expect(items.every(({ draft }) => QuestionContent.safeParse(draft?.content).success)).toBe(true);
  });

  it('pictures lie in Moodle XML and come back', () => {
    const ref = 'media:mda_01JCQ3ZZZZZZZZZZZZZZZZZZZZ';
    const picture = { ref, name: 'a map (1).png', type: 'image/png', data: Uint8Array.of(1, 2, 3) };
    const question = {
      ...questionsOfAllKinds[4]!,
      content: { ...questionsOfAllKinds[4]!.content, ask: { en: `Where? ![A map](${ref})` } },
    };
    const { text } = writeMoodle([question], { language: 'en', pictures: new Map([[ref, picture]]) });
    const { items, pictures } = readMoodle(text, read);
    expect(pictures).toEqual([{ ...picture, ref: 'media:file-1' }]);
    expect(items[0]?.draft?.content.ask).toEqual({ en: 'Where? ![A map](media:file-1)' });
  });
});
