/**
 * The words of the printed page, by its language. They stand here and not in web/messages: the page is made where nobody’s
 * browser is, once for everybody who will ever read it. Pure.
 */
import type { Language } from '#contracts/common.ts';
import type { Printed } from '#contracts/statements.ts';

interface Words {
  title: string;
  number: (number: string) => string;
  learner: string;
  course: string;
  version: string;
  extent: string;
  period: string;
  result: string;
  issued: string;
  issuer: string;
  completed: string;
  points: (reached: string, of: string) => string;
  byItself: string;
  between: (from: string, to: string) => string;
  hours: (count: string, form: Intl.LDMLPluralRule) => string;
  each: (minutes: string) => string;
  plan: string;
  hoursAndMinutes: (hours: number, minutes: number) => string;
  source: (source: string, since: string) => string;
  check: string;
  how: string;
  code: string;
  valid: string;
  qr: (address: string) => string;
  logo: (academy: string) => string;
  page: (page: number, pages: number) => string;
}

const uk: Words = {
  title: 'Довідка про завершення курсу',
  number: (number) => `№ ${number}`,
  learner: 'Слухач',
  course: 'Завершений курс',
  version: 'Версія курсу',
  extent: 'Обсяг',
  period: 'Навчання',
  result: 'Результат',
  issued: 'Дата видачі',
  issuer: 'Відповідальна особа',
  completed: 'Курс завершено повністю',
  points: (reached, of) => `Бали за тести: ${reached} із ${of}`,
  byItself: 'Видано автоматично після завершення курсу',
  between: (from, to) => `${from} – ${to}`,
  hours: (count, form) =>
    `${count} ${form === 'one' ? 'академічна година' : form === 'few' ? 'академічні години' : 'академічних годин'}`,
  each: (minutes) => `по ${minutes} хв`,
  plan: 'за планом курсу',
  hoursAndMinutes: (hours, minutes) => duration(hours, minutes, 'год', 'хв'),
  source: (source, since) => `Облік годин: ${source}, діє з ${since}`,
  check: 'Перевірити довідку',
  how: 'Наведіть камеру на код або відкрийте адресу:',
  code: 'Код перевірки',
  valid: 'Довідка чинна, доки це підтверджує перевірка за кодом.',
  qr: (address) => `Код, що веде на сторінку перевірки: ${address}`,
  logo: (academy) => `Емблема: ${academy}`,
  page: (page, pages) => `Сторінка ${page} із ${pages}`,
};

const ru: Words = {
  title: 'Справка о завершении курса',
  number: (number) => `№ ${number}`,
  learner: 'Слушатель',
  course: 'Завершённый курс',
  version: 'Версия курса',
  extent: 'Объём',
  period: 'Обучение',
  result: 'Результат',
  issued: 'Дата выдачи',
  issuer: 'Ответственное лицо',
  completed: 'Курс завершён полностью',
  points: (reached, of) => `Баллы за тесты: ${reached} из ${of}`,
  byItself: 'Выдано автоматически после завершения курса',
  between: (from, to) => `${from} – ${to}`,
  hours: (count, form) =>
    `${count} ${form === 'one' ? 'академический час' : form === 'few' ? 'академических часа' : 'академических часов'}`,
  each: (minutes) => `по ${minutes} мин`,
  plan: 'по плану курса',
  hoursAndMinutes: (hours, minutes) => duration(hours, minutes, 'ч', 'мин'),
  source: (source, since) => `Учёт часов: ${source}, действует с ${since}`,
  check: 'Проверить справку',
  how: 'Наведите камеру на код или откройте адрес:',
  code: 'Код проверки',
  valid: 'Справка действительна, пока это подтверждает проверка по коду.',
  qr: (address) => `Код, который ведёт на страницу проверки: ${address}`,
  logo: (academy) => `Эмблема: ${academy}`,
  page: (page, pages) => `Страница ${page} из ${pages}`,
};

const kk: Words = {
  title: 'Курсты аяқтағаны туралы анықтама',
  number: (number) => `№ ${number}`,
  learner: 'Тыңдаушы',
  course: 'Аяқталған курс',
  version: 'Курс нұсқасы',
  extent: 'Көлемі',
  period: 'Оқу мерзімі',
  result: 'Нәтижесі',
  issued: 'Берілген күні',
  issuer: 'Жауапты тұлға',
  completed: 'Курс толық аяқталды',
  points: (reached, of) => `Тест ұпайлары: ${of} ұпайдан ${reached}`,
  byItself: 'Курс аяқталғаннан кейін автоматты түрде берілді',
  between: (from, to) => `${from} – ${to}`,
  hours: (count) => `${count} академиялық сағат`,
  each: (minutes) => `әрқайсысы ${minutes} мин`,
  plan: 'курс жоспары бойынша',
  hoursAndMinutes: (hours, minutes) => duration(hours, minutes, 'сағ', 'мин'),
  source: (source, since) => `Сағаттарды есептеу: ${source}, күшіне енген күні – ${since}`,
  check: 'Анықтаманы тексеру',
  how: 'Камераны кодқа бағыттаңыз немесе мекенжайды ашыңыз:',
  code: 'Тексеру коды',
  valid: 'Код бойынша тексеру растағанша анықтама жарамды.',
  qr: (address) => `Тексеру бетіне апаратын код: ${address}`,
  logo: (academy) => `Эмблема: ${academy}`,
  page: (page, pages) => `${page}-бет, барлығы ${pages}`,
};

const en: Words = {
  title: 'Statement of completion',
  number: (number) => `No. ${number}`,
  learner: 'Learner',
  course: 'Completed course',
  version: 'Version of the course',
  extent: 'Extent',
  period: 'Studied',
  result: 'Result',
  issued: 'Date of issue',
  issuer: 'Issued by',
  completed: 'Course completed in full',
  points: (reached, of) => `Points in tests: ${reached} of ${of}`,
  byItself: 'Issued automatically on completion of the course',
  between: (from, to) => `${from} – ${to}`,
  hours: (count, form) => `${count} academic ${form === 'one' ? 'hour' : 'hours'}`,
  each: (minutes) => `of ${minutes} min`,
  plan: 'by the course plan',
  hoursAndMinutes: (hours, minutes) => duration(hours, minutes, 'h', 'min'),
  source: (source, since) => `Counting of hours: ${source}, in force since ${since}`,
  check: 'Check this statement',
  how: 'Point a camera at the code, or open the address:',
  code: 'Check code',
  valid: 'This statement is valid for as long as a check by its code says so.',
  qr: (address) => `Code that leads to the check page: ${address}`,
  logo: (academy) => `Emblem: ${academy}`,
  page: (page, pages) => `Page ${page} of ${pages}`,
};

const words: Record<Language, Words> = { uk, ru, kk, en };

const gap = '\u00a0';

function duration(hours: number, minutes: number, hour: string, minute: string): string {
  return [hours ? `${hours}${gap}${hour}` : '', minutes || !hours ? `${minutes}${gap}${minute}` : '']
    .filter(Boolean)
    .join(' ');
}

const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replaceAll(' ', gap);
const figure = (language: Language, value: number): string => new Intl.NumberFormat(language).format(value);

/** Everything a page says, in its language. */
export interface SheetText {
  title: string;
  number: string;
  academy: string;
  person: { label: string; value: string };
  course: { label: string; value: string };
  facts: { label: string; lines: string[] }[];
  note: string | null;
  check: { title: string; how: string; address: string; codeLabel: string; code: string; valid: string; alt: string };
  logoAlt: string;
  page: string;
}

/** What stands on the page in one of the statement’s languages; undefined once its person was erased. */
export function sheetText(
  printed: Printed,
  language: Language,
  { address, code }: { address: string; code: string },
): SheetText | undefined {
  const { person, points, issuer, languages } = printed;
  if (!person) return undefined;
  const say = words[language];
  const day = (value: string) => dayIn(language, value);
  const fact = (label: string, ...lines: (string | null)[]) => ({
    label,
    lines: lines.filter((line) => line !== null),
  });
  const academy = printed.academy[language] ?? '';
  return {
    ...{ title: say.title, academy, number: say.number(printed.number) },
    person: { label: say.learner, value: `${person.familyName} ${person.givenName}` },
    course: { label: say.course, value: printed.title[language] ?? '' },
    facts: [
      fact(
        say.result,
        say.completed,
        points && say.points(figure(language, points.reached), figure(language, points.of)),
      ),
      fact(say.period, say.between(day(printed.startedOn), day(printed.completedOn))),
      fact(say.extent, ...extent(printed, language)),
      fact(say.version, String(printed.version)),
      fact(say.issued, day(printed.issuedOn)),
      fact(say.issuer, issuer ? `${issuer.familyName} ${issuer.givenName}` : say.byItself),
    ],
    note: printed.hours && say.source(printed.hours.source, day(printed.hours.since)),
    check: {
      ...{ title: say.check, how: say.how, address, codeLabel: say.code, valid: say.valid },
      code: code.replaceAll(/(.{5})(?=.)/g, '$1 '),
      alt: say.qr(address),
    },
    logoAlt: say.logo(academy),
    page: say.page(languages.indexOf(language) + 1, languages.length),
  };
}

/** Hours by the academy’s rule; without one hours and minutes as they are planned. */
function extent({ hours, minutes }: Printed, language: Language): string[] {
  const say = words[language];
  const planned = say.hoursAndMinutes(Math.floor(minutes / 60), minutes % 60);
  if (!hours) return [planned, say.plan];
  const form = new Intl.PluralRules(language).select(hours.count);
  return [
    `${say.hours(figure(language, hours.count), form)} ${say.each(String(hours.minutes))}`,
    `${planned} ${say.plan}`,
  ];
}
