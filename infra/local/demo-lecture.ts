/** What the demo’s instructor adds to the lecture of the first course, in both films of it: chapters, hints, questions; released as its second version. */
import { readFileSync } from 'node:fs';
import { authoring } from '#contracts/authoring.ts';
import type { Language, Localised } from '#contracts/common.ts';
import { filmChapters } from '#contracts/film-chapters.ts';
import { filmHints } from '#contracts/film-hints.ts';
import { filmQuestions } from '#contracts/film-questions.ts';
import { Client } from './client.ts';
import { demoCourseId } from './demo.ts';
import { releaseDraft } from './demo-drafts.ts';
import { demoQuestionId } from './demo-questions.ts';
import { demoPassword } from './provider.ts';
import type { LocalStack } from './stack.ts';

/** seconds in the film spoken in a language */
type Seconds = Partial<Record<Language, number>>;

/** As `content/demo/lecture.json` says it. */
interface DemoLecture {
  whatChanged: Localised;
  chapters: { title: Localised; at: Seconds }[];
  hints: { text: Localised; at: Seconds }[];
  questions: { key: string; required: boolean; at: Seconds; againFrom: Seconds }[];
}

const demoLecture = (): DemoLecture =>
  JSON.parse(readFileSync(new URL('../../content/demo/lecture.json', import.meta.url), 'utf8')) as DemoLecture;

/** Does nothing where it is released already. */
export async function seedLecture(stack: LocalStack, say: (message: string) => void): Promise<void> {
  const [author, reviewer] = await Promise.all(
    ['instructor@kurs.example', 'reviewer@kurs.example'].map((login) =>
      new Client(stack.origin).signIn(login, demoPassword),
    ),
  );
  const { lessons, version } = await author!.call(authoring.draft, { params: { courseId: demoCourseId } });
  if ((version ?? 0) < 2) {
    for (const [spoken, film] of Object.entries(lessons[0]!.lectures))
      await addTo(author!, spoken as Language, film.id);
    await releaseDraft(author!, reviewer!, demoCourseId, { version: 2, whatChanged: demoLecture().whatChanged });
  }
  say('lecture: chapters, hints and questions');
}

async function addTo(author: Client, spoken: Language, lectureId: string): Promise<void> {
  const { chapters, hints, questions } = demoLecture();
  const params = { courseId: demoCourseId, lectureId };
  const ms = (at: Seconds) => Math.round((at[spoken] ?? 0) * 1000);
  const base = async (kept: Promise<{ sha256: string | null }>) => (await kept).sha256;
  await author.call(filmChapters.saveFilmChapters, {
    params,
    body: {
      items: chapters.map(({ title, at }) => ({ startMs: ms(at), title })),
      base: await base(author.call(filmChapters.filmChapters, { params })),
    },
  });
  await author.call(filmHints.saveFilmHints, {
    params,
    body: {
      items: hints.map(({ text, at }) => ({ atMs: ms(at), text })),
      base: await base(author.call(filmHints.filmHints, { params })),
    },
  });
  await author.call(filmQuestions.saveFilmQuestions, {
    params,
    body: {
      items: questions.map(({ key, required, at, againFrom }) => ({
        atMs: ms(at),
        questionId: demoQuestionId(key),
        version: 1,
        required,
        againFromMs: ms(againFrom),
      })),
      base: await base(author.call(filmQuestions.filmQuestions, { params })),
    },
  });
}
