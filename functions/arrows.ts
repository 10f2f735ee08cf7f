/** Room → rooms whose `.reads.ts` it may import. Makes the IAM grants, the architecture test and the map in ARCHITECTURE.md. */
import type { Room } from './contracts/endpoints.ts';

export const arrows = {
  identity: [],
  norms: ['identity'],
  media: ['identity'],
  courses: ['identity'],
  authoring: ['identity', 'norms', 'courses', 'media'],
  lectures: ['courses'],
  progress: ['identity', 'courses', 'lectures'],
  audit: ['identity', 'norms', 'media', 'courses', 'authoring', 'lectures', 'progress'],
  jobs: ['identity'],
  operations: [],
} as const satisfies Record<Room, readonly Room[]>;

/** Rooms with a `.events.ts`: the record types (exact or `prefix.`) each reacts to. */
export const reactions = {
  identity: [
    'identity.invitationRequested',
    'identity.accountChanged',
    'identity.peopleImportRequested',
    'identity.invitationsRequested',
    'identity.organisationMoveRequested',
    'identity.erasureRequested',
  ],
  norms: ['norms.importRequested'],
  media: ['media.uploaded', 'courses.imported'],
  courses: [
    'courses.importRequested',
    'courses.learnersMoveRequested',
    'progress.begun',
    'progress.courseCompleted',
    'authoring.approved',
    'authoring.shared',
    'authoring.adopted',
    'courses.released',
    'courses.retired',
    'courses.restored',
    'courses.recalled',
    'courses.recallLifted',
    'identity.peopleMerged',
    'identity.rolesChanged',
    'identity.personChanged',
    'identity.personErased',
    'identity.organisationMoved',
    'identity.placeChanged',
  ],
  authoring: [
    'authoring.submitted',
    'authoring.filmUploaded',
    'authoring.adoptionRequested',
    'courses.imported',
    'media.brought',
    'authoring.exportRequested',
    'courses.released',
    'courses.retired',
    'courses.restored',
    'identity.peopleMerged',
    'identity.personErased',
    'identity.organisationMoved',
  ],
  lectures: ['courses.released'],
  progress: ['progress.exportRequested', 'courses.moved', 'identity.peopleMerged', 'identity.personErased'],
  /** all facts, and the exports of its own */
  audit: ['identity.', 'courses.', 'lectures.', 'progress.', 'audit.', 'operations.', 'authoring.', 'norms.'],
} as const satisfies Partial<Record<Room, readonly string[]>>;

/** How often a record is delivered before it is laid aside: the queue's limit, and when a reaction tells who waits for it. */
export const deliveriesMax = 5;
