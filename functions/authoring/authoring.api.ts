/** Endpoints of authoring: drafts, their outline, blocks and team; review and release. */
import { rooms } from '#contracts/endpoints.ts';
import { serve } from '../platform/http.ts';
import { blockHandlers } from './blocks.ops.ts';
import { draftHandlers } from './drafts.ops.ts';
import { exportHandlers } from './exports.ops.ts';
import { filmHandlers } from './films.ops.ts';
import { outlineHandlers } from './outline.ops.ts';
import { reportHandlers } from './reports.ops.ts';
import { reviewHandlers } from './reviews.ops.ts';
import { sharingHandlers } from './sharing.ops.ts';
import { teamHandlers } from './team.ops.ts';
import { translationHandlers } from './translation.ops.ts';
import { adoptionHandlers } from './upstream.ops.ts';

export const handler = serve(rooms.authoring, {
  ...draftHandlers,
  ...outlineHandlers,
  ...blockHandlers,
  ...exportHandlers,
  ...filmHandlers,
  ...teamHandlers,
  ...translationHandlers,
  ...sharingHandlers,
  ...adoptionHandlers,
  ...reviewHandlers,
  ...reportHandlers,
});
