/** Courses that go from one academy to another, in few words. */
import { adoption, type Piece, type Upstream } from '#contracts/adoption.ts';
import { draftSharing, sharing, type SharedWith } from '#contracts/sharing.ts';
import { draftOf, lessonDraft, save, written } from './authoring.ts';
import { release, serviceReviewer, submit } from './reviews.ts';
import { newId, until, type TestClient } from './stack.ts';

/** Releases a draft as it stands now. */
export async function releaseDraft(author: TestClient, courseId: string): Promise<number> {
  const { languages } = await draftOf(author, courseId);
  const { version } = await release(await serviceReviewer(), await submit(author, courseId, { languages }));
  return version;
}

/** Shares a course; does not wait for its shelves. */
export async function share(author: TestClient, courseId: string, who: SharedWith, ids: string[] = []): Promise<void> {
  const { revision } = await author.call(draftSharing.courseSharing, { params: { courseId } });
  const body = { revision, with: who, organisationIds: ids };
  await author.call(draftSharing.shareCourse, { params: { courseId }, body });
}

export const sharedIds = async (client: TestClient, query: object = {}): Promise<string[]> =>
  (await client.call(sharing.sharedCourses, { query })).items.map(({ id }) => id);

/** Waits until somebody sees a course among the shared ones (or not any more). */
export const seesShared = (client: TestClient, courseId: string, sees = true): Promise<string[]> =>
  until(
    () => sharedIds(client),
    (ids) => ids.includes(courseId) === sees,
    30,
  );

/** Adopts the newest version and waits for the draft; answers its id. */
export async function adoptCourse(
  client: TestClient,
  from: string,
  organisationId: string,
  id = newId('course'),
): Promise<string> {
  const { version } = await client.call(sharing.sharedCourse, { params: { courseId: from } });
  await client.call(adoption.adopt, { body: { id, organisationId, from, version } });
  await until(
    () => client.reply(adoption.upstream, { params: { courseId: id } }),
    ({ status }) => status === 200,
    60,
  );
  return id;
}

export const upstreamOf = (client: TestClient, courseId: string): Promise<Upstream> =>
  client.call(adoption.upstream, { params: { courseId } });

/** Everything of all lessons that waits for a decision. */
export async function openPieces(client: TestClient, courseId: string): Promise<Piece[]> {
  const { lessons, pieces } = await upstreamOf(client, courseId);
  const ask = (lessonId: string) => client.call(adoption.upstreamLesson, { params: { courseId, lessonId } });
  const found = await Promise.all(lessons.map(({ lessonId }) => ask(lessonId)));
  return [...pieces, ...found.flatMap((each) => each.pieces)];
}

export async function decide(
  client: TestClient,
  courseId: string,
  piece: Pick<Piece, 'key' | 'revision'>,
  choice: 'take' | 'keep' | 'edit',
  text?: string,
) {
  const { newest } = await upstreamOf(client, courseId);
  const decision = { key: piece.key, revision: piece.revision, choice, ...(text === undefined ? {} : { text }) };
  const body = { version: newest ?? 0, decisions: [decision] };
  const { outcomes, open } = await client.call(adoption.decideUpstream, { params: { courseId }, body });
  return { outcome: outcomes[0]?.outcome, open };
}

/** What a lesson says in a language, block by block; the first lesson unless said. */
export async function textsOf(client: TestClient, courseId: string, language: 'uk' | 'en' = 'uk', number = 0) {
  const { lessons } = await draftOf(client, courseId);
  const { blocks } = await lessonDraft(client, { courseId, lessonId: lessons[number]!.id });
  return blocks.map(({ texts }) => texts[language]?.text ?? '');
}

/** Writes another text into a block of a lesson, by their numbers. */
export async function rewrite(client: TestClient, courseId: string, at: [lesson: number, block: number], text: string) {
  const { lessons } = await draftOf(client, courseId);
  const params = { courseId, lessonId: lessons[at[0]]!.id };
  const block = (await lessonDraft(client, params)).blocks[at[1]]!;
  const [outcome] = await save(client, params, written(block.id, text, { base: block.texts.uk?.revision ?? 0 }));
  if (outcome?.outcome !== 'saved') throw new Error(`not written: ${outcome?.outcome}`);
}
