/** Every error a person can meet: its code and HTTP status. The words stand in web/messages as `error.<code>`. */
export const errorStatus = {
  /** The request does not fit its contract; `details` names the first field and why. */
  invalid: 400,
  cursorInvalid: 400,
  /** Missing own header or foreign Origin on a changing request. */
  crossSite: 403,
  signInNeeded: 401,
  /** The sign-in took too long, was repeated or came from elsewhere. */
  signInFailed: 400,
  /** Signed in at the provider, but nobody here knows this login. */
  personUnknown: 403,
  personDisabled: 403,
  notAllowed: 403,
  notFound: 404,
  methodNotAllowed: 405,
  /** The same id was used before for something else. */
  idTaken: 409,
  loginTaken: 409,
  conflict: 409,
  tooLarge: 413,
  wrongMediaType: 415,
  /** The import or export of this kind takes more room than the organisation has. */
  quotaExceeded: 422,
  passwordWeak: 422,
  codeWrong: 422,
  freshSignInNeeded: 403,
  invitationInvalid: 410,
  /** “See as” shows, it changes nothing. */
  readOnlyView: 403,
  /** The last one who could undo it. */
  lastAdministrator: 409,
  organisationNotEmpty: 409,
  organisationClosed: 409,
  logoWrong: 422,
  /** A sign-in address that is in use cannot be changed. */
  loginInUse: 409,
  alreadyActive: 409,
  tooManyMemberships: 409,
  mergeImpossible: 409,
  importFileWrong: 422,
  jobEnded: 409,
  tooManyRequests: 429,
  internal: 500,
  unavailable: 503,
  /** Import of a course bundle. `details.path` names the file. */
  bundleFileMissing: 422,
  bundleFileWrong: 422,
  bundlePathInvalid: 422,
  bundleReferenceUnknown: 422,
  bundleTextInvalid: 422,
  bundlePictureInvalid: 422,
  bundleVideoInvalid: 422,
  bundleCaptionsInvalid: 422,
  bundleLanguageMissing: 422,
  /** The manifest of an archive is not the one that was signed. */
  bundleSignatureBroken: 422,
  importNotWaiting: 409,
  notEnrolled: 403,
  /** What is completed keeps its version. */
  courseCompleted: 409,
  lectureNotReady: 409,
  lectureFailed: 422,
  /** The bytes are not of an allowed type, or not of the one they were announced as. */
  mediaTypeRefused: 422,
  mediaTooLarge: 422,
  mediaIncomplete: 409,
  mediaDamaged: 422,
  normPeriodsOverlap: 422,
  competenceCircle: 422,
  outlineFull: 409,
  lessonFull: 409,
  moduleNotEmpty: 409,
  /** Somebody else moved the same lesson in the meantime. */
  lessonMoved: 409,
  lastOwner: 409,
  personUnsuitable: 422,
  teamFull: 409,
  tooManyFilms: 409,
  tooManyUploads: 409,
  /** All of it has come: there is nothing to send or to stop any more. */
  uploadEnded: 409,
  /** No service here writes down what is spoken. */
  transcriptionAbsent: 409,
  reviewOpen: 409,
  notReady: 409,
  nothingChanged: 409,
  reviewEnded: 409,
  ownWork: 403,
  noteMissing: 422,
  tooManyComments: 409,
  /** Nobody adopts what its academy has recalled. */
  versionRecalled: 409,
  tooManyNotes: 409,
  tooManyReports: 409,
  folderCircle: 422,
  folderNotEmpty: 409,
  tooManyFolders: 409,
  /** The test has not begun, or is over. */
  runNotOpen: 409,
  runOver: 409,
  /** Somebody has begun: what would take something from them is refused. */
  runBegun: 409,
  quizNotReleased: 409,
  attemptsUsedUp: 409,
  attemptClosed: 409,
  reviewNotShown: 403,
  notPractice: 409,
  /** A question cannot stand inside a lecture; `details.reason` says why, `details.questionId` which. */
  questionUnsuitable: 422,
  /** The answer is not one to this question; `details.reason` says why. */
  answerUnfit: 422,
  /** Some answers have to be marked by a person first. */
  marksMissing: 409,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as ErrorCode[];

/** Body of every answer that is not a success. `requestId` is what a person tells the operator. */
export interface ErrorBody {
  error: { code: ErrorCode; details?: Record<string, string>; requestId?: string };
}

/** The one error class: rules and handlers throw it with a code from this table. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, string> | undefined;

  constructor(code: ErrorCode, details?: Record<string, string>) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
