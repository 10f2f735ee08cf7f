/** Signing in the name of an academy or region: its pair of keys is made when it is needed first, and kept sealed. */
import type { ArchiveSignature } from '#contracts/archive.ts';
import { recordPut, type NewRecord } from '../platform/record.ts';
import { seal, unseal } from '../platform/sealed.ts';
import { newKey, signatureOf } from '../platform/signatures.ts';
import { isConditionFailure, transact } from '../platform/table.ts';
import * as store from './signing-keys.store.ts';

const attemptsMax = 3;
/** the pair is in use until another one is */
const forEver = Date.UTC(9999, 0, 1);
const purposeOf = (organisationId: string): string => `signing key of ${organisationId}`;

/** The text signed with the key of the academy or region. */
export async function signed(text: string, organisationId: string, now: number): Promise<ArchiveSignature> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await store.keyInUse(organisationId);
    const privateKey = await unseal(found?.sealed, purposeOf(organisationId), now);
    if (found && privateKey !== undefined) {
      const { keyId, publicKey } = found;
      return { algorithm: 'Ed25519', keyId, publicKey, signature: signatureOf(text, privateKey) };
    }
    if (attempt === attemptsMax) throw new Error('no key to sign with');
    // none yet, or what it was sealed with has been changed twice since
    await newSigningKey(organisationId, { now, before: found, by: 'system' });
  }
}

/** Makes a pair of keys and takes it into use; nothing where somebody else did in the same moment. */
export async function newSigningKey(
  organisationId: string,
  { now, before, by }: { now: number; before: store.KeyInUse | undefined; by: string },
): Promise<void> {
  const { keyId, publicKey, privateKey } = newKey();
  const sealed = await seal(privateKey, purposeOf(organisationId), forEver);
  const key = { keyId, organisationId, publicKey, createdAt: new Date(now).toISOString() };
  const record: NewRecord = {
    ...{ kind: 'fact', type: 'authoring.signingKeyMade', subjectId: organisationId, actorId: by, data: { keyId } },
  };
  await transact(...store.keyPuts(key, sealed, before), recordPut(record, now)).catch((error: unknown) => {
    if (!isConditionFailure(error)) throw error;
  });
}
