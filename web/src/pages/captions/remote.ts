/** Where captions that are written come from and go to. */
import type { Language } from '#contracts/common.ts';
import { draftFilms } from '#contracts/draft-films.ts';
import { filmCaptions } from '#contracts/film-captions.ts';
import { readCaptions, writeVtt } from '#contracts/captions/captions.ts';
import { call } from '../../lib/client.ts';
import type { CaptionsRemote } from './captions-saving.svelte.ts';

export interface CaptionsOf {
  courseId: string;
  lectureId: string;
  language: Language;
}

export function captionsRemote(params: CaptionsOf): CaptionsRemote {
  return {
    async load() {
      const { text, sha256 } = await call(filmCaptions.captionsText, { params });
      return { text: cleaned(text ?? ''), sha256 };
    },
    async save(text, base) {
      await call(draftFilms.filmCaptions, { params, body: { text: text || null, base } });
      return text ? hashOf(text) : null;
    },
  };
}

/** What an older course brought may not be clean: on the desk it is. */
function cleaned(text: string): string {
  const cues = readCaptions(text)?.cues ?? [];
  return cues.length > 0 ? writeVtt(cues) : '';
}

/** Clean text is kept as it is sent, so its hash is known without asking. */
async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
