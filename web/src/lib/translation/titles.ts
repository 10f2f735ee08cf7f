/**
 * Title, summary and outcomes of a course, names of its modules and lessons as blocks of one line, so that they are
 * translated, kept and sent like the texts of a lesson. Pure.
 */
import type { Draft } from '#contracts/authoring.ts';
import type { DraftBlock, Segment } from '#contracts/blocks.ts';
import { languages, type Language, type Localised } from '#contracts/common.ts';
import { lessonIn, moduleIn } from '../outline/changes.ts';
import { outlineOf } from '../outline/outline.ts';

/** Where a line stands; the id of its block says it. */
export type TitleKind = 'course' | 'summary' | 'outcome' | 'module' | 'lesson';

export function titleKind(id: string): TitleKind {
  if (id.startsWith('mod_')) return 'module';
  if (id.startsWith('les_')) return 'lesson';
  if (id.startsWith('outcome')) return 'outcome';
  return id === 'summary' ? 'summary' : 'course';
}

const lengths: Record<TitleKind, number> = { course: 200, summary: 600, outcome: 500, module: 200, lesson: 200 };
/** Characters that fit into a line. */
export const lineMax = (id: string): number => lengths[titleKind(id)];

/** Ids of the lines of a draft, in the order to read them. */
export const titleIds = (draft: Draft): string[] => [
  'title',
  ...(draft.summary ? ['summary'] : []),
  ...draft.outcomes.map((_, index) => `outcome-${index + 1}`),
  ...outlineOf(draft).flatMap(({ module, lessons }) => [module.id, ...lessons.map(({ lesson }) => lesson.id)]),
];

/** A line in all its languages; undefined where the draft has it no more. */
export function titleIn(draft: Draft, id: string): Localised | undefined {
  switch (titleKind(id)) {
    case 'module':
      return moduleIn(draft, id)?.title;
    case 'lesson':
      return lessonIn(draft, id)?.title;
    case 'outcome':
      return draft.outcomes[outcomeAt(id)];
    case 'summary':
      return draft.summary ?? undefined;
    default:
      return draft.title;
  }
}

/** Of the translations of a line that are behind: what it said when they were made. */
export function behindIn(draft: Draft, id: string): Localised {
  const { title, summary, outcomes } = draft.behind ?? {};
  const found = {
    module: moduleIn(draft, id)?.behind,
    lesson: lessonIn(draft, id)?.behind,
    outcome: outcomes?.[outcomeAt(id)],
    ...{ summary, course: title },
  };
  return found[titleKind(id)] ?? {};
}

/** Which of the outcomes this id names. */
export const outcomeAt = (id: string): number => Number(id.slice('outcome-'.length)) - 1;

/** The line with another text in one language; without it where the text is empty. */
export function withText(line: Localised, language: Language, text: string): Localised {
  const { [language]: _, ...others } = line;
  return text ? { ...others, [language]: text } : others;
}

const unknown: Segment['by'] = { id: '', givenName: '', familyName: '' };

/**
 * The revisions of lines: the academy counts them for all languages together, here each text counts for itself, so that
 * only who wrote in the same language is met.
 */
export class TitleBook {
  /** what each text said, revision by revision */
  readonly #seen = new Map<string, string[]>();

  /** The lines of the newest draft as blocks. */
  read(draft: Draft): DraftBlock[] {
    return titleIds(draft).map((id, index) => ({
      ...{ id, kind: 'file', ref: null, place: `a${String(index).padStart(4, '0')}`, revision: 0 },
      texts: this.#texts(draft, id),
    }));
  }

  /** What a line said at a revision; undefined of one from before this book. */
  wordsAt(id: string, language: Language, revision: number): string | undefined {
    return this.#seen.get(`${id} ${language}`)?.[revision - 1];
  }

  #texts(draft: Draft, id: string): DraftBlock['texts'] {
    const [line, old] = [titleIn(draft, id) ?? {}, behindIn(draft, id)];
    const [first] = draft.languages;
    const source = first ? this.#revisionOf(`${id} ${first}`, line[first] ?? '') : 0;
    const found = languages.flatMap((language) => {
      const text = line[language] ?? '';
      const revision = this.#revisionOf(`${id} ${language}`, text);
      if (revision === 0) return [];
      const sourceRevision = language === first ? null : old[language] === undefined ? source : source - 1;
      return [[language, { text, alt: null, revision, sourceRevision, by: unknown, at: draft.changedAt }]];
    });
    return Object.fromEntries(found) as DraftBlock['texts'];
  }

  #revisionOf(key: string, text: string): number {
    const seen = this.#seen.get(key) ?? [];
    if (seen.length === 0 && !text) return 0;
    if (seen.at(-1) !== text) this.#seen.set(key, [...seen, text]);
    return seen.at(-1) === text ? seen.length : seen.length + 1;
  }
}
