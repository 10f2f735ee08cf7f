/** Rows of media. What is on its way in is its owner's alone; what is in the library is the organisation's. */
import type { media } from '#contracts/media.ts';
import type { TestClient } from '../../support/stack.ts';
import { png } from '../../support/bundle.ts';
import { announced, newFile, plainPicture, send, sendAndCheck } from '../../support/media.ts';
import { forOwn, forOwner, forOwnOrganisation, may, type RowsOf } from './row.ts';
import type { World } from './world.ts';

/** Pictures and files of the academy's instructor. */
export async function createMedia(author: TestClient, organisationId: string) {
  const data = await plainPicture(20, 20).png().toBuffer();
  const [{ id: picture, variants }, { id: waiting }, file, renamed, removed] = await Promise.all([
    sendAndCheck(author, { organisationId, kind: 'picture', data }),
    send(author, { organisationId, kind: 'picture', data: png }),
    newFile(author, organisationId),
    newFile(author, organisationId),
    newFile(author, organisationId),
  ]);
  return { media: { picture, waiting, file, renamed, removed }, variant: variants[0]!.sha256 };
}

export function mediaRows({ own, media: made, variant }: World): RowsOf<typeof media> {
  const { academyId: organisationId } = own;
  const of = (mediaId: string) => ({ params: { mediaId } });
  const forOwnerOrAdministrator = {
    own: (role: Parameters<typeof may>[0][number]) => (may([role], 'manageDrafts') ? 200 : ('notAllowed' as const)),
    foreign: 'notFound' as const,
  };
  return {
    startUpload: {
      input: () => ({ body: announced({ organisationId, kind: 'picture', data: png }) }),
      ...forOwnOrganisation,
    },
    completeUpload: { input: () => of(made.waiting), ...forOwner },
    media: { input: () => of(made.picture), ...forOwn },
    library: { input: () => ({ params: { organisationId }, query: { kind: 'picture' } }), ...forOwnOrganisation },
    renameMedia: { input: () => ({ ...of(made.renamed), body: { name: 'Інакше' } }), ...forOwnerOrAdministrator },
    removeMedia: { input: () => of(made.removed), ...forOwnerOrAdministrator },
    pictureContent: { input: () => ({ params: { mediaId: made.picture, sha256: variant } }), ...forOwn },
    fileContent: { input: () => of(made.file), own: 302, foreign: 'notFound' },
  };
}
