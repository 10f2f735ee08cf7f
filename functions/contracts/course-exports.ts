/** A course as an archive: handing it out, whose signature one bears, the keys with which academies sign. */
import { ArchiveManifest, archiveManifestBytesMax, ArchiveSignature } from './archive.ts';
import { Job, Moment, Sha256, id, localised } from './common.ts';
import { endpoint } from './endpoint.ts';
import { z } from './z.ts';

const Signer = z.object({ id: id('organisation'), name: localised(200) });

/** none: it bears no signature · unknown: it is whole, but nobody here has signed it · known: `signer` has */
export const signatureStates = ['none', 'unknown', 'known'] as const;

export const SigningKey = z.object({
  keyId: Sha256,
  /** the 32 bytes of an Ed25519 key in base64 */
  publicKey: z.string(),
  signer: Signer,
  createdAt: Moment,
  /** does the academy or region sign with it today? A former key goes on proving what it signed. */
  inUse: z.boolean(),
});

export const courseExports = {
  exportCourse: endpoint({
    method: 'POST',
    path: '/api/authoring/courses/{courseId}/exports',
    summary: 'Makes an archive of a draft as it stands, signed by its academy or region, as a job.',
    permission: 'signedIn',
    params: z.strictObject({ courseId: id('course') }),
    body: z.strictObject({ jobId: id('job') }),
    output: Job,
    errors: ['idTaken', 'notReady'],
    strictLimit: 20,
  }),
  checkArchive: endpoint({
    method: 'POST',
    path: '/api/authoring/archives/check',
    summary: 'Whose signature an archive bears, before anything of it is brought in.',
    permission: 'importCourses',
    body: z.strictObject({ manifest: ArchiveManifest, signature: z.nullable(ArchiveSignature) }),
    output: z.object({
      signature: z.enum(signatureStates),
      signer: z.nullable(Signer),
    }),
    errors: ['bundleSignatureBroken', 'bundleReferenceUnknown', 'bundleLanguageMissing', 'bundleFileMissing'],
    bodyBytesMax: archiveManifestBytesMax + 64 * 1024,
  }),
  signingKey: endpoint({
    method: 'GET',
    path: '/api/authoring/signing-keys/{keyId}',
    summary: 'A public key with which an academy or region signs or has signed, for who checks an archive.',
    permission: 'public',
    params: z.strictObject({ keyId: Sha256 }),
    output: SigningKey,
  }),
  newSigningKey: endpoint({
    method: 'POST',
    path: '/api/authoring/organisations/{organisationId}/signing-keys',
    summary: 'Takes a new key into use instead of this one (null: the first); what was signed before stays good.',
    permission: 'manageOrganisations',
    params: z.strictObject({ organisationId: id('organisation') }),
    body: z.strictObject({ replaces: z.nullable(Sha256) }),
    output: SigningKey,
    errors: ['conflict'],
  }),
};
