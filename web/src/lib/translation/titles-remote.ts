/** Lines of a course go where each belongs: to the course, a module, a lesson. Who was quicker is told like in a lesson. */
import { authoring, type Draft } from '#contracts/authoring.ts';
import type { BlockChange, ChangeOutcome, DraftBlock } from '#contracts/blocks.ts';
import { draftOutline } from '#contracts/draft-outline.ts';
import type { Localised } from '#contracts/common.ts';
import type { BodyOf } from '#contracts/endpoint.ts';
import { isRefusal } from '../action.svelte.ts';
import { call } from '../client.ts';
import { none } from '../editor/by-id.ts';
import type { Remote } from '../editor/remote.ts';
import { lessonIn, moduleIn } from '../outline/changes.ts';
import { lineOf } from '../outline/titles.ts';
import { lineMax, outcomeAt, titleIn, titleKind, TitleBook, withText } from './titles.ts';

const attemptsMax = 4;
type Write = Extract<BlockChange, { op: 'write' }>;

export class TitlesRemote implements Remote {
  readonly #book = new TitleBook();
  readonly #learned: (draft: Draft) => void;
  readonly #made: ReadonlyMap<string, string>;
  #draft: Draft;

  /** `learned`: takes in each draft that the academy answers. `made`: lines that were translated from other words than stand there now. */
  constructor(draft: Draft, learned: (draft: Draft) => void, made: ReadonlyMap<string, string> = none()) {
    this.#draft = draft;
    this.#learned = learned;
    this.#made = made;
    this.#book.read(draft);
  }

  get blocks(): DraftBlock[] {
    return this.#book.read(this.#draft);
  }

  async load(): Promise<readonly DraftBlock[]> {
    this.#learn(await call(authoring.draft, { params: { courseId: this.#draft.id } }));
    return this.blocks;
  }

  async send(changes: BlockChange[]): Promise<ChangeOutcome[]> {
    const outcomes: ChangeOutcome[] = [];
    for (const change of changes) outcomes.push(await this.#sendOne(change));
    return outcomes;
  }

  async #sendOne(change: BlockChange): Promise<ChangeOutcome> {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const line = titleIn(this.#draft, change.blockId);
      if (change.op !== 'write' || !line) return { blockId: change.blockId, outcome: 'gone', block: null };
      const standing = this.#block(change.blockId)?.texts[change.language];
      const text = lineOf(change.text, lineMax(change.blockId)) ?? '';
      const isKnown = change.sourceRevision === (standing?.sourceRevision ?? null);
      if ((standing?.text ?? '') === text && (isKnown || !text)) return this.#outcome(change, 'saved');
      if ((standing?.revision ?? 0) !== change.base) return this.#outcome(change, 'conflict');
      try {
        const said = { line: withText(line, change.language, text), madeFrom: this.#madeFrom(change) };
        this.#learn(await put(this.#draft, change.blockId, said));
        return this.#outcome(change, 'saved');
      } catch (error) {
        if (!isRefusal(error, 'conflict')) throw error;
        // something beside it may have changed: then it is tried again on that
        await this.load();
      }
    }
    return this.#outcome(change, 'conflict');
  }

  /** What the translator looked at. */
  #madeFrom({ blockId, language, sourceRevision }: Write): Localised {
    const [first] = this.#draft.languages;
    const words =
      sourceRevision === null || !first
        ? undefined
        : (this.#made.get(blockId) ?? this.#book.wordsAt(blockId, first, sourceRevision));
    const said = words && lineOf(words, lineMax(blockId));
    return said ? { [language]: said } : {};
  }

  #outcome({ blockId }: BlockChange, outcome: ChangeOutcome['outcome']): ChangeOutcome {
    return { blockId, outcome, block: this.#block(blockId) ?? null };
  }
  #block(id: string): DraftBlock | undefined {
    return this.blocks.find((block) => block.id === id);
  }

  #learn(draft: Draft): void {
    this.#draft = draft;
    this.#book.read(draft);
    this.#learned(draft);
  }
}

interface Said {
  line: Localised;
  madeFrom: Localised;
}

function put(draft: Draft, id: string, { line, madeFrom }: Said): Promise<Draft> {
  const [courseId, revision] = [draft.id, draft.revision];
  const change = (body: Omit<BodyOf<typeof authoring.changeDraft>, 'revision'>) =>
    call(authoring.changeDraft, { params: { courseId }, body: { revision, ...body } });
  switch (titleKind(id)) {
    case 'lesson':
      return call(draftOutline.changeLesson, {
        params: { courseId, lessonId: id },
        body: { revision: lessonIn(draft, id)?.revision ?? 0, title: line, madeFrom },
      });
    case 'module': {
      const module = moduleIn(draft, id);
      const body = { title: line, place: module?.place ?? 'a0', revision: module?.revision ?? null, madeFrom };
      return call(draftOutline.putModule, { params: { courseId, moduleId: id }, body });
    }
    case 'outcome': {
      const among = <T>(one: T, others: (outcome: Localised) => T) =>
        draft.outcomes.map((each, index) => (index === outcomeAt(id) ? one : others(each)));
      return change({
        outcomes: among(line, (other) => other),
        madeFrom: { outcomes: among<Localised>(madeFrom, () => ({})) },
      });
    }
    case 'summary':
      return change({ summary: line, madeFrom: { summary: madeFrom } });
    default:
      return change({ title: line, madeFrom: { title: madeFrom } });
  }
}
