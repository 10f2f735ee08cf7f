/** Pictures of a file on their way into the library, each once; the names of pictures in texts. */
import type { QuestionContent } from '#contracts/question-kinds.ts';
import { isRefusal } from '../action.svelte.ts';
import { ApiError } from '../client.ts';
import { openPicture, pictureToSend } from '../media/draw-picture.ts';
import { mediaName, WrongFile } from '../media/media-files.ts';
import { newMediaId, upload } from '../media/upload.ts';
import { derivedId, hashOf } from './ids.ts';
import type { FilePicture } from './item.ts';
import { patiently } from './patiently.ts';
import { refsIn, renamed } from './refs.ts';

/** Nothing is wrong with the picture, and the next one would meet the same. */
const ours = [
  'quotaExceeded',
  'organisationClosed',
  'notAllowed',
  'signInNeeded',
  'tooManyRequests',
  'unavailable',
  'internal',
];

export class PicturesToSend {
  private readonly sent = new Map<string, Promise<string | undefined>>();
  private readonly pictures: ReadonlyMap<string, FilePicture>;
  private readonly organisationId: string;
  private readonly signal: AbortSignal;
  constructor(pictures: readonly FilePicture[], organisationId: string, signal: AbortSignal) {
    this.pictures = new Map(pictures.map((picture) => [picture.ref, picture]));
    this.organisationId = organisationId;
    this.signal = signal;
  }

  /** The content with pictures as the academy knows them, and whether one had to be left out. */
  async placed(content: QuestionContent): Promise<{ content: QuestionContent; isWhole: boolean }> {
    const refs = refsIn(content).filter((ref) => this.pictures.has(ref));
    const placed = new Map<string, string | undefined>();
    for (const ref of refs) placed.set(ref, await this.mediaOf(ref));
    return { content: renamed(content, placed), isWhole: [...placed.values()].every(Boolean) };
  }

  private mediaOf(ref: string): Promise<string | undefined> {
    const found = this.sent.get(ref) ?? this.send(this.pictures.get(ref)!);
    this.sent.set(ref, found);
    found.catch(() => this.sent.delete(ref));
    return found;
  }

  /** One that was removed from the library since comes under a new id. */
  private async uploaded(id: string, name: string, file: Blob): Promise<string> {
    const { organisationId, signal } = this;
    const send = (as: string) =>
      patiently(() => upload({ organisationId, kind: 'picture', id: as, name, file, signal }), signal);
    try {
      return (await send(id)).id;
    } catch (error) {
      if (isRefusal(error, 'idTaken', 'notFound')) return (await send(newMediaId())).id;
      throw error;
    }
  }

  private async send({ data, name, type }: FilePicture): Promise<string | undefined> {
    try {
      const id = await derivedId('media', this.organisationId, await hashOf(data));
      const picture = await openPicture(new File([data], name, { type }));
      const { width, height } = picture;
      const file = await pictureToSend(picture, 0, { x: 0, y: 0, width, height }).finally(() => picture.close());
      return `media:${await this.uploaded(id, mediaName(name, 'picture.png'), file)}`;
    } catch (error) {
      if (error instanceof WrongFile || (error instanceof ApiError && !ours.includes(error.code))) return undefined;
      throw error;
    }
  }
}
