/** Brings video.js, told first not to write style elements: our CSP forbids them. */
export async function loadEngine(): Promise<typeof import('./engine.ts')> {
  (window as Window & { VIDEOJS_NO_DYNAMIC_STYLE?: boolean }).VIDEOJS_NO_DYNAMIC_STYLE = true;
  return import('./engine.ts');
}
