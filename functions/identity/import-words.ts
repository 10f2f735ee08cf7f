/**
 * Words a file of people may use: headings, roles and languages, in the four languages of Kurs and by their codes.
 * They are read, never shown; what Kurs shows stands in the web's messages.
 */
import { languages, type Language } from '#contracts/common.ts';
import { roles, type Role } from '#contracts/permissions.ts';

export const columns = ['familyName', 'givenName', 'email', 'roles', 'organisation', 'language'] as const;
export type Column = (typeof columns)[number];

const headings: Record<Column, string> = {
  familyName: 'family name|familyname|surname|last name|lastname|прізвище|фамилия|тегі',
  givenName: "given name|givenname|first name|firstname|name|ім'я|имя|аты|есімі",
  email:
    'email|e-mail|mail|e-mail address|email address|login|' +
    'електронна пошта|ел. пошта|пошта|адреса електронної пошти|електронна адреса|логін|' +
    'электронная почта|эл. почта|почта|адрес электронной почты|логин|' +
    'электрондық пошта|эл. пошта|электрондық мекенжай',
  roles: 'role|roles|роль|ролі|роли|рөл|рөлі|рөлдер|рөлдері',
  organisation:
    'organisation|organization|organisation id|organization id|organisationid|unit|academy|' +
    'організація|заклад|заклад освіти|підрозділ|орган|' +
    'организация|учреждение|учебное заведение|подразделение|' +
    'ұйым|ұйымы|оқу орны|бөлімше|бөлімшесі',
  language: 'language|locale|мова|мова інтерфейсу|язык|язык интерфейса|тіл|тілі|интерфейс тілі',
};

const roleWords: Record<Role, string> = {
  learner: 'learner|cadet|student|слухач|слухачка|курсант|курсантка|слушатель|слушательница|тыңдаушы',
  instructor: 'instructor|teacher|викладач|викладачка|преподаватель|оқытушы',
  reviewer: 'reviewer|рецензент|рецензентка',
  caseAuthor:
    'case author|caseauthor|case study author|автор прикладів із практики|автор прикладів з практики|' +
    'автор случаев из практики|тәжірибеден мысалдар авторы',
  academyAdmin:
    'academy administrator|academyadmin|administrator|адміністратор закладу|адміністратор закладу освіти|адміністратор|' +
    'администратор учебного заведения|администратор|оқу орнының әкімшісі|әкімші',
  nationalAdmin:
    'national administrator|nationaladmin|національний адміністратор|национальный администратор|ұлттық әкімші',
  auditor: 'auditor|аудитор|аудиторка',
};

const languageWords: Record<Language, string> = {
  uk: 'uk|ua|uk-ua|ukrainian|українська|украинский|украинский язык|українська мова|украин тілі|украинша',
  ru: 'ru|ru-ru|russian|російська|русский|русский язык|російська мова|орыс тілі|орысша',
  kk: 'kk|kz|kk-kz|kazakh|казахська|казахский|казахский язык|казахська мова|қазақ тілі|қазақша',
  en: 'en|en-gb|en-us|english|англійська|английский|английский язык|англійська мова|ағылшын тілі|ағылшынша',
};

/** Text as words are compared: case, apostrophes, spaces and underscores do not matter. */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’ʼ`´‘]/g, "'")
    .replaceAll(/[\s_\u00a0]+/g, ' ')
    .replaceAll(/^[\s*]+|[\s*:]+$/g, '');

function lookUp<Name extends string>(
  names: readonly Name[],
  words: Record<Name, string>,
): (text: string) => Name | undefined {
  const known = new Map(names.flatMap((name) => words[name].split('|').map((word) => [folded(word), name] as const)));
  return (text) => known.get(folded(text));
}

export const columnOf = lookUp(columns, headings);
export const roleOf = lookUp(roles, roleWords);
export const languageOf = lookUp(languages, languageWords);
