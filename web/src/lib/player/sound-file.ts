/** The sound of a lecture as one file: its pieces one after the other are an MP4 as they lie. */

/** Addresses a playlist names, in order: of playlists, or of the pieces with what they begin with. */
export function namedIn(playlist: string, url: string): string[] {
  const named = [...playlist.matchAll(/^#EXT-X-(?:MAP|MEDIA):.*URI="([^"]+)"|^([^#\s]\S*)/gm)];
  return [...new Set(named.map(([, uri, line]) => new URL(uri ?? line ?? '', url).href))];
}

export interface SoundSource {
  /** the playlist of sound alone */
  url: string;
  signal: AbortSignal;
  /** a file was refused: true if trying again makes sense */
  refused: () => Promise<boolean>;
  /** how many of how many pieces are there */
  came: (done: number, of: number) => void;
}

/** Fetches it piece by piece; throws where one cannot be had. */
export async function fetchSound({ url, signal, refused, came }: SoundSource): Promise<Blob> {
  const get = async (address: string, again = true): Promise<Blob> => {
    const answer = await fetch(address, { signal, credentials: 'same-origin' });
    if (answer.ok) return answer.blob();
    if (answer.status === 403 && again && (await refused())) return get(address, false);
    throw new Error(String(answer.status));
  };
  const [list = url] = namedIn(await (await get(url)).text(), url).filter((each) => each.endsWith('.m3u8'));
  const addresses = namedIn(await (await get(list)).text(), list);
  const pieces: Blob[] = [];
  for (const address of addresses) {
    pieces.push(await get(address));
    came(pieces.length, addresses.length);
  }
  return new Blob(pieces, { type: 'audio/mp4' });
}
