import type { Attachment } from 'svelte/attachments';

/** A field as high as what is written in it. `text` is read, so that it follows what comes from elsewhere. */
export const grow =
  (text: string): Attachment<HTMLTextAreaElement> =>
  (field) => {
    void text;
    field.style.setProperty('height', 'auto');
    field.style.setProperty('height', `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`);
  };
