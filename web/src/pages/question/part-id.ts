const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Id of a part within a question: random, so that it says nothing about the key. */
export const newPartId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => letters[byte % letters.length]).join('');
