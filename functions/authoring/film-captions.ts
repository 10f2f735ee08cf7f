/** Rules of a film’s captions in a draft: what is kept of a text, and whether it was made from what stands there. Pure. */
import { readCaptions, writeVtt } from '#contracts/captions/captions.ts';
import type { Language } from '#contracts/common.ts';
import { AppError } from '#contracts/errors.ts';

/** Clean WebVTT of whatever was brought: WebVTT or SubRip, cues over one another, tags. Throws where there are no captions. */
export function cleanCaptions(language: Language, text: string): string {
  const file = readCaptions(text);
  if (file?.cues.length) return writeVtt(file.cues);
  throw new AppError('bundleCaptionsInvalid', { path: `${language}.vtt`, reason: file ? 'empty' : 'signature' });
}

/** `base`: hash of the captions a text was made from, null: there were none; undefined: whatever stands there is replaced. */
export function requireBase(
  base: string | null | undefined,
  stands: string | undefined,
  next: string | undefined,
): void {
  if (base === undefined || (base ?? undefined) === stands) return;
  // the same once more, after an answer that got lost
  if (next === stands) return;
  throw new AppError('conflict');
}
