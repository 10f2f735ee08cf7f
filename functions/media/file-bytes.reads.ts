/** What other rooms may ask media about the bytes of a file that they take themselves. */
import { fileTypeFromBuffer } from 'file-type';
import { checkFile, type FileType } from './file-check.ts';

/** What the bytes say they are; undefined where they say nothing, or contradict themselves. */
export async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime;
}

/** Throws `mediaTypeRefused` or `mediaDamaged` unless these bytes are a file of the announced type, and nothing besides. */
export async function requireFileBytes(announced: FileType, bytes: Uint8Array): Promise<void> {
  checkFile(announced, await typeOf(bytes), bytes);
}
