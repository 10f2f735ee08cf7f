import { describe, expect, it } from 'vitest';
import { QuestionContent } from '#contracts/question-kinds.ts';
import { readAiken } from './aiken.ts';
import { withBelow } from './collect.ts';
import { readCsvQuestions } from './csv/read.ts';
import { decoded, fileBytesMax } from './decode.ts';
import { questionIds } from './ids.ts';
import { outcomeOf, WrongQuestions } from './item.ts';
import { likelyLanguage } from './language.ts';
import { fitted } from './limits.ts';
import { readQuestions } from './read-file.ts';
import { formatOf } from './recognise.ts';
import { testTree } from '../editor/paste/test-tree.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark: boolean) => {
  const codes = Uint16Array.from([...(mark ? [0xfeff] : []), ...[...text].map((sign) => sign.charCodeAt(0))]);
  return new Uint8Array(codes.buffer);
};
const cp1251 = (text: string) =>
  Uint8Array.from([...text], (sign) => {
    const code = sign.charCodeAt(0);
    return code < 128 ? code : code - 0x410 + 0xc0;
  });
const reasonOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    return error instanceof WrongQuestions ? error.reason : error;
  }
  return undefined;
};

describe('the bytes of a file', () => {
  it('are read in whatever encoding they are', () => {
    expect(decoded(bytes('\ufeffЩо?\r\nТак'))).toBe('Що?\nТак');
    expect(decoded(utf16('Що?', true))).toBe('Що?');
    expect(decoded(utf16('What?', false))).toBe('What?');
    expect(decoded(cp1251('Привет'))).toBe('Привет');
    const koi8 = Uint8Array.from([...bytes('<?xml version="1.0" encoding="koi8-u"?><quiz>'), 0xc1]);
    expect(decoded(koi8)).toMatch(/а$/);
  });

  it('are refused where they are no text, none at all, or too many', () => {
    expect(reasonOf(() => decoded(new Uint8Array(0)))).toBe('empty');
    expect(reasonOf(() => decoded(new Uint8Array(fileBytesMax + 1)))).toBe('tooLarge');
    expect(reasonOf(() => decoded(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 8, 0)))).toBe('binary');
    expect(reasonOf(() => decoded(Uint8Array.of(0xff, 0xfe, 0x41)))).toBe('unreadable');
  });
});

describe('the format', () => {
  it.each([
    ['<?xml version="1.0"?><quiz/>', 'moodle'],
    ['\n {"format":"kurs-questions/1"}', 'bundle'],
    ['What?\nA. one\nB. two\nANSWER: A', 'aiken'],
    ['kind;ask;right\nsingle;Q;a', 'csv'],
    ['"ask","kind"\n', 'csv'],
    ['What?{=a ~b}', 'gift'],
    ['::Kind and ask:: kind, ask {T}', 'gift'],
    [' ', undefined],
  ])('of %j is %s', (text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it.each([
    ['Що називається критерієм оцінки ефективності поліції?', 'uk'],
    ['Что называется критерием оценки эффективности полиции?', 'ru'],
    ['Полиция тиімділігін бағалаудың негізгі өлшемі қандай?', 'kk'],
    ['What is the criterion of police effectiveness?', 'en'],
    ['<p class="question">Що є критерієм їхньої оцінки та довіри населення?</p>', 'uk'],
    ['1 + 1', 'kk'],
  ] as const)('%j is most likely %s', (text, language) => {
    expect(likelyLanguage(text, 'kk')).toBe(language);
  });
});

describe('Aiken', () => {
  it('reads choices of one, and says what is wrong with the others', () => {
    const items = readAiken(
      'What?\nA. one *\nB) two\nANSWER: B\n\nNo answer?\nA. one\nB. two\n\nOnly one?\nA. one\nANSWER: A\nStrange?\nA. one\nB. two\nANSWER: Z',
      { language: 'en' },
    ).map(fitted);
    expect(items.map((item) => [item.line, outcomeOf(item), item.notes[0]?.code])).toEqual([
      [1, 'kept', undefined],
      [6, 'dropped', 'noneRight'],
      [10, 'dropped', 'noAnswers'],
      [13, 'dropped', 'noneRight'],
    ]);
    expect(items[0]?.draft?.content.body).toMatchObject({
      options: [
        { text: { en: String.raw`one \*` }, share: 0 },
        { text: { en: 'two' }, share: 1 },
      ],
    });
  });
});

describe('a table', () => {
  const head = 'kind,ask,right,wrong,text,unit,scoring,tags,folder,difficulty,use,language\n';
  const rows = [
    'single,What?,Yes,No | Maybe,,,,law | force,Law / Search,2,practice,en',
    'multiple,"Which,\ntwo?",a | b,c,,,allOrNothing,,,,,',
    'true-false,Sure?,TRUE,,,,,,,,,',
    'Short text,Who?,trust* | faith,,,,,,,,,',
    'numeric,How long?,72 ± 0.5 | 3,,,h | d = 24,,,,,,',
    String.raw`matching,Match,a\|b = 1 | b = 2,3,,,,,,,,`,
    'ordering,Order,a | b | c,,,,position,,,,,',
    'gapFill,Fill,,,"[[trust | faith]] and [[a | ~b]]",,,,,,,',
    'essay,Why?,,,,,,,,,,',
    'drawing,Draw,,,,,,,,,,',
    'numeric,How?,many,,,,,,,,,',
  ];
  const items = readCsvQuestions(head + rows.join('\n'), { language: 'uk' }).map(fitted);

  it('holds every kind', () => {
    expect(items.map(({ kind }) => kind)).toEqual([
      'single',
      'multiple',
      'trueFalse',
      'shortText',
      'numeric',
      'matching',
      'ordering',
      'gapFill',
      'essay',
      'drawing',
      'numeric',
    ]);
    expect(items.map(({ line }) => line)).toEqual([2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(items.slice(9).map(({ notes }) => notes)).toEqual([
      [{ code: 'unknownKind', detail: 'drawing' }],
      [{ code: 'notNumber' }],
    ]);
    for (const { draft } of items.slice(0, 9)) {
      expect(QuestionContent.safeParse(draft?.content).error).toBeUndefined();
    }
  });

  it('says where a question stands and in which language it is', () => {
    expect(items[0]?.draft).toMatchObject({
      content: { ask: { en: 'What?' } },
      folder: ['Law', 'Search'],
      meta: { tags: ['law', 'force'], difficulty: 2, use: 'practice' },
    });
    expect(items[1]?.draft?.content.ask).toEqual({ uk: 'Which,\ntwo?' });
  });

  it('lacks a column it needs', () => {
    expect(reasonOf(() => readCsvQuestions('kind,right\na,b', { language: 'uk' }))).toBe('columns');
  });
});

describe('ids', () => {
  const file = (text: string) => readQuestions(text, 'uk', testTree);
  const [here, there] = ['org_01JCQ3ZZZZZZZZZZZZZZZZZZZZ', 'org_01JCQ3ZZZZZZZZZZZZZZZZZZZY'];
  const idsOf = async (text: string, organisationId = here!, from: string | null = null) => [
    ...(await questionIds(file(text).items, organisationId, from)).values(),
  ];

  it('follow from what the file says, wherever in it that stands', async () => {
    const [one, two] = ['Що?{=так ~ні}', 'Хто?{T}'];
    expect(await idsOf(`${one}\n\n${two}`)).toEqual(await idsOf(`${one}\n\n${two}`));
    expect((await idsOf(`${two}\n\n${one}`)).reverse()).toEqual(await idsOf(`${one}\n\n${two}`));
    expect(await idsOf(one!, there)).not.toEqual(await idsOf(one!));
    expect(new Set(await idsOf(`${one}\n\n${one}`)).size).toBe(2);
    for (const id of await idsOf(one!)) expect(id).toMatch(/^qst_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it('of a bundle are its own in the bank it came from', async () => {
    const id = 'qst_01JCQ3ZZZZZZZZZZZZZZZZZZZZ';
    const content = { ask: { uk: 'Що?' }, body: { kind: 'trueFalse', correct: true } };
    const text = JSON.stringify({ format: 'kurs-questions/1', questions: [{ id, content }] });
    expect(await idsOf(text, here, here!)).toEqual([id]);
    expect(await idsOf(text, there, here!)).not.toEqual([id]);
  });
});

it('a folder goes out with those below it, even if they go in circles', () => {
  const folder = (id: string, parentId: string | null) => ({
    id,
    parentId,
    name: id,
    revision: 1,
    sharedWith: 'nobody' as const,
    organisationIds: [],
  });
  const folders = [folder('a', 'c'), folder('b', 'a'), folder('c', 'b'), folder('d', null)];
  expect(withBelow('a', folders).sort()).toEqual(['a', 'b', 'c']);
  expect(withBelow('d', folders)).toEqual(['d']);
});
