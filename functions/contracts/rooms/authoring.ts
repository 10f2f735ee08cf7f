/** All endpoints of the room authoring, in the order in which their addresses are tried. */
import { adoption } from '../adoption.ts';
import { authoring } from '../authoring.ts';
import { courseExports } from '../course-exports.ts';
import { courseQuizzes } from '../course-quizzes.ts';
import { draftBlocks } from '../draft-blocks.ts';
import { draftFilms } from '../draft-films.ts';
import { draftOutline } from '../draft-outline.ts';
import { draftTeam } from '../draft-team.ts';
import { filmCaptions } from '../film-captions.ts';
import { filmChapters } from '../film-chapters.ts';
import { filmFiles } from '../film-files.ts';
import { filmHints } from '../film-hints.ts';
import { filmProcessing } from '../film-processing.ts';
import { filmQuestions } from '../film-questions.ts';
import { filmRules } from '../film-rules.ts';
import { filmSlides } from '../film-slides.ts';
import { filmTranscription } from '../film-transcription.ts';
import { reports } from '../reports.ts';
import { reviewAdditions } from '../review-additions.ts';
import { reviewComments } from '../review-comments.ts';
import { reviews } from '../reviews.ts';
import { draftSharing } from '../sharing.ts';
import { translation } from '../translation.ts';

export const authoringEndpoints = {
  ...{
    ...authoring,
    ...draftOutline,
    ...draftBlocks,
    ...draftFilms,
    ...filmFiles,
    ...filmProcessing,
    ...filmCaptions,
    ...filmTranscription,
    ...filmChapters,
    ...filmHints,
    ...filmQuestions,
    ...filmRules,
    ...filmSlides,
    ...draftTeam,
    ...translation,
    ...reviews,
    ...reviewAdditions,
    ...reviewComments,
    ...reports,
  },
  ...{ ...draftSharing, ...adoption, ...courseQuizzes, ...courseExports },
};
