/** Letters identity sends. The one place besides web/messages with words a person reads: nobody’s browser is there to choose them. */
import type { Language } from '#contracts/common.ts';

export interface Letter {
  subject: string;
  text: string;
  html: string;
}
export interface Invitation {
  language: Language;
  givenName?: string | undefined;
  /** in the language of the letter, where there is such a name */
  organisationName: string;
  link: string;
  /** moment (RFC 3339) after which the link is void */
  until: string;
  /** the person’s; UTC unless said */
  timeZone?: string | undefined;
}

interface Words {
  subject: string;
  /** before the name, which software must not inflect */
  to: string;
  greeting: string;
  what: string;
  organisation: string;
  action: string;
  button: string;
  until(moment: string): string;
  help: string;
  unexpected: string;
  automatic: string;
}

const words: Record<Language, Words> = {
  uk: {
    subject: 'Запрошення до «Курсу»: створіть пароль',
    to: 'Кому',
    greeting: 'Добрий день.',
    what: 'Для вас створено обліковий запис у «Курсі» – системі дистанційного навчання.',
    organisation: 'Організація',
    action: 'Щоб увійти, створіть пароль за цим посиланням:',
    button: 'Створити пароль',
    until: (moment) => `Посилання діє до ${moment} і спрацює один раз.`,
    help: 'Якщо посилання не відкривається або його строк минув, зверніться до адміністратора своєї організації: він надішле нове.',
    unexpected: 'Якщо ви не чекали на цей лист, нічого не робіть: доки пароль не створено, увійти не може ніхто.',
    automatic: 'Цей лист надіслано автоматично, відповідати на нього не потрібно.',
  },
  ru: {
    subject: 'Приглашение в «Курс»: создайте пароль',
    to: 'Кому',
    greeting: 'Добрый день.',
    what: 'Для вас создана учётная запись в «Курсе» – системе дистанционного обучения.',
    organisation: 'Организация',
    action: 'Чтобы войти, создайте пароль по этой ссылке:',
    button: 'Создать пароль',
    until: (moment) => `Ссылка действует до ${moment} и сработает один раз.`,
    help: 'Если ссылка не открывается или срок её действия истёк, обратитесь к администратору своей организации: он пришлёт новую.',
    unexpected: 'Если вы не ждали этого письма, ничего не делайте: пока пароль не создан, войти не может никто.',
    automatic: 'Это письмо отправлено автоматически, отвечать на него не нужно.',
  },
  kk: {
    subject: '«Курс» жүйесіне шақыру: құпиясөз жасаңыз',
    to: 'Кімге',
    greeting: 'Қайырлы күн.',
    what: 'Сізге қашықтан оқыту жүйесі – «Курста» тіркелгі ашылды.',
    organisation: 'Ұйым',
    action: 'Кіру үшін мына сілтеме арқылы құпиясөз жасаңыз:',
    button: 'Құпиясөз жасау',
    until: (moment) => `Сілтеме мына уақытқа дейін жарамды: ${moment}. Ол бір рет қана іске қосылады.`,
    help: 'Сілтеме ашылмаса немесе мерзімі өтіп кетсе, ұйымыңыздың әкімшісіне хабарласыңыз: ол жаңасын жібереді.',
    unexpected: 'Бұл хатты күтпеген болсаңыз, ештеңе істемеңіз: құпиясөз жасалмайынша, жүйеге ешкім кіре алмайды.',
    automatic: 'Бұл хат автоматты түрде жіберілді, оған жауап берудің қажеті жоқ.',
  },
  en: {
    subject: 'Invitation to Kurs: choose a password',
    to: 'For',
    greeting: 'Good day.',
    what: 'An account has been made for you in Kurs, the distance-learning system.',
    organisation: 'Organisation',
    action: 'To sign in, choose a password by this link:',
    button: 'Choose a password',
    until: (moment) => `The link works until ${moment}, and once only.`,
    help: 'If the link does not open or has run out, ask the administrator of your organisation: they can send a new one.',
    unexpected: 'If you did not expect this letter, do nothing: until a password is chosen, nobody can sign in.',
    automatic: 'This letter was sent automatically; there is no need to answer it.',
  },
};

/** Invites a person to choose a password: what it is, the link, until when, whom to ask. */
export function invitationLetter(invitation: Invitation): Letter {
  const { language, link } = invitation;
  const text = words[language];
  const until = text.until(momentIn(language, invitation.until, invitation.timeZone));
  const heads = [
    ...(invitation.givenName ? [`${text.to}: ${oneLine(invitation.givenName)}`] : []),
    text.greeting,
    text.what,
    `${text.organisation}: ${oneLine(invitation.organisationName)}`,
  ];
  const tail = [until, text.help, text.unexpected, text.automatic];
  return {
    subject: text.subject,
    text: `${[...heads, `${text.action}\n${link}`, ...tail].join('\n\n')}\n`,
    html: page(language, text.subject, [
      ...heads.map(paragraph),
      `<p><a href="${escape(link)}">${escape(text.button)}</a></p>`,
      `<p>${escape(text.action)}<br>${escape(link)}</p>`,
      ...tail.map(paragraph),
    ]),
  };
}

function momentIn(language: Language, moment: string, timeZone = 'UTC'): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone, hourCycle: 'h23' } as const;
  const shown = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, style).format(new Date(moment));
  return timeZone === 'UTC' ? `${shown} (UTC)` : shown;
}

const page = (language: Language, title: string, parts: string[]) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(title)}</title></head><body>\n${parts.join('\n')}\n</body></html>\n`;

const paragraph = (text: string) => `<p>${escape(text)}</p>`;
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const oneLine = (text: string) => text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
