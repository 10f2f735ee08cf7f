/**
 * Brings the questions of a file into a bank, a few at a time. Stopped and begun again it goes on where it was, and what is there already
 * is not added twice: the ids follow from the file.
 */
import type { OutputOf } from '#contracts/endpoint.ts';
import type { InputOf } from '#contracts/request.ts';
import { questions, questionsPerRequest, type QuestionMeta } from '#contracts/questions.ts';
import { isRefusal } from '../action.svelte.ts';
import { call } from '../client.ts';
import { PicturesToSend } from './file-pictures.ts';
import { FoldersFor, type FolderPlace } from './folders-for.ts';
import { questionIds } from './ids.ts';
import type { Item, Note, ReadFile } from './item.ts';
import { note } from './parts.ts';
import { patiently } from './patiently.ts';
import { refsIn, renamed } from './refs.ts';

type Outcome = OutputOf<typeof questions.addQuestions>['outcomes'][number]['outcome'];
export interface Sent {
  id: string;
  /** refused: the academy did not take it as it is */
  outcome: Outcome | 'refused';
  similar: number;
  notes: Note[];
}
export interface Sending extends FolderPlace {
  /** for questions of which the file does not say it */
  use: QuestionMeta['use'];
  keepFolders: boolean;
  onsent(item: Item, sent: Sent): void;
}

/** bytes of one request, with room below what the contract takes */
const batchBytes = 2_000_000;
type New = InputOf<typeof questions.addQuestions>['body']['questions'][number];
interface Ready {
  item: Item;
  question: New;
  notes: Note[];
}

export async function sendQuestions(file: ReadFile, done: ReadonlyMap<Item, Sent>, sending: Sending): Promise<void> {
  const { organisationId, signal } = sending;
  const ids = await questionIds(file.items, organisationId, file.organisationId);
  const folders = new FoldersFor(sending);
  const pictures = new PicturesToSend(file.pictures, organisationId, signal);
  let batch: Ready[] = [];
  let bytes = 0;
  for (const [item, id] of ids) {
    if (done.has(item)) continue;
    signal.throwIfAborted();
    const ready = await prepared(item, id, { file, folders, pictures, sending });
    const size = JSON.stringify(ready.question).length * 2;
    if (batch.length === questionsPerRequest || bytes + size > batchBytes) {
      await send(batch, sending);
      [batch, bytes] = [[], 0];
    }
    batch.push(ready);
    bytes += size;
  }
  if (batch.length > 0) await send(batch, sending);
}

interface With {
  file: ReadFile;
  folders: FoldersFor;
  pictures: PicturesToSend;
  sending: Sending;
}

async function prepared(item: Item, id: string, { file, folders, pictures, sending }: With): Promise<Ready> {
  const { content, meta, folder } = item.draft!;
  const placed = await pictures.placed(content);
  // pictures the file only names are there in the bank it came from, and nowhere else
  const isHome = file.organisationId === sending.organisationId;
  const strange = isHome ? [] : refsIn(content).filter((ref) => !file.pictures.some((picture) => picture.ref === ref));
  const question: New = {
    id,
    folderId: await folders.of(sending.keepFolders ? folder : []),
    use: meta.use ?? sending.use,
    difficulty: meta.difficulty ?? 3,
    tags: meta.tags,
    competences: meta.competences ?? [],
    norms: meta.norms ?? [],
    content: renamed(placed.content, new Map(strange.map((ref) => [ref, undefined]))),
  };
  const notes = [
    ...(placed.isWhole ? [] : [note('pictureRefused')]),
    ...(strange.length > 0 ? [note('pictureMissing')] : []),
  ];
  return { item, question, notes };
}

async function send(batch: readonly Ready[], sending: Sending): Promise<void> {
  const params = { organisationId: sending.organisationId };
  try {
    const body = { questions: batch.map(({ question }) => question) };
    const { signal } = sending;
    const ask = () => call(questions.addQuestions, { params, body }, { signal, timeoutMs: 60_000 });
    const { outcomes } = await patiently(ask, signal);
    for (const [at, { id, outcome, similar }] of outcomes.entries()) {
      const { item, question, notes } = batch[at]!;
      const bare = withoutReferences(question);
      if (outcome === 'referenceUnknown' && bare) {
        await send([{ item, question: bare, notes: [...notes, note('referencesDropped')] }], sending);
      } else sending.onsent(item, { id, outcome, similar: similar.length, notes });
    }
  } catch (error) {
    if (!isRefusal(error, 'invalid', 'tooLarge')) throw error;
    // one of them is not as the contract has it: each by itself
    if (batch.length > 1) for (const each of batch) await send([each], sending);
    else
      for (const { item, question, notes } of batch) {
        sending.onsent(item, { id: question.id, outcome: 'refused', similar: 0, notes });
      }
  }
}

/** Without what another academy’s norms and competences were; undefined where nothing would be gained. */
const withoutReferences = (question: New): New | undefined =>
  question.competences.length > 0 || question.norms.length > 0
    ? { ...question, competences: [], norms: [] }
    : undefined;
