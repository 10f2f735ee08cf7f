/** A checked bundle as the candidate of a release: what its reviewers will look at, every piece named by its hash. Pure. */
import type { Bundle } from '#contracts/bundle.ts';
import type { Language } from '#contracts/common.ts';
import type { Candidate } from './candidate.ts';
import type { Picture } from './manifest.ts';

export interface Import {
  courseId: string;
  organisationId: string;
  /** path as written in the texts → what was found when its bytes were checked */
  pictures: Record<string, Picture>;
  /** derives ids that stay the same for the same key of the same course */
  idOf(kind: 'module' | 'lesson' | 'lecture', key: string): string;
}

export function candidateOfBundle(bundle: Bundle, { courseId, organisationId, pictures, idOf }: Import): Candidate {
  const hash = new Map(bundle.files.map((file) => [file.path, file.sha256]));
  const hashes = (paths: Partial<Record<Language, string>>) => mapValues(paths, (path) => hash.get(path)!);
  const { audience, languages, title, summary, outcomes, topics } = bundle;
  let number = 0;
  return {
    ...{ courseId, organisationId, audience, languages, title, summary, outcomes, topics, pictures },
    lectures: bundle.lectures.map((lecture) => ({
      id: idOf('lecture', lecture.key),
      language: lecture.language,
      title: lecture.title,
      durationSeconds: lecture.durationSeconds,
      source: hash.get(lecture.file)!,
      captions: hashes(lecture.captions),
    })),
    modules: bundle.modules.map((module) => ({
      id: idOf('module', module.key),
      title: module.title,
      lessons: module.lessons.map((lesson) => ({
        id: idOf('lesson', lesson.key),
        number: (number += 1),
        title: lesson.title,
        minutes: lesson.minutes,
        text: hashes(lesson.text),
        lectures: mapValues(lesson.lecture ?? {}, (key) => idOf('lecture', key)),
      })),
    })),
  };
}

function mapValues<V, W>(given: Partial<Record<Language, V>>, change: (value: V) => W): Partial<Record<Language, W>> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value as V)]));
}
