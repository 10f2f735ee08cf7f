/** A film as it was brought, to be saved: a redirect to an address that works for five minutes, under the film's title. */
import type { Language, Localised } from '#contracts/common.ts';
import { fileEnding } from '#contracts/film-file/read-film.ts';
import { contentFileLink, contentType } from './blobs.ts';

interface KeptFilm {
  id: string;
  language: Language;
  title: Localised;
  /** hash of its bytes */
  source: string;
}

export async function filmLink({ id, language, title, source }: KeptFilm): Promise<Response> {
  const type = (await contentType(source)) ?? 'video/mp4';
  const name = `${title[language] ?? Object.values(title)[0] ?? id}${fileEnding(type)}`;
  const location = await contentFileLink(source, { name, type });
  return new Response(null, { status: 302, headers: { location, 'x-content-type-options': 'nosniff' } });
}
