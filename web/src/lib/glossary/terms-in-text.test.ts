import { describe, expect, it } from 'vitest';
import type { Language, Localised } from '#contracts/common.ts';
import { termFinder } from './terms-in-text.ts';

const glossary: { code: string; word: Localised }[] = [
  { code: 'detained', word: { uk: 'затриманий', ru: 'задержанный', kk: 'ұсталған адам', en: 'detained person' } },
  { code: 'detention', word: { uk: 'затримання', ru: 'задержание', kk: 'ұстау', en: 'detention' } },
  {
    code: 'moment',
    word: { uk: 'момент затримання', ru: 'момент задержания', kk: 'ұстау сәті', en: 'moment of detention' },
  },
  {
    code: 'judge',
    word: { uk: 'слідчий суддя', ru: 'следственный судья', kk: 'тергеу судьясы', en: 'investigating judge' },
  },
  { code: 'investigator', word: { uk: 'слідчий', ru: 'следователь', kk: 'тергеуші', en: 'investigator' } },
  {
    code: 'violence',
    word: {
      uk: 'домашнє насильство',
      ru: 'домашнее насилие',
      kk: 'отбасылық зорлық-зомбылық',
      en: 'domestic violence',
    },
  },
  {
    code: 'affected',
    word: { uk: 'постраждала особа', ru: 'пострадавшее лицо', kk: 'зардап шеккен адам', en: 'affected person' },
  },
  { code: 'complaint', word: { uk: 'скарга', ru: 'жалоба', kk: 'шағым', en: 'complaint' } },
  { code: 'risk', word: { uk: 'оцінка ризиків', ru: 'оценка рисков', kk: 'тәуекелді бағалау', en: 'risk assessment' } },
  {
    code: 'measure',
    word: { uk: 'захід примусу', ru: 'мера принуждения', kk: 'мәжбүрлеу шарасы', en: 'coercive measure' },
  },
  { code: 'police', word: { uk: 'поліцейський', ru: 'полицейский', kk: 'полиция қызметкері', en: 'police officer' } },
  {
    code: 'camera',
    word: { uk: 'боді-камера', ru: 'нагрудная камера', kk: 'кеудеге тағатын камера', en: 'body camera' },
  },
  {
    code: 'data',
    word: { uk: 'персональні дані', ru: 'персональные данные', kk: 'дербес деректер', en: 'personal data' },
  },
  {
    code: 'defender',
    word: { uk: 'право на захисника', ru: 'право на защитника', kk: 'қорғаушы алу құқығы', en: 'right to a defender' },
  },
  { code: 'protocol', word: { uk: 'протокол', ru: 'протокол', kk: 'хаттама', en: 'report' } },
  { code: 'statement', word: { uk: 'заява', ru: 'заявление', kk: 'арыз', en: 'report' } },
];

const found = (text: string, language: Language) =>
  termFinder(
    glossary,
    language,
  )(text).map(({ start, end, terms }) => `${text.slice(start, end)} = ${terms.map(({ code }) => code).join('+')}`);

describe('terms in a text', () => {
  it.each<[Language, string, string[]]>([
    ['uk', 'Затриманого доставили; права затриманих.', ['Затриманого = detained', 'затриманих = detained']],
    [
      'uk',
      'Підстав для затримання й протоколів затримань немає.',
      ['затримання = detention', 'протоколів = protocol', 'затримань = detention'],
    ],
    ['uk', 'Із моменту затримання минула година.', ['моменту затримання = moment']],
    ['uk', 'Слідчого судді немає, є слідчі.', ['Слідчого судді = judge', 'слідчі = investigator']],
    [
      'uk',
      'Жертви домашнього насильства та постраждалих осіб.',
      ['домашнього насильства = violence', 'постраждалих осіб = affected'],
    ],
    [
      'uk',
      'У скарзі йдеться про оцінку ризиків; скарг багато, оцінок ризиків теж.',
      ['скарзі = complaint', 'оцінку ризиків = risk', 'скарг = complaint', 'оцінок ризиків = risk'],
    ],
    ['uk', 'Заходи примусу та захід\u00a0примусу.', ['Заходи примусу = measure', 'захід\u00a0примусу = measure']],
    ['uk', 'Боді-камерою знято персональних даних небагато.', ['Боді-камерою = camera', 'персональних даних = data']],
    ['uk', 'Поліція, заявник і затримка – не те саме.', []],
    [
      'ru',
      'Задержанного, с момента задержания; он задержан.',
      ['Задержанного = detained', 'момента задержания = moment'],
    ],
    [
      'ru',
      'Следственному судье, следователям, о домашнем насилии.',
      ['Следственному судье = judge', 'следователям = investigator', 'домашнем насилии = violence'],
    ],
    [
      'ru',
      'Пострадавших лиц, мерами принуждения, персональным данным, в жалобах.',
      [
        'Пострадавших лиц = affected',
        'мерами принуждения = measure',
        'персональным данным = data',
        'жалобах = complaint',
      ],
    ],
    ['kk', 'Ұсталған адамның құқығы, ұстау сәтінен бастап.', ['Ұсталған адамның = detained', 'ұстау сәтінен = moment']],
    [
      'kk',
      'Мәжбүрлеу шараларын, полиция қызметкерлеріне, шағымдарды.',
      ['Мәжбүрлеу шараларын = measure', 'полиция қызметкерлеріне = police', 'шағымдарды = complaint'],
    ],
    [
      'kk',
      'Қорғаушы алу құқығын түсіндіру; отбасылық зорлық-зомбылықтан.',
      ['Қорғаушы алу құқығын = defender', 'отбасылық зорлық-зомбылықтан = violence'],
    ],
    [
      'en',
      'Police officers hear complaints of detained persons.',
      ['Police officers = police', 'complaints = complaint', 'detained persons = detained'],
    ],
    ['en', 'The investigating judge’s report.', ['investigating judge’s = judge', 'report = protocol+statement']],
  ])('%s: %s', (language, text, expected) => {
    expect(found(text, language)).toEqual(expected);
  });

  it('is not found across a sentence or another sign', () => {
    expect(found('постраждала, особа; момент. Затримання', 'uk')).toEqual(['Затримання = detention']);
  });
  it('looks only for words the language has', () => {
    expect(termFinder([{ word: { uk: 'скарга' } }], 'en')('скарга')).toEqual([]);
  });
});
