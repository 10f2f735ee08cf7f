/** Deciding about pieces of the original: taking over, keeping one's own, writing something of both. Nothing happens unasked. */
import { isWords, type adoption as contract, type Piece } from '#contracts/adoption.ts';
import { AppError } from '#contracts/errors.ts';
import type { Context } from '../platform/context.ts';
import type { Input } from '../platform/http.ts';
import { recordPut } from '../platform/record.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import { accessToChange, type Access } from './access.ops.ts';
import { putDecision } from './decisions.store.ts';
import { isFirstSince } from './draft.ts';
import { originDecided, touchDraft } from './drafts.store.ts';
import { lessonOfKey } from './piece-keys.ts';
import { lessonPieces, type Sides } from './pieces.ts';
import { takeBlock, takeLessonWords, takeText, type Taking } from './take.ops.ts';
import { takeCourseWords } from './take-course.ops.ts';
import { takeAddition, takeCaptions, takeFilm } from './take-film.ops.ts';
import { takeLesson } from './take-lesson.ops.ts';
import { takeOrder, takePlace } from './take-order.ops.ts';
import { newsFor, originalOf, sidesOf, type Original } from './upstream-items.ops.ts';
import { overview, piecesOfCourse } from './upstream.ops.ts';

type Of = Input<(typeof contract)['decideUpstream']>;
type Decision = Of['body']['decisions'][number];
export type Outcome = 'done' | 'conflict' | 'gone';

export async function decide(ctx: Context, { params: { courseId }, body }: Of) {
  const access = await accessToChange(ctx, courseId);
  const { newest } = await newsFor(access);
  // something newer is there to be looked at, or nothing any more
  if (newest !== body.version) throw new AppError('conflict');
  const outcomes: { key: string; outcome: Outcome }[] = [];
  const touched = new Set<string>();
  for (const decision of body.decisions) {
    const outcome = await decideOne(ctx, access, { decision, newest, isOurs: touched.has(thingOf(decision.key)) });
    if (decision.choice !== 'keep') touched.add(thingOf(decision.key));
    outcomes.push({ key: decision.key, outcome });
  }
  const now = await accessToChange(ctx, courseId);
  const { open } = await overview(now);
  if (open === 0) await finish(ctx, now, newest);
  return { outcomes, open };
}

interface Asked {
  decision: Decision;
  newest: number;
  /** it stands at another revision because of this very request */
  isOurs: boolean;
}

/** Titles in several languages and films of a lesson, and the words of a course, have one revision; so have the orders. */
const thingOf = (key: string): string => {
  const [kind = '', id = ''] = key.split('/');
  if (kind === 'block') return key;
  return ['course', 'order'].includes(kind) ? kind : kind === 'film' ? `lesson/${id}` : `${kind}/${id}`;
};

/** Each is judged by what stands there now: the one before may have changed it. */
async function decideOne(ctx: Context, access: Access, { decision, newest, isOurs }: Asked): Promise<Outcome> {
  const original = await originalOf(access.draft, newest);
  const known = original.known.decisions.get(decision.key);
  const { piece, sides } = await pieceOf(original, decision.key);
  // sent once more
  if (!piece) return known?.seen === newest && known.choice === decision.choice ? 'done' : 'gone';
  if (piece.revision !== decision.revision && !isOurs) return 'conflict';
  if (decision.choice !== 'keep') {
    const outcome = await take({ ctx, access, original, sides, piece, text: textOf(decision) });
    if (outcome !== 'done') return outcome;
    await noteChange(ctx, access);
  }
  const taken = decision.choice === 'keep' ? known?.taken : newest;
  await putDecision({
    ...{ courseId: access.draft.id, key: decision.key, choice: decision.choice, seen: newest },
    ...(taken === undefined ? {} : { taken }),
    ...{ by: ctx.person.id, at: new Date(ctx.now).toISOString() },
  });
  return 'done';
}

const textOf = ({ choice, text }: Decision): string | undefined => (choice === 'edit' ? (text ?? '') : undefined);

async function pieceOf(
  original: Original,
  key: string,
): Promise<{ piece: Piece | undefined; sides: Sides | undefined }> {
  const lessonId = lessonOfKey(key);
  const sides = lessonId === undefined ? undefined : await sidesOf(original, lessonId);
  const pieces = sides ? lessonPieces(sides) : await piecesOfCourse(original);
  return { piece: pieces.find((each) => each.key === key), sides };
}

function take(taking: Omit<Taking, 'sides'> & { sides: Sides | undefined }): Promise<Outcome> {
  const { piece, sides, text } = taking;
  if (text !== undefined && !isWords(piece)) throw new AppError('invalid', { field: 'body.decisions', reason: 'edit' });
  // the decision itself says in which version a test stands here
  if (piece.kind === 'quiz') return Promise.resolve('done');
  if (!sides) return piece.kind === 'order' ? takeOrder(taking) : takeCourseWords(taking);
  const known = { ...taking, sides };
  switch (piece.kind) {
    case 'text':
      return takeText(known);
    case 'block':
      return takeBlock(known);
    case 'film':
      return takeFilm(known);
    case 'captions':
      return takeCaptions(known);
    case 'addition':
      return takeAddition(known);
    case 'place':
      return takePlace(known);
    case 'lesson':
      return takeLesson(known);
    default:
      return takeLessonWords(known);
  }
}

async function noteChange(ctx: Context, { draft }: Access): Promise<void> {
  const at = new Date(ctx.now).toISOString();
  if (isFirstSince(draft) || at > draft.changedAt) await touchDraft(draft.id, at);
}

/** Everything is decided up to this version: that is on record. */
async function finish(ctx: Context, { draft }: Access, version: number): Promise<void> {
  if (!draft.origin || draft.origin.version >= version) return;
  const data = { from: draft.origin.courseId, version };
  const fact = { kind: 'fact', type: 'authoring.upstreamDecided', subjectId: draft.id, data } as const;
  const record = recordPut({ ...fact, actorId: ctx.person.id, objectId: draft.organisationId }, ctx.now);
  await transact(originDecided(draft.id, version), record).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
