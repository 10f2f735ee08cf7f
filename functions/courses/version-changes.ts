/** What differs between two released versions, for who reads them: by the hashes of their texts and films. Pure. */
import { languages as allLanguages, type Language } from '#contracts/common.ts';
import { steadyIn } from '#contracts/order.ts';
import type { VersionLesson } from '#contracts/versions.ts';
import { lessonsOf, type Manifest, type ManifestLesson } from './manifest.ts';

/** Each lesson there is or was, in the order of the later version, those taken out at the end. */
export function versionChanges(before: Manifest, after: Manifest): VersionLesson[] {
  const [old, now] = [lessonsOf(before), lessonsOf(after)];
  const earlier = new Map(old.map((lesson) => [lesson.id, lesson]));
  const present = new Set(now.map(({ id }) => id));
  const moved = movedIn(before, after);
  const shown = now.map((lesson) => {
    const was = earlier.get(lesson.id);
    return was
      ? { ...changeOf(was, before, lesson, after, moved.has(lesson.id)), number: lesson.number }
      : { ...whole(lesson, 'added'), number: lesson.number };
  });
  const gone = old
    .filter(({ id }) => !present.has(id))
    .map((lesson) => ({ ...whole(lesson, 'removed'), number: null }));
  return [...shown, ...gone];
}

type Change = Omit<VersionLesson, 'number'>;

const whole = ({ id, title, text }: ManifestLesson, kind: 'added' | 'removed'): Change => ({
  lessonId: id,
  title,
  kind,
  languages: allLanguages.filter((language) => text[language] !== undefined),
  rewritten: [],
  film: false,
});

function changeOf(
  was: ManifestLesson,
  before: Manifest,
  is: ManifestLesson,
  after: Manifest,
  isMoved: boolean,
): Change {
  const differs = (language: Language) =>
    was.text[language] !== is.text[language] || was.title[language] !== is.title[language];
  const languages = allLanguages.filter(differs);
  const { rewritten, film } = sinceRead({ lesson: was, of: before }, { lesson: is, of: after });
  const isChanged = languages.length > 0 || film || was.minutes !== is.minutes;
  const kind = isChanged ? 'changed' : isMoved ? 'moved' : 'same';
  return { lessonId: is.id, title: is.title, kind, languages, rewritten, film };
}

interface Read {
  lesson: ManifestLesson;
  of: Manifest;
}

/**
 * What somebody who has read the lesson would not know: texts written anew in a language that was there before, and
 * another film or other captions. A new title, a translation that has come, another place say nothing new to them.
 */
export function sinceRead(was: Read, is: Read): Pick<VersionLesson, 'rewritten' | 'film'> {
  const [old, now] = [was.lesson.text, is.lesson.text];
  const rewritten = allLanguages.filter(
    (language) => old[language] !== undefined && now[language] !== undefined && old[language] !== now[language],
  );
  return { rewritten, film: filmsOf(was) !== filmsOf(is) };
}

/** A lecture's version counts up when its film or its captions change. */
const filmsOf = ({ lesson, of }: Read): string =>
  Object.entries(lesson.lectures)
    .sort()
    .map(([language, id]) => `${language} ${id} ${of.lectures.find((lecture) => lecture.id === id)?.version}`)
    .join();

/** Lessons that stand in another module, or elsewhere among those that stayed. */
function movedIn(before: Manifest, after: Manifest): Set<string> {
  const [from, to] = [moduleOf(before), moduleOf(after)];
  const kept = [...to.keys()].filter((id) => from.has(id));
  const steady = steadyIn(
    [...from.keys()].filter((id) => to.has(id)),
    kept,
  );
  return new Set(kept.filter((id) => from.get(id) !== to.get(id) || !steady.has(id)));
}

const moduleOf = ({ modules }: Manifest): Map<string, string> =>
  new Map(modules.flatMap(({ id, lessons }) => lessons.map((lesson) => [lesson.id, id] as const)));
