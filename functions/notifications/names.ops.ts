/** The words that belong to the ids of notices: titles of tests and courses, names of academies, days of cohorts, messages and who wrote them. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { InboxNotice } from '#contracts/notifications.ts';
import { runsById } from '../assessments/told.reads.ts';
import { assignmentIn } from '../assignments/assignments.reads.ts';
import { draftTitles } from '../authoring/told.reads.ts';
import { cohortsById } from '../cohorts/cohorts.reads.ts';
import { announcementShown, threadNamed } from '../discussion/discussion.reads.ts';
import { cardsById } from '../courses/told.reads.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { messagesById } from './messages.store.ts';
import type { Notice, NoticeAbout } from './notice.ts';

type Names = Pick<InboxNotice, 'title' | 'message'>;

/** A text in a language, else in the first there is. */
export const nameIn = (text: Localised, language: Language): string =>
  text[language] ?? languages.map((each) => text[each]).find((each) => each !== undefined) ?? '';

/** A day of a cohort: «ПОГ-26/1, 12 жовтня». */
const dayOf = (name: string, day: string): Localised =>
  Object.fromEntries(languages.map((language) => [language, `${name}, ${dayIn(language, day)}`]));
const dayIn = (language: Language, day: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** A title somebody wrote, whatever its language. */
const written = (title: string | undefined): Localised | undefined =>
  title === undefined ? undefined : Object.fromEntries(languages.map((language) => [language, title]));

/** One look at each room for all of them. */
export async function namesFor(
  notices: readonly Pick<Notice, 'about'>[],
): Promise<(notice: Pick<Notice, 'about'>) => Names> {
  const ids = (of: Exclude<keyof NoticeAbout, 'teaches'>) => [
    ...new Set(notices.flatMap(({ about }) => about[of] ?? [])),
  ];
  const courseIds = ids('courseId');
  const [runs, cards, organisations, cohorts, sent, titles] = await Promise.all([
    runsById(ids('runId')),
    cardsById(courseIds),
    organisationsById(ids('organisationId')),
    cohortsById(ids('cohortId')),
    messagesById(ids('messageId')),
    titlesOf(notices),
  ]);
  const [drafts, authors] = await Promise.all([
    draftTitles(courseIds.filter((id) => !cards.has(id))),
    peopleById([...new Set(sent.map(({ by }) => by))]),
  ]);
  const messages = new Map(sent.map((each) => [each.id, each]));
  return ({ about }) => {
    const { runId = '', courseId = '', organisationId = '', messageId = '', cohortId = '', day } = about;
    const cohort = cohorts.get(cohortId);
    const message = messages.get(messageId);
    const from = message && authors.get(message.by);
    return {
      title:
        runs.get(runId)?.title ??
        cards.get(courseId)?.title ??
        drafts.get(courseId) ??
        organisations.get(organisationId)?.name ??
        (cohort && day ? dayOf(cohort.name, day) : undefined) ??
        written(titles.get(thingIn(about))) ??
        null,
      message: message
        ? {
            ...{ id: message.id, title: message.title },
            from: from ? { givenName: from.givenName, familyName: from.familyName } : null,
          }
        : null,
    };
  };
}

/** The thread, announcement or assignment a notice is about; empty where it is about none. */
const thingIn = ({ threadId, announcementId, assignmentId }: NoticeAbout): string =>
  threadId ?? announcementId ?? assignmentId ?? '';

/** Titles of threads, announcements and assignments by their ids, as far as there are any. */
async function titlesOf(notices: readonly Pick<Notice, 'about'>[]): Promise<Map<string, string>> {
  const things = new Map(notices.map(({ about }) => [thingIn(about), about]));
  const found = await Promise.all(
    [...things].map(async ([id, { threadId, announcementId, assignmentId, cohortId = '' }]) => {
      if (threadId !== undefined) return [id, (await threadNamed(threadId))?.title] as const;
      if (announcementId !== undefined) return [id, (await announcementShown(announcementId))?.title] as const;
      return [id, assignmentId && (await assignmentIn(cohortId, assignmentId))?.title] as const;
    }),
  );
  return new Map(found.flatMap(([id, title]) => (id && title ? [[id, title] as const] : [])));
}
