/** What the words are typed into: the document of the editor, or the list of a translator. */
import type { DocBlock } from './lesson-blocks.ts';
import type { DocEdit } from './merge.ts';

export interface Surface {
  /** the blocks as they stand here, in order */
  read(): DocBlock[];
  /** does what a merge or a restored journal asks for, and says so to the session like any other change */
  apply(edits: readonly DocEdit[], undoable: boolean): void;
  /** what must not be sent, whatever it says */
  held?(): readonly string[];
}
