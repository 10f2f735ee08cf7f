import { saveBlob } from '../save-blob.ts';

/** Gives the browser a text to save as a file. */
export function saveText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
