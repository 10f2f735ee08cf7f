/** Endpoints of authoring: drafts, their outline, blocks and team; review and release. */
import { rooms } from '#contracts/endpoints.ts';
import { serve } from '../platform/http.ts';
import { blockHandlers } from './blocks.ops.ts';
import { draftHandlers } from './drafts.ops.ts';
import { outlineHandlers } from './outline.ops.ts';
import { reviewHandlers } from './reviews.ops.ts';
import { teamHandlers } from './team.ops.ts';

export const handler = serve(rooms.authoring, {
  ...draftHandlers,
  ...outlineHandlers,
  ...blockHandlers,
  ...teamHandlers,
  ...reviewHandlers,
});
