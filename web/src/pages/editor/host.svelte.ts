/** What the parts of the editor’s page share: the document, the session behind it, and which dialog is open. */
import type { Media } from '#contracts/media.ts';
import type { TextPictures } from '#contracts/blocks.ts';
import { draftBlocks } from '#contracts/draft-blocks.ts';
import { requestOf } from '#contracts/request.ts';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { none, withEntry } from '../../lib/editor/by-id.ts';
import type { LessonSession } from '../../lib/editor/lesson-session.svelte.ts';
import type { Pictures } from '../../lib/markdown/model.ts';
import { textPictures } from '../../lib/media/text-pictures.ts';
import { ulid } from 'ulid';

/** `at`: where in the document the thing stands that is changed; without it a new one is made at the caret */
export type Asked =
  | { what: 'link' | 'norm' | 'quiz' | 'film' | 'shortcuts' }
  | { what: 'note'; at?: number }
  | { what: 'picture'; at?: number; file?: File }
  | { what: 'file'; at?: number }
  | { what: 'history'; blockId: string | null };

export class EditorHost {
  readonly session: LessonSession;
  readonly organisationId: string;
  readonly mayChange: boolean;
  /** those that came with the text, by the path it names */
  readonly textPictures: Pictures;
  editor = $state.raw<Editor>();
  /** counts transactions: reading it subscribes to the selection, too */
  tick = $state(0);
  asked = $state.raw<Asked>();
  /** why what was pasted did not come in */
  refusal = $state<'tooMuch' | 'tooManyBlocks' | 'blockTooLong'>();
  /** chosen here, and shown before the academy knows that the lesson uses them */
  #media = $state.raw<ReadonlyMap<string, Media>>(none());

  constructor(session: LessonSession, organisationId: string, mayChange: boolean, pictures: TextPictures) {
    this.session = session;
    this.organisationId = organisationId;
    this.mayChange = mayChange;
    this.textPictures = textPictures(session.of, pictures);
  }

  ask(asked: Asked): void {
    this.asked = asked;
  }

  /** Closes what was asked; the caret is where it was. */
  answered(): void {
    this.asked = undefined;
    this.editor?.commands.focus(null, { scrollIntoView: false });
  }

  mediaOf(ref: string): Media | undefined {
    return this.#media.get(ref);
  }
  pictureAddress(ref: string): string {
    return requestOf(draftBlocks.draftPicture, { params: { courseId: this.session.of.courseId, mediaId: ref } }).path;
  }

  putPicture({ media, alt }: { media: Media; alt: string }, at?: number): void {
    this.#media = withEntry(this.#media, media.id, media);
    this.#put({ type: 'picture', attrs: { ref: media.id, alt, caption: '' } }, { ref: media.id, alt }, at);
  }

  putFile(media: Media, at?: number): void {
    this.#put({ type: 'file', attrs: { ref: media.id, label: media.name } }, { ref: media.id, label: media.name }, at);
  }

  #put(content: { type: string; attrs: Record<string, unknown> }, change: Record<string, unknown>, at?: number): void {
    const editor = this.editor;
    if (!editor) return;
    if (at === undefined) editor.chain().focus().insertContent(content).run();
    else
      editor.commands.command(({ tr }) =>
        Boolean(Object.entries(change).reduce((all, [name, value]) => all.setNodeAttribute(at, name, value), tr)),
      );
  }

  /** Shows a block and puts the caret into it. */
  goTo(blockId: string): void {
    const element = this.editor?.view.dom.querySelector(`[data-block="${CSS.escape(blockId)}"]`);
    const editor = this.editor;
    if (!editor || !element) return;
    element.scrollIntoView({ block: 'center' });
    const position = editor.view.posAtDOM(element, 0);
    const node = editor.state.doc.nodeAt(position);
    if (node?.isAtom)
      editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, position)));
    else editor.commands.setTextSelection(position);
    editor.commands.focus(null, { scrollIntoView: false });
  }
}

/** Labels of notes stand in the whole lesson: what two authors make at once must not be called the same. */
export const newNoteLabel = (): string => ulid().slice(-8).toLowerCase();
