/** Announcements of a cohort: written by who teaches it; each learner says that they have read them. */
import { Named } from './blocks.ts';
import { Cursor, Moment, id, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { PostText, Place, cohortParams } from './threads.ts';
import { z } from './z.ts';

export const Announcement = z.object({
  id: id('announcement'),
  title: z.string(),
  text: z.string(),
  author: z.nullable(Named),
  at: Moment,
  pinned: z.boolean(),
  editedAt: z.nullable(Moment),
  mentions: z.array(Named),
  /** when the asker read it */
  readAt: z.nullable(Moment),
  revision: z.int(),
});
export type Announcement = z.infer<typeof Announcement>;

const params = z.extend(cohortParams, { announcementId: id('announcement') });
const path = '/api/discussion/cohorts/{cohortId}/announcements' as const;
const said = { title: line(150), text: PostText, pinned: z.boolean() };

export const announcements = {
  announcements: endpoint({
    method: 'GET',
    path,
    summary: 'Announcements of a cohort: pinned ones first, then the latest.',
    permission: 'signedIn',
    params: cohortParams,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: z.extend(page(Announcement), Place.shape),
    errors: ['cursorInvalid'],
  }),
  announce: endpoint({
    method: 'PUT',
    path: `${path}/{announcementId}`,
    summary: 'Announces something to a cohort; sent again, it is there once.',
    permission: 'teachCohorts',
    params,
    body: z.strictObject(said),
    output: Announcement,
    errors: ['idTaken', 'mentionUnknown', 'cohortArchived'],
    strictLimit: 10,
  }),
  changeAnnouncement: endpoint({
    method: 'PATCH',
    path: `${path}/{announcementId}`,
    summary: 'Words an announcement differently, pins it or not; what it said before stays in its history.',
    permission: 'teachCohorts',
    params,
    body: z.strictObject({ revision: z.int().check(z.minimum(0)), ...said }),
    output: Announcement,
    errors: ['conflict', 'mentionUnknown', 'cohortArchived'],
  }),
  announcementHistory: endpoint({
    method: 'GET',
    path: `${path}/{announcementId}/history`,
    summary: 'What an announcement said before, the latest first.',
    permission: 'signedIn',
    params,
    output: z.object({ items: z.array(z.object({ at: Moment, title: z.string(), text: z.string() })) }),
  }),
  readAnnouncement: endpoint({
    method: 'PUT',
    path: `${path}/{announcementId}/read`,
    summary: 'The asker has read an announcement.',
    permission: 'signedIn',
    params,
  }),
  announcementReaders: endpoint({
    method: 'GET',
    path: `${path}/{announcementId}/readers`,
    summary: 'Who learns in the cohort now and when each read an announcement, by name.',
    permission: 'teachCohorts',
    params,
    query: z.strictObject({ cursor: z.optional(Cursor) }),
    output: z.extend(page(z.extend(Named, { readAt: z.nullable(Moment) })), {
      /** of those who learn in it now */
      read: z.int(),
      members: z.int(),
    }),
    errors: ['cursorInvalid'],
  }),
};
