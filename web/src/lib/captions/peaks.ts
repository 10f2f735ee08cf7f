/** How loud a film is, fifty times a second: what a waveform is drawn from. */
export const peaksPerSecond = 50;
/** a longer film takes too much of the browser’s memory at once */
export const soundSecondsMax = 3600;
/** what is fetched without asking */
export const freeBytes = 60 * 1024 * 1024;
const mostBytes = 1024 ** 3;
const sampleRate = 8000;

/** The loudest of each fiftieth of a second, 0–255. Pure. */
export function peaksOf(samples: Float32Array, rate: number): Uint8Array {
  const step = rate / peaksPerSecond;
  const peaks = new Uint8Array(Math.ceil(samples.length / step));
  for (let at = 0; at < samples.length; at += 1) {
    const loud = Math.min(255, Math.abs(samples[at] ?? 0) * 255);
    const peak = Math.floor(at / step);
    if (loud > (peaks[peak] ?? 0)) peaks[peak] = loud;
  }
  return peaks;
}

/** `asked`: somebody wants it although it costs. */
export type Sound = { peaks: Uint8Array } | { costsBytes: number } | { none: true };

/** Fetches the film and listens to it; `none` where there is no sound, no way to it, or too much of it. */
export async function soundOf(address: string, asked: boolean, signal: AbortSignal): Promise<Sound> {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal.addEventListener('abort', end);
  try {
    // the picture’s own request may lie in the cache, without what lets a page read it
    const response = await fetch(address, { signal: stop.signal, cache: 'no-store' });
    const bytes = Number(response.headers.get('content-length'));
    if (!response.ok || bytes > mostBytes) return { none: true };
    if (bytes > freeBytes && !asked) return { costsBytes: bytes };
    const file = await response.arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(file);
    return { peaks: peaksOf(sound.getChannelData(0), sound.sampleRate) };
  } catch {
    return { none: true };
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}
