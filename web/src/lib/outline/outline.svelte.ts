/**
 * The outline while it is worked on: each change is shown at once and sent in its turn. One that is not taken is put back
 * and explained; the wish is kept, so that it can be tried again on what is there now.
 */
import { authoring, type Draft } from '#contracts/authoring.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import { reviews } from '#contracts/reviews.ts';
import { isRefusal } from '../action.svelte.ts';
import { queryClient, queryOf, refresh, useQuery } from '../query.svelte.ts';
import type { Edit } from './edit.ts';

/** moved, changed, gone: a colleague was first · failed: anything else, `error` says what */
export interface Trouble {
  reason: 'moved' | 'changed' | 'gone' | 'failed';
  edit: Edit;
  error?: unknown;
}

/** Whoever leaves for another course meanwhile takes nothing along: a change belongs to the course it was made in. */
interface Waiting {
  edit: Edit;
  courseId: string;
}

const pollMs = 15_000;
const beaten = ['conflict', 'lessonMoved'] as const;

/** One for each outline that is shown. */
export function useOutline(courseId: () => string) {
  const query = useQuery(
    authoring.draft,
    () => ({ params: { courseId: courseId() } }),
    () => ({ refetchInterval: pollMs }),
  );
  let pending = $state.raw<readonly Waiting[]>([]);
  let troubles = $state.raw<readonly Trouble[]>([]);
  let savedAt = $state<number | undefined>();
  let sending: Promise<void> | undefined;
  const base = $derived(query.data?.id === courseId() ? query.data : undefined);
  const shown = $derived(base && pending.reduce((draft, { edit }) => edit.apply(draft), base));

  // what the academy has not taken yet would be lost with the page: the browser asks first
  $effect(() => {
    if (pending.length === 0) return;
    const ask = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  });

  async function sendAll(): Promise<void> {
    for (let next = pending[0]; next; next = pending[0]) {
      const result = await attempt(next);
      pending = pending.slice(1);
      if (result) troubles = [...troubles, result];
      else savedAt = Date.now();
    }
    sending = undefined;
    void refresh(draftOutline.bin, authoring.ownDrafts, reviews.readiness);
  }

  return {
    get draft(): Draft | undefined {
      return shown;
    },
    get error(): unknown {
      return base ? undefined : query.error;
    },
    get busy(): boolean {
      return pending.length > 0;
    },
    /** what the academy has not taken: on its way, or in trouble */
    get unsent(): readonly Edit[] {
      return [...troubles.map(({ edit }) => edit), ...pending.map(({ edit }) => edit)];
    },
    /** when the academy took the last change of this visit */
    get savedAt(): number | undefined {
      return savedAt;
    },
    /** what was not taken, in order: stays until it is tried again or given up */
    get troubles(): readonly Trouble[] {
      return troubles;
    },
    reload: () => query.refetch(),
    dismiss(): void {
      troubles = [];
    },
    /** Shows it and sends it after those before; answers when all is sent, and whether none met trouble. */
    async make(...edits: (Edit | undefined)[]): Promise<boolean> {
      const wanted = edits.filter((edit) => edit !== undefined);
      if (wanted.length === 0) return false;
      const of = courseId();
      pending = [...pending, ...wanted.map((edit) => ({ edit, courseId: of }))];
      await (sending ??= sendAll());
      return !troubles.some(({ edit }) => wanted.includes(edit));
    },
    /** The wishes that were not taken, on what is there now. */
    async retry(): Promise<boolean> {
      const now = base;
      if (!now) return false;
      const wishes = troubles.map(({ edit }) => edit.again(now));
      troubles = [];
      return this.make(...wishes);
    },
  };
}
export type Outline = ReturnType<typeof useOutline>;

/** Sends one change on the newest draft; where somebody else changed something beside it, once more. */
async function attempt({ edit, courseId }: Waiting): Promise<Trouble | undefined> {
  for (let round = 0; ; round += 1) {
    const base = known(courseId);
    if (!base || !edit.holds(base)) return { reason: reasonOf(edit, base), edit };
    try {
      keep(await edit.send(base), courseId);
      return undefined;
    } catch (error) {
      if (!isRefusal(error, ...beaten)) return { reason: 'failed', edit, error };
      await refresh(authoring.draft);
      if (round > 0) return { reason: reasonOf(edit, known(courseId)), edit };
    }
  }
}

function reasonOf(edit: Edit, base: Draft | undefined): Trouble['reason'] {
  if (!base || edit.kind === 'add' || edit.kind === 'copy' || !edit.again(base)) return 'gone';
  return edit.kind === 'move' ? 'moved' : 'changed';
}

const keyOf = (courseId: string) => queryOf(authoring.draft, { params: { courseId } }).queryKey;
const known = (courseId: string) => queryClient.getQueryData<Draft>(keyOf(courseId));

/** What the academy answered is the newest: a question that is under way would bring something older. */
function keep(answer: Draft, courseId: string): void {
  void queryClient.cancelQueries({ queryKey: keyOf(courseId) });
  queryClient.setQueryData(keyOf(courseId), answer);
}
