/** Ed25519 (RFC 8032): pairs of keys, signing, and whether something was signed as it is. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** DER of a public Ed25519 key (RFC 8410) up to its 32 bytes. */
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex');

export interface NewKey {
  /** SHA-256 of the public key */
  keyId: string;
  /** base64 */
  publicKey: string;
  /** PKCS 8 in base64: to be sealed at once */
  privateKey: string;
}

export function newKey(): NewKey {
  const pair = generateKeyPairSync('ed25519');
  const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(publicHeader.length);
  return {
    keyId: createHash('sha256').update(raw).digest('hex'),
    publicKey: raw.toString('base64'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/** The signature of a text, in base64. */
export function signatureOf(text: string, privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' });
  return sign(null, Buffer.from(text), key).toString('base64');
}

interface Signed {
  keyId: string;
  publicKey: string;
  signature: string;
}

/** Was the text signed with this key, and is the key the one it is named by? */
export function isSignedBy({ keyId, publicKey, signature }: Signed, text: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32 || createHash('sha256').update(raw).digest('hex') !== keyId) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([publicHeader, raw]), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
