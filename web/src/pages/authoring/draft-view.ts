/** How courses in the making are listed and where each of them stands. Pure. */
import { draftStates, type authoring, type Draft } from '#contracts/authoring.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { OutputOf } from '#contracts/endpoint.ts';
import type { reviews } from '#contracts/reviews.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export type Card = OutputOf<typeof authoring.ownDrafts>['items'][number];
export type Problem = OutputOf<typeof reviews.readiness>['problems'][number];
export type Standing = (typeof draftStates)[number] | 'archived';
export const standings = [...draftStates, 'archived'] as const;

export const standingSigns = {
  draft: { kind: 'plain', icon: 'pencil' },
  inReview: { kind: 'acc', icon: 'clock' },
  returned: { kind: 'warn', icon: 'alert' },
  released: { kind: 'ok', icon: 'done' },
  retired: { kind: 'line', icon: 'close' },
  archived: { kind: 'line', icon: 'lock' },
} as const satisfies Record<Standing, Sign>;

export const standingOf = ({ state, archived }: Pick<Card, 'state' | 'archived'>): Standing =>
  archived ? 'archived' : state;

/** What is put away is shown only to who asks for it. */
export function findDrafts<Item extends Pick<Card, 'title' | 'state' | 'archived'>>(
  cards: readonly Item[],
  { text, standing }: { text: string; standing: Standing | undefined },
): Item[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    const own = standingOf(card);
    if (standing ? own !== standing : own === 'archived') return false;
    const titles = Object.values(card.title).join(' ').toLocaleLowerCase();
    return words.every((word) => titles.includes(word));
  });
}

export type View = 'outline' | 'films' | 'settings' | 'team' | 'reports' | 'history';
export const viewsOf = ({ mayChange }: Pick<Draft, 'mayChange'>): View[] =>
  mayChange
    ? ['outline', 'films', 'settings', 'team', 'reports', 'history']
    : ['outline', 'films', 'team', 'reports', 'history'];

/** Problems by what they are about: the course itself first, then lessons in the order of the outline. */
export interface ProblemGroup {
  lessonId: string | null;
  problems: Problem[];
  /** are there some that stand in the way of a review? */
  blocks: boolean;
}
export function groupProblems(problems: readonly Problem[], lessonIds: readonly string[]): ProblemGroup[] {
  const order = [null, ...lessonIds];
  return order.flatMap((lessonId) => {
    const own = problems.filter((problem) => problem.lessonId === lessonId);
    // what has to be mended comes before what is only to be known
    const sorted = [...own].sort((one, other) => Number(other.blocks) - Number(one.blocks));
    return own.length > 0 ? [{ lessonId, problems: sorted, blocks: sorted[0]?.blocks ?? false }] : [];
  });
}

export interface Counted {
  problem: Problem;
  count: number;
}
/** Many equal problems of a lesson as one line: where the first is, and how many there are. */
export function countProblems(problems: readonly Problem[]): Counted[] {
  const kinds = new Map<string, Counted>();
  for (const problem of problems) {
    const key = `${problem.code} ${problem.language ?? ''}`;
    const known = kinds.get(key);
    if (known) known.count += 1;
    else kinds.set(key, { problem, count: 1 });
  }
  return [...kinds.values()];
}

/** Where what concerns no lesson is mended: among the settings, or in the outline – titles of modules. */
export type Mended = 'settings' | 'outline' | undefined;
export function courseProblems(
  draft: Pick<Draft, 'title' | 'modules'>,
  problems: readonly Problem[],
): (Counted & { where: Mended })[] {
  return countProblems(problems).flatMap(({ problem, count }): (Counted & { where: Mended })[] => {
    const { code, language } = problem;
    if (code !== 'titleMissing' || !language) {
      return [{ problem, count, where: code === 'summaryMissing' ? 'settings' : undefined }];
    }
    const modules = draft.modules.filter(({ title }) => !title[language]).length;
    const own = draft.title[language] ? [] : [{ problem, count: 1, where: 'settings' as const }];
    return modules > 0 ? [...own, { problem, count: modules, where: 'outline' as const }] : own;
  });
}

/** Where the editor opens for a problem: its language, and the block. */
export function editorHref(base: string, { language, blockId }: Pick<Problem, 'language' | 'blockId'>): string {
  return `${base}${language ? `?language=${language}` : ''}${blockId ? `#${blockId}` : ''}`;
}

type Progress = { total: number; done: number; stale: number };
/** Languages that can be submitted without a second thought: nothing missing, nothing behind its source. */
export function readyLanguages(
  languages: readonly Language[],
  translations: Partial<Record<Language, Progress>>,
): Language[] {
  return languages.filter((language, index) => {
    const progress = translations[language];
    return index === 0 || (progress && progress.total > 0 && progress.done >= progress.total && progress.stale === 0);
  });
}

/** Must something be mended before the course can be submitted? Its summary is asked for on the way. */
export const isBlocked = (problems: readonly Pick<Problem, 'code' | 'blocks'>[]): boolean =>
  problems.some(({ code, blocks }) => blocks && code !== 'summaryMissing');

export const lacksSummary = (problems: readonly Pick<Problem, 'code' | 'blocks'>[]): boolean =>
  problems.some(({ code, blocks }) => blocks && code === 'summaryMissing');

/** Stops of the line from the first word to the release. */
export type Stop = { key: 'writing' | 'review' | 'release'; state: 'done' | 'now' | 'next' };
export function stopsOf({ state }: Pick<Card, 'state'>, changed: boolean): Stop[] {
  const at = state === 'inReview' ? 1 : state === 'released' && !changed ? 3 : 0;
  const keys = ['writing', 'review', 'release'] as const;
  return keys.map((key, index) => ({ key, state: index < at ? 'done' : index === at ? 'now' : 'next' }));
}

/** What is said to learners, in the languages that are submitted; null for nothing. */
export function saidIn(said: Partial<Record<Language, string>>, of: readonly Language[]): Localised | null {
  const texts = of.flatMap((language) => {
    const text = said[language]?.trim();
    return text ? [[language, text] as const] : [];
  });
  return texts.length > 0 ? Object.fromEntries(texts) : null;
}

/** What of a submission was typed, by field: those for learners are named by their language. */
export function submissionFields(typed: {
  note: string;
  summary: string;
  said: Partial<Record<Language, string>>;
}): Record<string, string> {
  const fields = { note: typed.note, summary: typed.summary, ...typed.said };
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim()));
}
