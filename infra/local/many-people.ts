/**
 * A whole service of made-up people, the same on every machine: names in three languages, spread over organisations.
 * They come in as an administrator would bring them in, by the import of a CSV file – for `npm start -- --people N` and the bench.
 */
import { createHash } from 'node:crypto';
import type { Job, Language } from '#contracts/common.ts';
import { people } from '#contracts/people.ts';
import type { Role } from '#contracts/permissions.ts';
import type { Client } from './client.ts';

export interface ManyPerson {
  familyName: string;
  givenName: string;
  login: string;
  role: Role;
  organisationId: string;
  language: Language;
}

type Names = Record<'women' | 'men' | 'families', string>;
/** Family names with two forms are written `form of men/form of women`. */
const names: Record<'uk' | 'ru' | 'kk', Names> = {
  uk: {
    women:
      'Олена Ірина Наталія Оксана Світлана Тетяна Юлія Марія Ганна Катерина Соломія Дарина Вікторія Людмила Галина Ївга Христина Зоряна Леся Роксолана',
    men: 'Олександр Сергій Андрій Микола Василь Іван Петро Юрій Богдан Тарас Ярослав Остап Дмитро Максим Євген Ігор Роман Назар Гліб Любомир',
    families:
      'Коваленко Шевчук Бондаренко Ткачук Мельник Кравець Олійник Лисенко Гончар Поліщук Савчук Руденко Мороз Петренко Клименко Литвин Павлюк Захарчук Ярема Їжакевич Ґудзь Єременко Іваненко Щербак Чорний/Чорна Білецький/Білецька Левицький/Левицька Вишневський/Вишневська Тимошук Гаврилюк Дорошенко Ющук Жук Хоменко Цимбал Фесенко Нечипоренко Кушнір Стельмах Василенко',
  },
  ru: {
    women:
      'Елена Ирина Наталья Ольга Светлана Татьяна Юлия Мария Анна Екатерина Дарья Виктория Людмила Галина Ксения Полина Вера Надежда Любовь Алёна',
    men: 'Александр Сергей Андрей Николай Василий Иван Пётр Юрий Михаил Павел Ярослав Артём Дмитрий Максим Евгений Игорь Роман Кирилл Глеб Фёдор',
    families:
      'Соколов/Соколова Орлов/Орлова Лебедев/Лебедева Козлов/Козлова Новиков/Новикова Морозов/Морозова Волков/Волкова Зайцев/Зайцева Голубев/Голубева Виноградов/Виноградова Воробьёв/Воробьёва Королёв/Королёва Ёлкин/Ёлкина Тихомиров/Тихомирова Эрдман Юдин/Юдина Яковлев/Яковлева Щукин/Щукина Чернов/Чернова Ларин/Ларина',
  },
  kk: {
    women:
      'Айгүл Әсел Әйгерім Гүлнәр Динара Жанар Зарина Қарлығаш Мәдина Назгүл Гүлсім Сәуле Тоғжан Ұлжан Үміт Шолпан Ботагөз Іңкәр Ғайша Ақмарал',
    men: 'Айдос Әлібек Бауыржан Ғалым Дәулет Ерлан Жандос Қайрат Мұрат Нұрлан Өмір Рүстем Серік Тимур Ұлан Үсен Шыңғыс Арман Ілияс Нұрбек',
    families:
      'Ахметов/Ахметова Әбдіров/Әбдірова Байжанов/Байжанова Ғабитов/Ғабитова Дүйсенов/Дүйсенова Есенов/Есенова Жұмабаев/Жұмабаева Кәрімов/Кәрімова Қасымов/Қасымова Мұқанов/Мұқанова Нұрғалиев/Нұрғалиева Оспанов/Оспанова Өтегенов/Өтегенова Сейітов/Сейітова Тұрсынов/Тұрсынова Ұлыбаев/Ұлыбаева Үсенов/Үсенова Шәріпов/Шәріпова Ілиясов/Ілиясова Ысқақов/Ысқақова',
  },
};
// of ten people five have Ukrainian, two Russian, three Kazakh names
const mix = ['uk', 'uk', 'uk', 'uk', 'uk', 'ru', 'ru', 'kk', 'kk', 'kk'] as const;
/** in a hundred: so many of these, the others learn */
const others: readonly Role[] = ['instructor', 'instructor', 'reviewer', 'caseAuthor'];

/** Deterministic numbers: the `step`-th of a person. */
function picker(seed: string) {
  const bytes = createHash('sha256').update(seed).digest();
  let at = 0;
  return <T>(list: readonly T[]): T => {
    at = (at + 4) % 32;
    return list[bytes.readUInt32BE(at) % list.length]!;
  };
}

/** The `index`-th person; the more often an organisation stands in the list, the more people belong to it. */
export function manyPerson(index: number, organisationIds: readonly string[]): ManyPerson {
  const pick = picker(`person ${index}`);
  const language = pick(mix);
  const { women, men, families } = names[language];
  const isWoman = pick([true, false]);
  const forms = pick(families.split(' ')).split('/');
  return {
    familyName: (isWoman ? forms[1] : undefined) ?? forms[0]!,
    givenName: pick((isWoman ? women : men).split(' ')),
    login: `officer.${String(index + 1).padStart(5, '0')}@kurs.example`,
    role: others[index % 100] ?? 'learner',
    organisationId: pick(organisationIds),
    language,
  };
}

/** The first `count` people as a file that the import reads. */
export function peopleFile(count: number, organisationIds: readonly string[]): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const { familyName, givenName, login, role, organisationId, language } = manyPerson(index, organisationIds);
    return [familyName, givenName, login, role, organisationId, language].join(',');
  });
  return ['familyName,givenName,email,role,organisation,language', ...rows, ''].join('\r\n');
}

export interface ManyOptions {
  jobId: string;
  /** where the import belongs to, and below it the organisations of the people */
  homeId: string;
  organisationIds: readonly string[];
  progress?(job: Job): void;
}

/** Brings the people in by the API; once more with the same job id it goes on, or finds that it is done. */
export async function importMany(client: Client, count: number, options: ManyOptions): Promise<Job> {
  const { jobId, homeId, organisationIds, progress } = options;
  const text = peopleFile(count, organisationIds);
  const file = {
    kind: 'people' as const,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: Buffer.byteLength(text),
  };
  const params = { jobId };
  const started = await client.call(people.startPeopleImport, {
    body: { jobId, organisationId: homeId, files: [file] },
  });
  if (started.job.state === 'waiting') {
    const { url, headers } = started.uploads[0]!;
    const answer = await fetch(url, { method: 'PUT', headers, body: text });
    if (!answer.ok) throw new Error(`upload of people: ${answer.status} ${await answer.text()}`);
    await client.call(people.checkPeopleImport, { params });
  }
  const checked = await rest(client, jobId, () => undefined);
  if (checked.state === 'asking' || checked.state === 'failed')
    await client.call(people.runPeopleImport, { params, body: { invite: false } });
  return rest(client, jobId, progress ?? (() => undefined));
}

/** The job once nothing works on it. */
async function rest(client: Client, jobId: string, progress: (job: Job) => void): Promise<Job> {
  for (;;) {
    const { job } = await client.call(people.peopleImport, { params: { jobId } });
    progress(job);
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
