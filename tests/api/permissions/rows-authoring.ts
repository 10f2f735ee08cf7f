/** Rows of drafts. The team's alone; who answers for the academy's drafts reads them, names the team, and writes nothing. */
import type { authoring } from '#contracts/authoring.ts';
import type { draftBlocks } from '#contracts/draft-blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import type { draftTeam } from '#contracts/draft-team.ts';
import type { Role } from '#contracts/permissions.ts';
import type { translation } from '#contracts/translation.ts';
import {
  addLesson,
  added,
  attach,
  createDraft,
  type LessonKey,
  placeAfter,
  save,
  writeBlocks,
  written,
} from '../../support/authoring.ts';
import { png, sha256 } from '../../support/bundle.ts';
import { createPerson, newId, type TestClient } from '../../support/stack.ts';
import { forAll, forOwnOrganisation, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** A draft of the academy's instructor: a lesson that has a picture, one copied from a release, somebody who could join. */
export async function createDrafts(author: TestClient, organisationId: string, mediaId: string, from: LessonKey) {
  const { id: courseId } = await createDraft(author, organisationId, { title: { uk: 'Чернетка' } });
  const lessonId = await addLesson(author, courseId);
  const [blockId = ''] = await writeBlocks(author, { courseId, lessonId }, { uk: 'Колишній текст', en: 'Text' });
  await save(author, { courseId, lessonId }, written(blockId, 'Текст', { base: 1 }));
  await attach(author, { courseId, lessonId }, { mediaId, alt: 'Схема' });
  const copied = await addLesson(author, courseId, { copyOf: from });
  const { id: colleague } = await createPerson(organisationId, ['instructor']);
  return { draft: { courseId, lessonId, blockId }, copied, colleague };
}

/** A draft of one side with something in every list: a text twice written, a lesson in the bin. */
export async function createSideDraft(author: TestClient, organisationId: string, mark: string) {
  const { id: courseId } = await createDraft(author, organisationId, { title: { uk: `Чернетка ${mark}` } });
  const lessonId = await addLesson(author, courseId);
  const [blockId = ''] = await writeBlocks(author, { courseId, lessonId }, `Перший текст ${mark}`);
  await save(author, { courseId, lessonId }, written(blockId, `Другий текст ${mark}`));
  const [translatedId = ''] = await writeBlocks(
    author,
    { courseId, lessonId },
    { uk: `Третій текст ${mark}`, en: 'Third' },
  );
  await save(author, { courseId, lessonId }, written(translatedId, 'Уже інший', { base: 1 }));
  const binnedId = await addLesson(author, courseId);
  await author.call(draftOutline.binLesson, { params: { courseId, lessonId: binnedId } });
  return { courseId, lessonId, blockId, translatedId, binnedId };
}

export const forReaders = {
  own: (role: Role) => (may([role], 'manageDrafts') ? 200 : 'notFound'),
  foreign: 'notFound',
} as const;
export const forWriters = {
  own: (role: Role) => (may([role], 'manageDrafts') ? 'notAllowed' : 'notFound'),
  foreign: 'notFound',
} as const;

type Drafts = typeof authoring & typeof draftOutline & typeof draftBlocks & typeof draftTeam & typeof translation;

export function authoringRows({ own, draft, copied, colleague, media }: World): RowsOf<Drafts> {
  const { academyId: organisationId } = own;
  const { courseId, lessonId, blockId } = draft;
  const ofDraft = { params: { courseId } };
  const ofLesson = { params: { courseId, lessonId } };
  const ofModule = { params: { courseId, moduleId: newId('module') } };
  const ofMember = { params: { courseId, personId: colleague } };
  const [title, place] = [{ uk: 'Назва' }, placeAfter([])];
  const newLesson = () => ({ id: newId('lesson'), moduleId: newId('module'), place, title, minutes: 5, copyOf: null });
  return {
    createDraft: {
      input: () => ({ body: { id: newId('course'), organisationId, title, languages: ['uk'] } }),
      ...forOwnOrganisation,
    },
    ownDrafts: { input: () => ({ query: {} }), ...forAll },
    organisationDrafts: { input: () => ({ params: { organisationId }, query: {} }), ...forOwnOrganisation },
    draft: { input: () => ofDraft, ...forReaders },
    changeDraft: { input: () => ({ ...ofDraft, body: { revision: 0, title } }), ...forWriters },
    putModule: { input: () => ({ ...ofModule, body: { title, place, revision: null } }), ...forWriters },
    removeModule: { input: () => ofModule, ...forWriters },
    addLesson: { input: () => ({ ...ofDraft, body: newLesson() }), ...forWriters },
    changeLesson: { input: () => ({ ...ofLesson, body: { revision: 0, minutes: 7 } }), ...forWriters },
    moveLesson: {
      input: () => ({ ...ofLesson, body: { moduleId: newId('module'), place, outlineRevision: 9 } }),
      ...forWriters,
    },
    binLesson: { input: () => ofLesson, ...forWriters },
    bin: { input: () => ofDraft, ...forReaders },
    restoreLesson: { input: () => ofLesson, ...forWriters },
    lessonDraft: { input: () => ofLesson, ...forReaders },
    saveBlocks: {
      input: () => ({ ...ofLesson, body: { changes: [added(newId('block'), place), written(blockId, 'Чуже')] } }),
      ...forWriters,
    },
    history: { input: () => ({ ...ofLesson, query: {} }), ...forReaders },
    translationProgress: { input: () => ofDraft, ...forReaders },
    formerSource: { input: () => ({ params: { ...draft, revision: '1' } }), ...forReaders },
    colleagues: { input: () => ({ ...ofDraft, query: { q: 'Особа' } }), ...forReaders },
    putTeamMember: { input: () => ({ ...ofMember, body: { role: 'author' } }), ...forReaders },
    removeTeamMember: { input: () => ofMember, ...forReaders },
    draftPicture: { input: () => ({ params: { courseId, mediaId: media.picture }, query: {} }), ...forReaders },
    lessonPicture: {
      input: () => ({ params: { courseId, lessonId: copied, sha256: sha256(png) } }),
      ...forReaders,
    },
  };
}
