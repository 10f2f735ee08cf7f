/** A dialog with one thing to write: its words are on the device from the first letter on. */
import { locale } from '../../i18n.svelte.ts';
import { useKeptFields } from './kept-fields.svelte.ts';

/** `place`: which dialog, and of what; `start`: what stands there to begin with. Made by the component that shows it. */
export function useKeptText(place: () => string, start = '') {
  let text = $state(start);
  const kept = useKeptFields({
    place,
    language: () => locale.current,
    unsent: () => (text.trim() && text !== start ? { text } : {}),
    known: () => start,
    bring: (fields) => (text = fields['text'] ?? text),
  });
  return {
    kept,
    get text(): string {
      return text;
    },
    set text(typed: string) {
      text = typed;
    },
    /** The dialog closes: what could not be sent is offered again, what was sent or given up is not. */
    close({ error, outdated }: { readonly error: unknown; readonly outdated: boolean }): void {
      if (!error && !outdated) kept.end();
    },
  };
}
