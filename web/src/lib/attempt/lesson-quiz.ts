/** The test in a lesson: asked for when a learner goes to it. */
import { attempts } from '#contracts/attempts.ts';
import type { InputOf } from '#contracts/request.ts';
import { call } from '../client.ts';
import { locale } from '../i18n.svelte.ts';

type Place = InputOf<typeof attempts.lessonRun>['params'];

/** Answers the id of the learner’s test. */
export const lessonQuiz = async (params: Place): Promise<string> =>
  (await call(attempts.lessonRun, { params, query: { language: locale.current } })).id;
