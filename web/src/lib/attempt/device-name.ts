/** Names of writers in the journal of an attempt. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A name nobody has had: 26 random letters (130 bits), as the contract writes them. Nothing is read from it, so it needs no clock. */
export const newDevice = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => letters[byte % 32]).join('');
