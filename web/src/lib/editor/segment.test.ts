import { describe, expect, it } from 'vitest';
import { textModel } from '../markdown/text-model.ts';
import { node, textNode, type DocNode, type Mark } from './doc.ts';
import { sameReading } from './same-reading.ts';
import { canonical, nodesFrom, textFrom } from './segment.ts';

const texts = import.meta.glob<string>('../../../../content/courses/human-rights/lessons/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const kinds = (text: string) => nodesFrom(text).map(({ type }) => type);
const paragraph = (...content: DocNode[]) => [node('paragraph', content)];
const marked = (text: string, ...types: Mark['type'][]) =>
  textNode(
    text,
    types.map((type) => ({ type })),
  );

describe('the texts of a real course', () => {
  it.each(Object.keys(texts))('%s is understood and comes back as it reads', (path) => {
    const text = texts[path] ?? '';
    const nodes = nodesFrom(text);
    expect(nodes.map(({ type }) => type)).not.toContain('unknown');
    expect(sameReading(textModel(textFrom(nodes)), textModel(text))).toBe(true);
  });

  it('are all there', () => expect(Object.keys(texts).length).toBeGreaterThanOrEqual(40));

  it.each(Object.keys(texts))('%s: what was written once is written so for ever', (path) => {
    const once = canonical(texts[path] ?? '');
    expect(canonical(once)).toBe(once);
  });
});

describe('what an author may write', () => {
  const samples = [
    '## Заголовок\n\n### Менший\n\n#### Найменший',
    'Звичайний *курсив*, **жирний**, ~~закреслений~~, `код` і [посилання](https://example.org/a_b(c)).',
    '- один\n- два\n  - вкладений\n    1. перший\n    2. другий\n- три',
    '- один\n\n- два\n\n  ще абзац\n\n- три',
    '3. третій\n4. четвертий',
    '- [x] зроблено\n- [ ] ще ні\n- звичайний',
    '| A | Б | В |\n| :--- | :---: | ---: |\n| `a\\|b` | **ж** | 1 |\n|  | x |  |',
    '> Цитата\n>\n> - список\n> - у ній',
    '> [!NOTE]\n> **Назва**\n>\n> Текст\n>\n> 1. крок\n> 2. крок',
    '> [!TIP]\n> Коротко',
    '> [!WARNING]\n>\n> - одразу список',
    '> [!CAUTION]\n> **Лише назва**',
    '```js\nconst a = 1;\n\n```\n\nдалі',
    'Слово[^a] і ще раз[^a].\n\n[^a]: Нотатка з [джерелом](https://example.org)',
    'Далі[^b].\n\n[^b]: Перший абзац\n\n    другий абзац',
    'за [ст. 23](norm:art_01ARZ3NDEKTSV4RRFFQ69G5FAV) Закону',
    'рядок\\\nдругий рядок',
    '---',
    'один\n\n---\n\nдва',
    '**Підпис таблиці.**\n\n| A |\n| --- |\n| 1 |',
    'Текст ![схема](pictures/a.png "Підпис") далі',
    '**[жирне посилання](https://example.org)** і *[курсивне](https://example.org)*',
    '[A&b_c](https://example.org/?a=1&b=2)',
    '**жирний з *курсивом* усередині** і ***обидва***',
  ];
  it.each(samples)('%j', (text) => {
    const nodes = nodesFrom(text);
    expect(nodes.map(({ type }) => type)).not.toContain('unknown');
    expect(sameReading(textModel(textFrom(nodes)), textModel(text))).toBe(true);
    expect(nodesFrom(textFrom(nodes))).toEqual(nodes);
  });

  it('keeps the article that a reference leads to', () => {
    const [only] = nodesFrom('за [ст. 23](norm:art_01ARZ3NDEKTSV4RRFFQ69G5FAV)');
    expect(only?.content?.[1]?.marks).toEqual([
      { type: 'link', attrs: { href: 'norm:art_01ARZ3NDEKTSV4RRFFQ69G5FAV' } },
    ]);
  });
});

describe('signs of Markdown in plain words', () => {
  const sayings = [
    '1. не список',
    '- не список',
    '# не заголовок',
    '> не цитата',
    '2 * 3 * 4 = 24',
    'snake_case і _підкреслення_',
    '[не посилання](ні)',
    'a < b, <b>не жирний</b>, &amp; і &#60;',
    'знак | труба | знак',
    '`не код` і ~~не закреслено~~',
    'кінець\\',
    '![не картинка](x)',
    '[^1] не виноска',
    '==========',
    '+ плюс',
    'https://example.org/a_b_c?x=1&y=2',
    'ґрунт 😀 \u202eтекст\u202c',
    'a*b*c **d** e',
    ':--- | ---:',
  ];
  it.each(sayings)('%j stays what it is', (saying) => {
    const text = textFrom(paragraph(textNode(saying)));
    const words = JSON.stringify(textModel(text).blocks);
    expect(textModel(text).blocks).toHaveLength(1);
    expect(nodesFrom(text).map((each) => each.type)).toEqual(['paragraph']);
    expect(
      nodesFrom(text)[0]
        ?.content?.map((each) => each.text)
        .join(''),
      words,
    ).toBe(saying);
  });

  it('keeps bold that ends on punctuation inside a word', () => {
    const nodes = paragraph(marked('«слово»', 'bold'), textNode('далі'));
    expect(nodesFrom(textFrom(nodes))).toEqual(nodes);
  });

  it('keeps bold that begins with punctuation inside a word', () => {
    const nodes = paragraph(textNode('слово'), marked('«далі»', 'bold'));
    expect(nodesFrom(textFrom(nodes))).toEqual(nodes);
  });

  it('takes the spaces out of the mark', () => {
    expect(textFrom(paragraph(marked('слово ', 'bold'), textNode('далі')))).toBe('**слово** далі');
  });

  it('writes code with its own backticks', () => {
    const nodes = paragraph(marked('a `b` c', 'code'));
    expect(nodesFrom(textFrom(nodes))).toEqual(nodes);
  });
});

describe('what the editor does not know', () => {
  it.each([
    '<div class="x">\n\nтекст\n\n</div>',
    'Слово.\n\n[^зайва]: Нотатка, на яку ніщо не посилається',
    '> '.repeat(40) + 'глибоко',
  ])('%j stays word for word', (text) => {
    expect(kinds(text)).toEqual(['unknown']);
    expect(textFrom(nodesFrom(text))).toBe(text);
  });

  it('keeps the mark of a note that is explained elsewhere', () => {
    expect(textFrom(nodesFrom('Слово[^там].'))).toBe('Слово[^там].');
  });
});

describe('nothing to read', () => {
  it('is no text', () => {
    const list = node('bulletList', [node('listItem', [node('paragraph', [])], { checked: null })], { tight: true });
    expect(textFrom([list])).toBe('');
    expect(textFrom([node('paragraph', [textNode('  ')])])).toBe('');
  });

  it('control characters never leave', () => {
    expect(textFrom(paragraph(textNode('а\u0000б\u0007в\ud800')))).toBe('абв');
  });
});
