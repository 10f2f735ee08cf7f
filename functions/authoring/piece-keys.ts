/** How pieces of an original are named, and what is remembered of decisions about them. Pure. */

/** What was decided about a piece, and about which version of it. */
export interface Decided {
  key: string;
  choice: 'take' | 'keep' | 'edit';
  /** the version that was looked at */
  seen: number;
  /** the version from which it was taken over last */
  taken?: number | undefined;
}

/** How far a draft is with its original. */
export interface Known {
  /** the version it was made of */
  adopted: number;
  /** everything is decided up to this one */
  version: number;
  decisions: ReadonlyMap<string, Decided>;
}

export const keys = {
  lesson: (lesson: string) => `lesson/${lesson}`,
  title: (lesson: string, language: string) => `lesson/${lesson}/title/${language}`,
  minutes: (lesson: string) => `lesson/${lesson}/minutes`,
  /** in which module it is */
  place: (lesson: string) => `lesson/${lesson}/place`,
  film: (lesson: string, spoken: string) => `film/${lesson}/${spoken}`,
  captions: (lesson: string, spoken: string, language: string) => `film/${lesson}/${spoken}/${language}`,
  addition: (lesson: string, spoken: string, kind: string) => `film/${lesson}/${spoken}/${kind}`,
  /** of the modules, or of the lessons in one */
  order: (module?: string) => `order/${module ?? 'modules'}`,
  block: (lesson: string, block: string) => `block/${lesson}/${block}`,
  text: (lesson: string, block: string, language: string) => `block/${lesson}/${block}/${language}`,
  module: (module: string, language: string) => `module/${module}/${language}`,
  /** a test, in whatever lessons it stands */
  quiz: (quiz: string) => `quiz/${quiz}`,
  course: (field: string, language?: string) => (language ? `course/${field}/${language}` : `course/${field}`),
};

/** The lesson of the original that a piece belongs to. */
export const lessonOfKey = (key: string): string | undefined => /^(?:lesson|block|film)\/(les_[^/]+)/.exec(key)?.[1];

/** A piece first, then what it is part of. */
function withParents(key: string): string[] {
  const [kind, lesson, block] = key.split('/');
  if (kind === 'lesson') return [key, keys.lesson(lesson!)];
  // who takes a film takes its captions, and what was added to it
  if (kind === 'film') return [key, keys.film(lesson!, block!), keys.lesson(lesson!)];
  return kind === 'block' ? [key, keys.block(lesson!, block!), keys.lesson(lesson!)] : [key];
}

/** The version of the original a piece was last looked at in. */
export const seenOf = ({ version, decisions }: Known, key: string): number =>
  Math.max(version, ...withParents(key).map((each) => decisions.get(each)?.seen ?? 0));

/** The version a piece was last taken from. */
export function takenOf({ adopted, decisions }: Known, key: string): number {
  const found = withParents(key).find((each) => decisions.get(each)?.taken !== undefined);
  return found === undefined ? adopted : decisions.get(found)!.taken!;
}

/** All versions of the original that must be at hand to judge a lesson. */
export function versionsFor(known: Known, lesson: string, newest: number): number[] {
  const own = [...known.decisions.values()].filter(({ key }) => lessonOfKey(key) === lesson);
  return [
    ...new Set([known.adopted, known.version, newest, ...own.flatMap(({ seen, taken }) => [seen, taken ?? seen])]),
  ];
}
