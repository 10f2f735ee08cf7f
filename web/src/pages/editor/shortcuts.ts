/** Shortcuts as the keys of this machine are called. Pure. */

const isApple = (platform: string): boolean => /mac|iphone|ipad/i.test(platform);

/** `Mod-Alt-2` → `Ctrl + Alt + 2`, on a Mac `⌘ ⌥ 2`. */
export function keysText(keys: string, platform: string): string {
  const apple = isApple(platform);
  const names: Record<string, string> = apple
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧', ArrowUp: '↑', ArrowDown: '↓', Enter: '↩' }
    : { Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', Enter: 'Enter' };
  const parts = keys.split('-').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return parts.join(apple ? ' ' : ' + ');
}
