/** Ids that follow from what a file says: the same file, brought in once more, makes the same questions. */
import { idPrefixes, type IdKind } from '#contracts/common.ts';
import type { Draft, Item } from './item.ts';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

async function digest(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** As the academy derives ids: 26 characters of 5 bits, the first at most 7. */
export async function derivedId(kind: IdKind, ...origin: string[]): Promise<string> {
  const bytes = await digest(new TextEncoder().encode(origin.join('\n')));
  const signs = Array.from({ length: 26 }, (_, at) => crockford[bytes[at]! & (at === 0 ? 7 : 31)]);
  return `${idPrefixes[kind]}_${signs.join('')}`;
}

export async function hashOf(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return Array.from(await digest(data), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * One id for each question that is kept. A bundle names its questions: back in their own bank they are the same, in another one they follow
 * from their id. Everything else follows from what the question says; saying it twice makes two.
 */
export async function questionIds(
  items: readonly Item[],
  organisationId: string,
  fileOrganisationId: string | null,
): Promise<Map<Item, string>> {
  const seen = new Map<string, number>();
  const ids = new Map<Item, string>();
  for (const item of items) {
    if (!item.draft) continue;
    if (item.draft.sourceId && organisationId === fileOrganisationId) {
      ids.set(item, item.draft.sourceId);
      continue;
    }
    const origin = item.draft.sourceId ?? said(item.draft);
    const times = seen.get(origin) ?? 0;
    seen.set(origin, times + 1);
    ids.set(item, await derivedId('question', organisationId, origin, String(times)));
  }
  return ids;
}

const said = ({ content, folder }: Draft): string => JSON.stringify([folder, content]);
