/** Drafts as they are shown: whole, or as cards of a list. */
import type { Draft, DraftCard, DraftModule } from '#contracts/authoring.ts';
import type { DraftLesson } from '#contracts/blocks.ts';
import type { Language } from '#contracts/common.ts';
import { cardsById } from '../courses/courses.reads.ts';
import { organisationsById } from '../identity/identity.reads.ts';
import type { Access } from './access.ops.ts';
import { hasChanges, stateOf } from './draft.ts';
import * as drafts from './drafts.store.ts';
import { behind, courseBehind, type Line } from './made-from.ts';
import { namesOf } from './names.ops.ts';
import { originCards } from './origin-cards.ops.ts';
import { ordered, type Outline } from './outline.ts';
import { outlineItems, type StoredLesson, type StoredModule } from './outline.store.ts';
import { waitingIn } from './reports.store.ts';
import { byRank, mayChange, mayChangeTeam } from './team.ts';
import { teamOf, type StoredMember } from './team.store.ts';

/** What was read or written anyway on the way to the answer. */
interface Known {
  outline?: Outline;
  about?: drafts.StoredAbout;
  team?: StoredMember[];
}

export async function draftView(access: Access, known: Known = {}): Promise<Draft> {
  const { id } = access.draft;
  const [released, text, outline, team] = await Promise.all([
    cardsById([id]),
    known.about ?? drafts.about(id),
    known.outline ?? outlineItems(id),
    known.team ?? teamOf(id),
  ]);
  const [[card], nameOf] = await Promise.all([
    cardsWith([access.draft], new Map([[id, access.role]]), released),
    namesOf(team.map(({ personId }) => personId)),
  ]);
  const version = released.get(id);
  const isOurs = version?.organisationId === access.draft.organisationId;
  const { modules, lessons } = ordered(outline);
  const [first] = access.draft.languages as [Language];
  const old = courseBehind({ ...text, title: access.draft.title }, first);
  return {
    ...card!,
    summary: text.summary ?? null,
    outcomes: text.outcomes,
    ...(old ? { behind: old } : {}),
    topics: text.topics,
    competences: text.competences,
    audience: access.draft.audience,
    revision: access.draft.revision,
    outlineRevision: access.draft.outlineRevision,
    modules: modules.map((module) => presentModule(module, first)),
    lessons: lessons.map((lesson) => presentLesson(lesson, first)),
    team: byRank(team).map(({ personId, role, since }) => ({ person: nameOf(personId), role, since })),
    mayChange: mayChange(access, access.draft.archived),
    mayChangeTeam: mayChangeTeam(access),
    retired: (isOurs && version?.retired) || null,
    mayRetire: isOurs && access.isManager,
  };
}

/** Cards with the names of their academies; a draft whose academy is unknown is left out. */
export async function cardsOf(
  given: readonly drafts.StoredDraft[],
  roles: ReadonlyMap<string, DraftCard['role'] | undefined>,
): Promise<DraftCard[]> {
  return cardsWith(given, roles, await cardsById(given.map(({ id }) => id)));
}

async function cardsWith(
  given: readonly drafts.StoredDraft[],
  roles: ReadonlyMap<string, DraftCard['role'] | undefined>,
  released: Awaited<ReturnType<typeof cardsById>>,
): Promise<DraftCard[]> {
  const owners = [...new Set(given.map(({ organisationId }) => organisationId))];
  const [organisations, originOf, ...waiting] = await Promise.all([
    organisationsById(owners),
    originCards(given, released),
    ...owners.map(waitingIn),
  ]);
  return given.flatMap((draft) => {
    const organisation = organisations.get(draft.organisationId);
    if (!organisation) return [];
    const { id, title, languages, reviewId, archived, changedAt } = draft;
    return {
      ...{ id, title, languages, archived, changedAt },
      organisation: { id: organisation.id, name: organisation.name },
      ...stateOf(draft, released.get(id)),
      changed: hasChanges(draft, released.get(id)),
      reviewId: reviewId ?? null,
      openReports: waiting.reduce((sum, counts) => sum + (counts.get(id) ?? 0), 0),
      role: roles.get(id) ?? null,
      ...originOf(draft),
    };
  });
}

const presentModule = ({ id, place, title, madeFrom, revision }: StoredModule, first: Language): DraftModule => ({
  ...{ id, place, title, revision, ...presentBehind({ text: title, madeFrom }, first) },
});

/** `first`: the course’s first language. */
export const presentLesson = (
  { id, moduleId, place, title, madeFrom, minutes, lectures, revision, movedAt }: StoredLesson,
  first: Language,
): DraftLesson => ({
  ...{ id, moduleId, place, title, minutes, lectures, revision, movedAt },
  ...presentBehind({ text: title, madeFrom }, first),
});

function presentBehind(line: Line, first: Language): Pick<DraftModule, 'behind'> {
  const old = behind(line, first);
  return old ? { behind: old } : {};
}
