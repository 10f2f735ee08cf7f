/** Words: typed keys, four languages, one file each, loaded in parts when needed. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import i18next from 'i18next';
import type uk from '../../messages/uk.json';
import { chooseLanguage, pickText, type Picked } from './languages.ts';

type WithoutPlural<Key> = Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key;
/** Every key of `messages/uk.json`, plural forms under their common stem. */
export type MessageKey = WithoutPlural<keyof typeof uk>;
export type Values = Record<string, string | number>;

type Part = 'core' | 'office' | 'study' | 'attempt' | 'player' | 'asking' | 'account';
const files: Record<Part, Record<Language, () => Promise<{ default: Record<string, string> }>>> = {
  core: {
    uk: () => import('../../messages/uk.json?words=core'),
    ru: () => import('../../messages/ru.json?words=core'),
    kk: () => import('../../messages/kk.json?words=core'),
    en: () => import('../../messages/en.json?words=core'),
  },
  office: {
    uk: () => import('../../messages/uk.json?words=office'),
    ru: () => import('../../messages/ru.json?words=office'),
    kk: () => import('../../messages/kk.json?words=office'),
    en: () => import('../../messages/en.json?words=office'),
  },
  study: {
    uk: () => import('../../messages/uk.json?words=study'),
    ru: () => import('../../messages/ru.json?words=study'),
    kk: () => import('../../messages/kk.json?words=study'),
    en: () => import('../../messages/en.json?words=study'),
  },
  attempt: {
    uk: () => import('../../messages/uk.json?words=attempt'),
    ru: () => import('../../messages/ru.json?words=attempt'),
    kk: () => import('../../messages/kk.json?words=attempt'),
    en: () => import('../../messages/en.json?words=attempt'),
  },
  player: {
    uk: () => import('../../messages/uk.json?words=player'),
    ru: () => import('../../messages/ru.json?words=player'),
    kk: () => import('../../messages/kk.json?words=player'),
    en: () => import('../../messages/en.json?words=player'),
  },
  asking: {
    uk: () => import('../../messages/uk.json?words=asking'),
    ru: () => import('../../messages/ru.json?words=asking'),
    kk: () => import('../../messages/kk.json?words=asking'),
    en: () => import('../../messages/en.json?words=asking'),
  },
  account: {
    uk: () => import('../../messages/uk.json?words=account'),
    ru: () => import('../../messages/ru.json?words=account'),
    kk: () => import('../../messages/kk.json?words=account'),
    en: () => import('../../messages/en.json?words=account'),
  },
};

const storageKey = 'kurs.language';
const loaded: Record<string, Promise<void> | undefined> = {};
/** what every language has to bring: grows when the first page asks for more */
const parts: Part[] = ['core'];

class Locale {
  #current = $state<Language>(chooseLanguage(stored(), navigator.languages));
  #timeZone = $state<string | undefined>();

  /** the language of the interface */
  get current(): Language {
    return this.#current;
  }

  /** the person's time zone; the device's own until we know */
  get timeZone(): string | undefined {
    return this.#timeZone;
  }
  set timeZone(name: string | undefined) {
    this.#timeZone = name;
  }

  async change(language: Language): Promise<void> {
    let known: number;
    do {
      known = parts.length;
      await load(language);
      await i18next.changeLanguage(language);
      // a page may have asked for more meanwhile, in the language before
    } while (known < parts.length);
    this.#current = language;
    document.documentElement.lang = language;
    remember(language);
  }
}

export const locale = new Locale();

/** Changes the language of the interface on this device (the session keeps it at the academy). */
export const setLocale = (language: Language): Promise<void> => locale.change(language);

const ready = i18next.init({
  lng: locale.current,
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: {},
});

/** To be awaited once, before the first component is made. */
export async function startWords(): Promise<void> {
  await ready;
  await locale.change(locale.current);
}

/** To be awaited before a page of the office is shown; from then on every language comes with its words. */
export const officeWords = (): Promise<void> => wordsOf('office');

/** To be awaited before what a reader uses beside a text is shown. */
export const studyWords = (): Promise<void> => wordsOf('study');

/** To be awaited before a test or the form of a question is shown. */
export const attemptWords = (): Promise<void> => wordsOf('attempt');

/** To be awaited before the player of lectures is shown. */
export const playerWords = (): Promise<void> => wordsOf('player');

/** The words of a lecture that asks something. */
export const askingWords = (): Promise<void> => wordsOf('asking');

/** To be awaited before the pages of an invitation and of one's own profile are shown. */
export const accountWords = (): Promise<void> => wordsOf('account');

async function wordsOf(part: Part): Promise<void> {
  // where they are out of reach, the app itself still starts
  await loadPart(part, locale.current);
  if (!parts.includes(part)) parts.push(part);
  await load(locale.current);
}

/** The words for a key in the language of the interface; `count` chooses the plural form. */
export function t(key: MessageKey, values?: Values): string {
  return i18next.t(key, { lng: locale.current, ...values });
}

/**
 * The best text of a localised one: chosen language → uk → any. `lang` is set only where it falls back, to go onto the
 * element: `<h3 lang={title.lang}>{title.text}</h3>`.
 */
export function pick(localised: Localised, preferred?: Language): Picked {
  return pickText(localised, preferred ?? locale.current, locale.current);
}

/** Is there a word for this key (for codes that come from the server)? */
export const isKey = (key: string): key is MessageKey => i18next.exists(key, { lng: locale.current });

/** All words whose keys begin so, by the rest of their key. */
export function keysBelow(beginning: string): Record<string, string> {
  const all = i18next.getResourceBundle(locale.current, 'translation') as Record<string, string>;
  const found = Object.entries(all).filter(([key]) => key.startsWith(beginning));
  return Object.fromEntries(found.map(([key, text]) => [key.slice(beginning.length), text]));
}

async function load(language: Language): Promise<void> {
  await Promise.all(parts.map((part) => loadPart(part, language)));
}

function loadPart(part: Part, language: Language): Promise<void> {
  const name = `${part} ${language}`;
  return (loaded[name] ??= files[part][language]().then(
    (file) => void i18next.addResourceBundle(language, 'translation', file.default),
    (error: unknown) => {
      delete loaded[name];
      throw error;
    },
  ));
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // a private window may refuse; the choice then lives as long as the page
  }
}

export { languages, type Language };
