/** Takes over what the original says of itself and how it calls its modules. */
import type { authoring } from '#contracts/authoring.ts';
import type { Language, Localised } from '#contracts/common.ts';
import type { BodyOf } from '#contracts/endpoint.ts';
import type { Manifest } from '../courses/courses.reads.ts';
import { accessToChange } from './access.ops.ts';
import { adoptedId } from './adoption.ops.ts';
import { draftHandlers } from './drafts.ops.ts';
import { about as aboutOf, type StoredAbout, type StoredDraft } from './drafts.store.ts';
import { titledAnew } from './made-from.ts';
import { outlineHandlers } from './outline.ops.ts';
import { asked, madeThere, orConflict, worded, type Taking } from './take.ops.ts';
import type { Outcome } from './upstream-decisions.ops.ts';

type TakingWords = Omit<Taking, 'sides'>;
type Change = Omit<BodyOf<typeof authoring.changeDraft>, 'revision'>;

/** Title, summary, outcomes, topics and competences of the course, names of modules. */
export async function takeCourseWords(taking: TakingWords): Promise<Outcome> {
  const { ctx, access, original, piece } = taking;
  if (piece.kind === 'module') return takeModuleTitle(taking);
  const newest = original.versions.get(original.newest)!;
  const [{ draft }, about] = await Promise.all([accessToChange(ctx, access.draft.id), aboutOf(access.draft.id)]);
  const body = { revision: piece.revision, ...changeOf(taking, newest, { draft, about }) };
  return orConflict(draftHandlers.changeDraft(ctx, asked({ courseId: draft.id }, body)));
}

const saidIn = ({ piece, text }: TakingWords): string => (text ?? piece.theirs ?? '').trim();

function takeModuleTitle(taking: TakingWords): Promise<Outcome> {
  const { ctx, access, original, piece } = taking;
  const { id: courseId } = access.draft;
  const theirId = piece.key.split('/')[1]!;
  const module = original.modules.find(({ id }) => id === adoptedId(courseId)('module', theirId))!;
  const there = original.versions.get(original.newest)!.modules.find(({ id }) => id === theirId)?.title;
  const body = {
    ...{ title: worded(module, piece.language!, saidIn(taking)), place: module.asked ?? module.place },
    ...{ revision: piece.revision, madeFrom: madeThere(access, there, piece) },
  };
  return orConflict(outlineHandlers.putModule(ctx, asked({ courseId, moduleId: module.id }, body)));
}

function changeOf(
  taking: TakingWords,
  newest: Manifest,
  { draft, about }: { draft: StoredDraft; about: StoredAbout },
): Change {
  const { access, piece } = taking;
  const { field, language } = piece;
  const line = (before: Localised | undefined, max: number) => ({
    ...before,
    [language!]: saidIn(taking).slice(0, max),
  });
  switch (field) {
    case 'title':
      return { title: line(draft.title, 200), madeFrom: { title: madeThere(access, newest.title, piece) } };
    case 'summary':
      return { summary: line(about.summary, 600), madeFrom: { summary: madeThere(access, newest.summary, piece) } };
    case 'outcomes':
      return outcomesChange(newest.outcomes, about.outcomes, { language, first: draft.languages[0]! });
    case 'topics':
      return { topics: newest.topics };
    default:
      return { competences: newest.competences ?? [] };
  }
}

/** The list as it is there; where both lists are alike, the translations into one language. */
function outcomesChange(
  theirs: readonly Localised[],
  mine: readonly Localised[],
  { language, first }: { language: Language | null; first: Language },
): Change {
  const fresh = theirs.map((line) => titledAnew(line, first).madeFrom ?? {});
  if (language === null) return { outcomes: [...theirs], madeFrom: { outcomes: fresh } };
  const outcomes = mine.map((line, index) => {
    const { [language]: _, ...others } = line;
    const text = theirs[index]?.[language];
    return text ? { ...others, [language]: text } : others;
  });
  const made = fresh.map(({ [language]: source }) => (source ? { [language]: source } : {}));
  return { outcomes, madeFrom: { outcomes: made } };
}
