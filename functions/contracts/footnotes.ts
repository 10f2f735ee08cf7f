/** How notes are written in a text of a lesson: `[^1]` refers, `[^1]: …` says. Server and browser read them by these. */

/** A definition at the beginning of what is left of a text: its label, and what it says over several lines. */
export const noteDefinition =
  /^\[\^([^\]\s]{1,60})\]:[ \t]*([^\n]*(?:\n(?!\[\^[^\]\s]+\]:)[^\n]+)*(?:\n+(?: {2,}|\t)[^\n]+)*)/;
/** A reference at the beginning of what is left of a line. */
export const noteReference = /^\[\^([^\]\s]{1,60})\]/;

/** Where the next line that defines a note begins. */
export function noteStart(source: string): number | undefined {
  const found = source.search(/\n\[\^[^\]\s]+\]:/);
  return found < 0 ? undefined : found + 1;
}
