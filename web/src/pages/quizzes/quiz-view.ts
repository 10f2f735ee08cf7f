/** How quizzes are listed, and where what stands in the way is mended. Pure. */
import type { QuizCard, QuizContent, QuizProblem, QuizQuestion } from '#contracts/quizzes.ts';
import type { Sign } from '../../lib/ui/sign.ts';

export const standings = ['draft', 'inReview', 'returned', 'approved', 'archived'] as const;
export type Standing = (typeof standings)[number];
export const standingSigns = {
  draft: { kind: 'plain', icon: 'pencil' },
  inReview: { kind: 'acc', icon: 'clock' },
  returned: { kind: 'warn', icon: 'alert' },
  approved: { kind: 'ok', icon: 'done' },
  archived: { kind: 'line', icon: 'lock' },
} as const satisfies Record<Standing, Sign>;

export const standingOf = ({ state, archived }: Pick<QuizCard, 'state' | 'archived'>): Standing =>
  archived ? 'archived' : state;

/** May learners sit it? Some version is approved, and it is not put away. */
export const isUsable = ({ version, archived }: Pick<QuizCard, 'version' | 'archived'>): boolean =>
  version !== null && !archived;

/** Quizzes whose title has all words, in any language. */
export function found<Item extends Pick<QuizCard, 'title' | 'state' | 'archived'>>(
  cards: readonly Item[],
  { text, standing }: { text: string; standing?: Standing | undefined },
): Item[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    if (standing && standingOf(card) !== standing) return false;
    const titles = Object.values(card.title).join(' ').toLocaleLowerCase();
    return words.every((word) => titles.includes(word));
  });
}

const pictureName = /media:(mda_[0-9A-HJKMNP-TV-Z]{26})/g;

/** Pictures that the texts of something name, once each. */
export const picturesNamed = (content: unknown): string[] => [
  ...new Set([...JSON.stringify(content ?? null).matchAll(pictureName)].map(([, id]) => id!)),
];

type Known = ReadonlyMap<string, QuizQuestion>;
export const noneKnown: Known = new Map();
/** What is known of questions, with more or newer ones. */
export const withKnown = (known: Known, more: readonly QuizQuestion[]): Known =>
  new Map([...known, ...more.map((one) => [one.id, one] as const)]);

export const views = ['questions', 'settings', 'versions'] as const;
export type View = (typeof views)[number];

/** The view in which a problem is mended, and the id of the place there. */
export function placeOf({ code, section, questionId, drawId }: QuizProblem): { view: View; anchor: string } {
  if (code === 'languageMissing' && !section) return { view: 'settings', anchor: 'quiz-title' };
  if (drawId) return { view: 'questions', anchor: `draw-${drawId}` };
  if (questionId) return { view: 'questions', anchor: `question-${questionId}` };
  return { view: 'questions', anchor: section ? `section-${section}` : 'sections' };
}

/** The number of a section as people count, and how many there are. */
export const sectionNumber = ({ sections }: Pick<QuizContent, 'sections'>, id: string): number =>
  sections.findIndex((section) => section.id === id) + 1;

/** What is asked for in a draw, as an address asks for it. */
export const poolQuery = (
  content: Pick<QuizContent, 'use' | 'languages' | 'settings'>,
  draw: { folderId: string | null; tag: string | null; competence: string | null; difficulty: number | null },
) => ({
  use: content.settings.practice ? ('practice' as const) : content.use,
  languages: content.languages.join(','),
  ...(draw.folderId ? { folderId: draw.folderId } : {}),
  ...(draw.tag ? { tag: draw.tag } : {}),
  ...(draw.competence ? { competence: draw.competence } : {}),
  ...(draw.difficulty ? { difficulty: String(draw.difficulty) } : {}),
});
