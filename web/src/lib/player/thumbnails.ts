/**
 * Small pictures of a lecture by place: many to a file, named by an image media playlist (Roku’s specification, which
 * MediaConvert follows). Read when a viewer first looks for a place. Pure but for `loadThumbnails`.
 */
export interface Sheet {
  url: string;
  startSeconds: number;
  /** seconds from picture to picture */
  each: number;
  across: number;
  down: number;
  width: number;
  height: number;
}
export interface Thumbnail {
  url: string;
  /** of the picture in its file, in points */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The address of the playlist of pictures that a master playlist names; undefined where there is none. */
export function imagesIn(master: string, url: string): string | undefined {
  const uri = /^#EXT-X-IMAGE-STREAM-INF:.*URI="([^"]+)"/m.exec(master)?.[1];
  return uri && new URL(uri, url).href;
}

/** Its files, in order. */
export function sheetsIn(playlist: string, url: string): Sheet[] {
  const sheets: Sheet[] = [];
  let [startSeconds, seconds, tiles] = [0, 0, ''];
  for (const line of playlist.split(/\r?\n/)) {
    if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice(8)) || 0;
    else if (line.startsWith('#EXT-X-TILES:')) tiles = line;
    else if (line && !line.startsWith('#')) {
      const [width, height] = pairIn(tiles, 'RESOLUTION');
      const [across, down] = pairIn(tiles, 'LAYOUT');
      const each = Number(/DURATION=([\d.]+)/.exec(tiles)?.[1] ?? 0);
      if (each > 0 && width && height && across && down)
        sheets.push({ url: new URL(line, url).href, startSeconds, each, across, down, width, height });
      startSeconds += seconds;
    }
  }
  return sheets;
}

const pairIn = (tiles: string, name: string): [number, number] => {
  const [, a, b] = new RegExp(`${name}=(\\d+)x(\\d+)`).exec(tiles) ?? [];
  return [Number(a ?? 0), Number(b ?? 0)];
};

/** The picture of a place. */
export function thumbnailAt(sheets: readonly Sheet[], seconds: number): Thumbnail | undefined {
  const sheet = sheets.findLast(({ startSeconds }) => startSeconds <= seconds);
  if (!sheet) return undefined;
  const { url, width, height, across, down, each, startSeconds } = sheet;
  const index = Math.min(across * down - 1, Math.floor((seconds - startSeconds) / each));
  return { url, x: (index % across) * width, y: Math.floor(index / across) * height, width, height };
}

/** All sheets of a lecture; none where it has none, or they do not come. */
export async function loadThumbnails(watch: string): Promise<Sheet[]> {
  try {
    const master = new URL(watch, location.href).href;
    const images = imagesIn(await textOf(master), master);
    return images ? sheetsIn(await textOf(images), images) : [];
  } catch {
    return [];
  }
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}
