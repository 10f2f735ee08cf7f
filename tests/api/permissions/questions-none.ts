/** Bytes and redirects; parts of one course and a file's job, which only the matrix and the exports ask for; the installation. */
export const withoutQuestion = [
  ...['identity.signIn', 'identity.callback', 'identity.logo', 'courses.picture', 'courses.file'],
  'authoring.draftPicture',
  ...['authoring.lessonPicture', 'authoring.reviewFilm', 'authoring.signingKey'],
  // none of theirs has a film
  ...[
    'authoring.courseFilms',
    'authoring.filmProcessing',
    'authoring.filmParts',
    'authoring.filmContent',
    'authoring.captionsText',
    'authoring.filmChapters',
    'authoring.filmHints',
    'authoring.filmQuestions',
    'authoring.filmRules',
    'authoring.filmSlides',
    'authoring.slidePicture',
    'authoring.upstreamFilm',
    ...['authoring.filmFiles', 'authoring.filmShift', 'authoring.filmTranscription', 'authoring.reviewAdditions'],
  ],
  // nobody finds it without its address: `timetable.test.ts`
  'cohorts.calendarFile',
  ...['norms.article', 'norms.exportCsv'],
  // bytes: `assignments.test.ts`
  ...['assignments.workFileContent', 'assignments.ownWorkFile'],
  'statements.file',
  ...['media.pictureContent', 'media.fileContent'],
  // of what is shared, and of copies: `adoption.test.ts`
  ...['courses.sharedCourse', 'courses.sharedLesson', 'courses.sharedPicture'],
  ...['authoring.upstream', 'authoring.upstreamLesson', 'authoring.ownChanges', 'authoring.ownLesson'],
  // `adopted-quizzes.test.ts`
  ...['authoring.courseQuiz', 'authoring.courseQuizPicture'],
  ...['courses.versionChanges', 'courses.lessonVersions'],
  // a number, a redirect, what nobody wrote: `notifications.test.ts`
  ...['unread', 'openUnsubscribe', 'message', 'reached'].map((name) => `notifications.${name}`),
  // none is submitted: `quizzes.test.ts`
  'quizzes.frozenQuiz',
  // nothing has ended, and no picture is in it: `attempts.test.ts`
  ...['assessments.attemptReview', 'assessments.attemptPicture'],
  // nobody asks anything there: `lecture-questions.test.ts`
  ...['assessments.lectureQuestions', 'assessments.lectureQuestionPicture', 'assessments.lectureResults'],
  // of what is shared: `questions-sharing.test.ts`
  ...['questions.questionPicture', 'questions.sharedQuestions'],
  ...[
    'courses.lesson',
    'lectures.lecture',
    'lectures.lectureSlides',
    'lectures.lectureFile',
    'progress.watch',
    'progress.lectureInsight',
    'progress.exportJob',
    'operations.health',
  ],
];
