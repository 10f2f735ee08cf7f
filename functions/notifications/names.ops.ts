/** The words that belong to the ids of notices: titles of tests and courses, names of academies, messages and who wrote them. */
import { languages, type Language, type Localised } from '#contracts/common.ts';
import type { InboxNotice } from '#contracts/notifications.ts';
import { runsById } from '../assessments/told.reads.ts';
import { draftTitles } from '../authoring/told.reads.ts';
import { cardsById } from '../courses/told.reads.ts';
import { organisationsById, peopleById } from '../identity/identity.reads.ts';
import { messagesById } from './messages.store.ts';
import type { Notice, NoticeAbout } from './notice.ts';

type Names = Pick<InboxNotice, 'title' | 'message'>;

/** A text in a language, else in the first there is. */
export const nameIn = (text: Localised, language: Language): string =>
  text[language] ?? languages.map((each) => text[each]).find((each) => each !== undefined) ?? '';

/** One look at each room for all of them. */
export async function namesFor(
  notices: readonly Pick<Notice, 'about'>[],
): Promise<(notice: Pick<Notice, 'about'>) => Names> {
  const ids = (of: keyof NoticeAbout) => [...new Set(notices.flatMap(({ about }) => about[of] ?? []))];
  const courseIds = ids('courseId');
  const [runs, cards, organisations, written] = await Promise.all([
    runsById(ids('runId')),
    cardsById(courseIds),
    organisationsById(ids('organisationId')),
    messagesById(ids('messageId')),
  ]);
  const [drafts, authors] = await Promise.all([
    draftTitles(courseIds.filter((id) => !cards.has(id))),
    peopleById([...new Set(written.map(({ by }) => by))]),
  ]);
  const messages = new Map(written.map((each) => [each.id, each]));
  return ({ about: { runId = '', courseId = '', organisationId = '', messageId = '' } }) => {
    const message = messages.get(messageId);
    const from = message && authors.get(message.by);
    return {
      title:
        runs.get(runId)?.title ??
        cards.get(courseId)?.title ??
        drafts.get(courseId) ??
        organisations.get(organisationId)?.name ??
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
