/** Words of a text as both sides count them: for how long it takes to read, and how much there is to translate. */
export const countWords = (text: string): number =>
  text.match(/[\p{L}\p{N}]+(?:[’'ʼ\-–][\p{L}\p{N}]+)*/gu)?.length ?? 0;
