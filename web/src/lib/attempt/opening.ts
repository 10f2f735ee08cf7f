/** An attempt comes onto the device: begun, gone on with, found again after the browser was gone. */
import { attempts, type OpenAttempt } from '#contracts/attempts.ts';
import type { Language } from '#contracts/common.ts';
import { requestOf } from '#contracts/request.ts';
import { ApiError, call } from '../client.ts';
import type { Pictures } from '../markdown/model.ts';
import { baseOf, deviceTime, keptBase } from './clock.ts';
import { AttemptDesk } from './desk.svelte.ts';
import { attemptStore, type KeptPaper } from './store.ts';

/** papers that this page has just been given need not be asked for again */
const justCome = new Set<string>();

/** Keeps a paper that has just come, with what the device knew of the attempt. */
export async function keepOpened(personId: string, paper: OpenAttempt, tookMs: number): Promise<KeptPaper> {
  justCome.add(paper.id);
  const store = await attemptStore();
  const before = await store.paper(personId, paper.id).catch(() => undefined);
  const clock = baseOf(paper.now, tookMs, deviceTime());
  const kept: KeptPaper = {
    ...{ flags: [], place: 0, submitted: false },
    ...before,
    ...{ personId, attemptId: paper.id, paper, clock },
  };
  await store.keepPaper({ ...kept, clock: keptBase(clock) }).catch(() => undefined);
  fetchPictures(paper);
  return kept;
}

/**
 * The desk for an attempt: at once where the device has its paper, and then asked for anew; null: it is over, and nothing of
 * it is on this device.
 */
export async function openDesk(personId: string, attemptId: string, language: Language): Promise<AttemptDesk | null> {
  const store = await attemptStore();
  const before = await store.paper(personId, attemptId).catch(() => undefined);
  if (before && before.paper.sections.length > 0) {
    const desk = new AttemptDesk(store, before);
    if (!justCome.delete(attemptId)) void askAnew(desk);
    return desk;
  }
  try {
    return new AttemptDesk(store, await fetched(personId, attemptId, before?.paper.language ?? language));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'attemptClosed') return null;
    throw error;
  }
}

async function fetched(personId: string, attemptId: string, language: Language): Promise<KeptPaper> {
  const started = performance.now();
  const paper = await call(attempts.attempt, { params: { attemptId }, query: { language } });
  const kept = await keepOpened(personId, paper, performance.now() - started);
  justCome.delete(attemptId);
  return kept;
}

/** Answers of other devices, the end. Without an answer the device has all it takes to go on. */
const askAnew = (desk: AttemptDesk): Promise<void> => inLanguage(desk, desk.paper.language).catch(() => undefined);

/** The paper anew, in a language of the quiz. */
export async function inLanguage(desk: AttemptDesk, language: Language): Promise<void> {
  const started = performance.now();
  try {
    const paper = await call(attempts.attempt, { params: { attemptId: desk.paper.id }, query: { language } });
    await desk.refresh(paper, performance.now() - started);
    fetchPictures(paper);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'attemptClosed')) throw error;
    await desk.closedElsewhere();
  }
}

/** So that they are there without a network. */
function fetchPictures(paper: OpenAttempt): void {
  for (const { src } of Object.values(picturesOf(paper))) void fetch(src).catch(() => undefined);
}

/** media id as the texts name it → picture */
export const picturesOf = ({ id, pictures }: Pick<OpenAttempt, 'id' | 'pictures'>): Pictures =>
  Object.fromEntries(
    Object.entries(pictures).map(([mediaId, { sha256, width, height }]) => [
      `media:${mediaId}`,
      { src: requestOf(attempts.attemptPicture, { params: { attemptId: id, sha256 } }).path, width, height },
    ]),
  );
