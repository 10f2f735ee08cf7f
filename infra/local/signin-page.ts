/** The identity stand-in's own pages: server-made HTML without script, in four languages. */
import { readFileSync } from 'node:fs';
import { languages, type Language } from '../../functions/contracts/common.ts';

export const signInCss = readFileSync(new URL('signin.css', import.meta.url), 'utf8');

const names: Record<Language, string> = { uk: 'Українська', ru: 'Русский', kk: 'Қазақша', en: 'English' };
const words = {
  uk: {
    brand: 'Курс',
    title: 'Увійти',
    login: 'Службова пошта',
    password: 'Пароль',
    wrong: 'Пошта або пароль не підходять. Перевірте розкладку клавіатури та спробуйте ще раз.',
    locked: 'Забагато спроб. Спробуйте ще раз через 5 хвилин.',
    codeTitle: 'Код із застосунку',
    code: 'Шість цифр із застосунку для підтвердження входу',
    wrongCode: 'Код не підходить. Дочекайтеся наступного та перевірте час на телефоні.',
    next: 'Далі',
    anotherAccount: 'Увійти під іншим записом',
    codeHelp: 'Немає телефона з застосунком? Зверніться до адміністратора закладу: він скине підтвердження.',
    demo: 'Демонстраційні облікові записи цього комп’ютера',
    demoHint: 'Виберіть запис: пошту й пароль підставимо.',
    language: 'Мова',
    lost: 'Вхід не завершено',
    lostHint: 'Сторінка застаріла або відкрита двічі. Почніть вхід спочатку.',
    back: 'Повернутися до «Курсу»',
    line: 'Навчання триває і без зв’язку',
    lineHint: 'Прочитане й переглянуте зберігаємо на пристрої та передаємо до закладу, щойно з’явиться мережа.',
  },
  ru: {
    brand: 'Курс',
    title: 'Войти',
    login: 'Служебная почта',
    password: 'Пароль',
    wrong: 'Почта или пароль не подходят. Проверьте раскладку клавиатуры и попробуйте ещё раз.',
    locked: 'Слишком много попыток. Попробуйте ещё раз через 5 минут.',
    codeTitle: 'Код из приложения',
    code: 'Шесть цифр из приложения для подтверждения входа',
    wrongCode: 'Код не подходит. Дождитесь следующего и проверьте время на телефоне.',
    next: 'Далее',
    anotherAccount: 'Войти под другой записью',
    codeHelp: 'Нет телефона с приложением? Обратитесь к администратору учебного заведения: он сбросит подтверждение.',
    demo: 'Демонстрационные учётные записи этого компьютера',
    demoHint: 'Выберите запись: почту и пароль подставим.',
    language: 'Язык',
    lost: 'Вход не завершён',
    lostHint: 'Страница устарела или открыта дважды. Начните вход сначала.',
    back: 'Вернуться в «Курс»',
    line: 'Учёба продолжается и без связи',
    lineHint: 'Прочитанное и просмотренное сохраняем на устройстве и передаём в академию, как только появится сеть.',
  },
  kk: {
    brand: 'Курс',
    title: 'Кіру',
    login: 'Қызметтік пошта',
    password: 'Құпиясөз',
    wrong: 'Пошта немесе құпиясөз дұрыс емес. Пернетақта тілін тексеріп, қайталап көріңіз.',
    locked: 'Кіру әрекеттері тым көп болды. 5 минуттан кейін қайталап көріңіз.',
    codeTitle: 'Қолданбадағы код',
    code: 'Кіруді растайтын қолданбадағы алты сан',
    wrongCode: 'Код дұрыс емес. Келесі кодты күтіп, телефондағы уақытты тексеріңіз.',
    next: 'Әрі қарай',
    anotherAccount: 'Басқа тіркелгімен кіру',
    codeHelp:
      'Қолданбасы бар телефон қолыңызда жоқ па? Оқу орнының әкімшісіне хабарласыңыз: ол растауды өшіріп береді.',
    demo: 'Осы компьютердегі демонстрациялық тіркелгілер',
    demoHint: 'Тіркелгіні таңдаңыз: пошта мен құпиясөз өздігінен толтырылады.',
    language: 'Тіл',
    lost: 'Кіру аяқталмады',
    lostHint: 'Бет ескірген немесе екі рет ашылған. Кіруді басынан бастаңыз.',
    back: '«Курс» жүйесіне оралу',
    line: 'Оқу байланыссыз да жалғасады',
    lineHint: 'Оқыған және көрген материалыңызды құрылғыда сақтап, желі пайда болысымен академияға жібереміз.',
  },
  en: {
    brand: 'Kurs',
    title: 'Sign in',
    login: 'Service e-mail',
    password: 'Password',
    wrong: 'This e-mail and password do not match. Check the keyboard layout and try again.',
    locked: 'Too many attempts. Try again in 5 minutes.',
    codeTitle: 'Code from your app',
    code: 'Six digits from your authenticator app',
    wrongCode: 'This code does not match. Wait for the next one and check the time on your phone.',
    next: 'Continue',
    anotherAccount: 'Sign in with another account',
    codeHelp: 'No phone with the app at hand? Ask the administrator of your academy to reset the second factor.',
    demo: 'Demo accounts on this computer',
    demoHint: 'Choose one: we fill in the e-mail and password.',
    language: 'Language',
    lost: 'Sign-in was not finished',
    lostHint: 'The page is out of date or was opened twice. Start the sign-in again.',
    back: 'Back to Kurs',
    line: 'Learning goes on, even offline',
    lineHint: 'What you read and watch is kept on your device and sent to the academy as soon as there is a network.',
  },
} as const satisfies Record<Language, object>;

/** Whose a demo login is, by its part before the @, in the words the product has for roles. */
const roles: Record<string, Record<Language, string>> = {
  national: {
    uk: 'Національний адміністратор',
    ru: 'Национальный администратор',
    kk: 'Ұлттық әкімші',
    en: 'National administrator',
  },
  cadet: { uk: 'Слухач', ru: 'Слушатель', kk: 'Тыңдаушы', en: 'Learner' },
  instructor: { uk: 'Викладач', ru: 'Преподаватель', kk: 'Оқытушы', en: 'Instructor' },
  reviewer: { uk: 'Рецензент', ru: 'Рецензент', kk: 'Рецензент', en: 'Reviewer' },
  unit: {
    uk: 'Слухач у підрозділі',
    ru: 'Слушатель в подразделении',
    kk: 'Бөлімшедегі тыңдаушы',
    en: 'Learner in a unit',
  },
  admin: {
    uk: 'Адміністратор закладу',
    ru: 'Администратор учебного заведения',
    kk: 'Оқу орнының әкімшісі',
    en: 'Academy administrator',
  },
  auditor: { uk: 'Аудитор', ru: 'Аудитор', kk: 'Аудитор', en: 'Auditor' },
};

/** First known language of a list such as `kk uk` or `kk,uk;q=0.8`; Ukrainian otherwise. */
export function pickLanguage(...wishes: unknown[]): Language {
  const asked = wishes.flatMap((wish) => String(wish ?? '').split(/[\s,;]+/)).map((tag) => tag.slice(0, 2));
  return (asked.find((tag) => languages.includes(tag as Language)) as Language | undefined) ?? 'uk';
}

export type SignInError = 'wrong' | 'locked' | 'wrongCode';
export interface SignInForm {
  language: Language;
  login: string;
  password: string;
  error?: SignInError;
  demo: readonly { login: string; name: string }[];
}

/** The form; an error stands between label and field and is announced, the login stays filled in. */
export function signInPage({ language, login, password, error, demo }: SignInForm): string {
  const text = words[language];
  const link = (changes: Record<string, string>) =>
    `?${escape(String(new URLSearchParams({ lang: language, ...(login && { login_hint: login }), ...changes })))}`;
  const invalid = error ? ' aria-invalid="true" aria-describedby="error"' : '';
  const focus = (here: boolean) => (here ? ' autofocus' : '');
  return frame(
    language,
    text.title,
    `<form method="post" action="${link({})}"><h1>${text.title}</h1>
${error ? `<p class="err" id="error" role="alert">${text[error]}</p>` : ''}
<div class="field"><label for="login">${text.login}</label>
<input class="in" id="login" name="login" type="email" autocomplete="username" required maxlength="254" value="${escape(login)}"${invalid}${focus(!login)}></div>
<div class="field"><label for="password">${text.password}</label>
<input class="in" id="password" name="password" type="password" autocomplete="current-password" required maxlength="256" value="${escape(password)}"${invalid}${focus(!!login && !password)}></div>
<button class="btn" type="submit"${focus(!!password)}>${text.title}</button></form>
${demo.length ? `<section><h2>${text.demo}</h2><p>${text.demoHint}</p><ul>${demo.map((account) => `<li><a href="${link({ login_hint: account.login })}">${demoName(account.login, language)}</a></li>`).join('')}</ul></section>` : ''}
<nav aria-label="${text.language}">${languages.map((to) => `<a href="${link({ lang: to })}" lang="${to}"${to === language ? ' aria-current="true"' : ''}>${names[to]}</a>`).join('')}</nav>`,
  );
}

/** The form that asks for the second factor. */
export function codePage({ language, error }: { language: Language; error?: SignInError }): string {
  const text = words[language];
  const invalid = error ? ' aria-invalid="true" aria-describedby="error"' : '';
  return frame(
    language,
    text.codeTitle,
    `<form method="post" action="?lang=${language}"><h1>${text.codeTitle}</h1>
${error ? `<p class="err" id="error" role="alert">${text[error]}</p>` : ''}
<div class="field"><label for="code">${text.code}</label>
<input class="in" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="12" required autofocus${invalid}></div>
<button class="btn" type="submit">${text.next}</button></form>
<section><p>${text.codeHelp}</p><nav><a href="?lang=${language}&#38;login_hint=">${text.anotherAccount}</a></nav></section>`,
  );
}

function demoName(login: string, language: Language): string {
  const role = roles[login.split('@')[0] ?? '']?.[language];
  return `${role ? `<b>${role}</b> ` : ''}<span>${escape(login)}</span>`;
}

/** Where a sign-in cannot go on: says so and leads back. */
export function lostPage(language: Language, origin: string): string {
  const text = words[language];
  return frame(
    language,
    text.lost,
    `<section class="lost"><h1>${text.lost}</h1><p>${text.lostHint}</p><a class="btn" href="${escape(origin)}/">${text.back}</a></section>`,
  );
}

function frame(language: Language, title: string, body: string): string {
  const text = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} – ${text.brand}</title><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><link rel="stylesheet" href="/sign-in.css"></head>
<body><main><div class="door"><p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3v18"/><path d="M6 14.5 15.6 6.4"/><path d="m10.2 11 8.3 10"/><circle cx="17.6" cy="4.7" r="2.4"/></svg>${text.brand}</p>
${body}</div><div class="view"><svg viewBox="0 0 720 1200" aria-hidden="true"><path class="way" d="M24 1200V560c0-62 30-88 84-112l360-160c54-24 84-50 84-112V0"/><path class="done" d="M24 1200V1000"/><circle class="gone" cx="24" cy="1162" r="9"/><circle class="gone" cx="24" cy="1086" r="9"/><circle cx="24" cy="836" r="10"/><circle cx="24" cy="676" r="10"/><circle cx="200" cy="407" r="10"/><circle cx="376" cy="329" r="10"/><circle class="now" cx="24" cy="996" r="14"/></svg>
<p class="title">${text.line}</p><p>${text.lineHint}</p></div></main></body></html>`;
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
