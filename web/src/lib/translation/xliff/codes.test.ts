import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markdownOf, runsOf, type Run } from './codes.ts';

/** Words as they are, signs in angle brackets. */
const shown = (runs: readonly Run[]): string =>
  runs
    .map((run) => {
      if (typeof run === 'string') return run;
      return 'code' in run ? `<${run.code}>` : `<${run.open}|${shown(run.runs)}|${run.close}>`;
    })
    .join('');

describe('a text in a translation program', () => {
  it.each([
    ['## Порядок дій', '<## >Порядок дій'],
    ['Див. [ст. 29](norm:art_1) і **право**.', 'Див. <[|ст. 29|](norm:art_1)> і <**|право|**>.'],
    ['Слово[^a1].\n\n[^a1]: Стаття 29.', 'Слово<[^a1]>.\n\n<[^a1]: >Стаття 29.'],
    ['1. **Описати.** Що\n2. Зняти\n   - здалеку', '<1. ><**|Описати.|**> Що\n<2. >Зняти\n<   - >здалеку'],
    ['> [!NOTE]\n> **Увага.** Не торкайтеся.', '<> [!NOTE]>\n<> ><**|Увага.|**> Не торкайтеся.'],
    ['| А | Б |\n|---|:-:|\n| 1 | 2 |', '<| >А< | >Б< |>\n<|---|:-:|>\n<| >1< | >2< |>'],
    ['![Схема місця](pictures/a.png "Рис. 1")', '<![|Схема місця|](pictures/a.png "Рис. 1")>'],
    ['Код `a * b` і https://zakon.rada.gov.ua/a_b_c', 'Код <`a * b`> і <https://zakon.rada.gov.ua/a_b_c>'],
    ['- [ ] Перевірити *уважно*', '<- [ ] >Перевірити <*|уважно|*>'],
    ['2 * 3 * 4 і snake_case_name, а \\*не так\\*', '2 * 3 * 4 і snake_case_name, а \\*не так\\*'],
    ['**[ст. 29](norm:art_1)** – так', '<**|<[|ст. 29|](norm:art_1)>|**> – так'],
    ['```\nкод | * \n```\nдалі', '<```\nкод | * \n```>\nдалі'],
  ])('%j', (markdown, expected) => {
    expect(shown(runsOf(markdown))).toBe(expected);
  });

  it('comes back as the very text it was, whatever it is', () => {
    const folder = 'content/courses';
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
    expect(texts.length).toBeGreaterThan(30);
    for (const name of texts) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      expect(markdownOf(runsOf(text)), name).toBe(text);
    }
    for (const text of ['', '*', '[a](', '![](', '[^', '**a', '`', '|', '> ', '[x]()', '\\', '\u2060**a**', '[[a]](b)'])
      expect(markdownOf(runsOf(text))).toBe(text);
  });

  it('comes to an end with a text made to have none', () => {
    for (const sign of ['[', '*', '|', '`', '> ', '![a', '[^', '_a', '**a'])
      expect(markdownOf(runsOf(sign.repeat(2000)))).toBe(sign.repeat(2000));
  });
});
