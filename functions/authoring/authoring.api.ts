/** Endpoints of authoring: drafts, their outline, blocks and team; review and release. */
import { authoringEndpoints } from '#contracts/rooms/authoring.ts';
import { serve } from '../platform/http.ts';
import { blockHandlers } from './blocks.ops.ts';
import { commentHandlers } from './comments.ops.ts';
import { courseQuizHandlers } from './course-quiz.ops.ts';
import { draftHandlers } from './drafts.ops.ts';
import { exportHandlers } from './exports.ops.ts';
import { captionHandlers } from './film-captions.ops.ts';
import { chapterHandlers } from './film-chapters.ops.ts';
import { filmQuestionHandlers } from './film-questions.ops.ts';
import { filmFileHandlers } from './film-files.ops.ts';
import { hintHandlers } from './film-hints.ops.ts';
import { filmProcessingHandlers } from './film-processing.ops.ts';
import { filmRuleHandlers } from './film-rules.ops.ts';
import { slideHandlers } from './film-slides.ops.ts';
import { transcriptionHandlers } from './film-transcription.ops.ts';
import { filmHandlers } from './films.ops.ts';
import { outlineHandlers } from './outline.ops.ts';
import { reportHandlers } from './reports.ops.ts';
import { reviewAdditionHandlers } from './review-additions.ops.ts';
import { reviewHandlers } from './reviews.ops.ts';
import { sharingHandlers } from './sharing.ops.ts';
import { teamHandlers } from './team.ops.ts';
import { translationHandlers } from './translation.ops.ts';
import { adoptionHandlers } from './upstream.ops.ts';

export const handler = serve(authoringEndpoints, {
  ...draftHandlers,
  ...outlineHandlers,
  ...blockHandlers,
  ...exportHandlers,
  ...filmHandlers,
  ...filmFileHandlers,
  ...filmProcessingHandlers,
  ...captionHandlers,
  ...transcriptionHandlers,
  ...chapterHandlers,
  ...hintHandlers,
  ...slideHandlers,
  ...filmQuestionHandlers,
  ...filmRuleHandlers,
  ...teamHandlers,
  ...translationHandlers,
  ...sharingHandlers,
  ...adoptionHandlers,
  ...courseQuizHandlers,
  ...reviewHandlers,
  ...reviewAdditionHandlers,
  ...commentHandlers,
  ...reportHandlers,
});
