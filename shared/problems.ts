/**
 * Every problem this API can answer, once: code → HTTP status, title, and whether trying again may help.
 * A code is stable: clients branch on it. `type` in the document is `<docs>#<code>`.
 */
export const PROBLEMS = {
  // requests
  INVALID_REQUEST: { status: 400, title: 'The request is not valid', retryable: false },
  INVALID_JSON: { status: 400, title: 'The body is not JSON', retryable: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The content type is not supported', retryable: false },
  NOT_FOUND: { status: 404, title: 'There is no such resource', retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here', retryable: false },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', retryable: false },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large', retryable: false },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive', retryable: true },
  IDEMPOTENCY_KEY_INVALID: { status: 400, title: 'The Idempotency-Key is not valid', retryable: false },
  IDEMPOTENCY_IN_FLIGHT: { status: 409, title: 'The same request is still being answered', retryable: true },
  IDEMPOTENCY_MISMATCH: { status: 422, title: 'The Idempotency-Key was used for another request', retryable: false },
  IDEMPOTENCY_ANSWER_GONE: { status: 409, title: 'The first answer can not be given again', retryable: false },
  REQUEST_UNCLEAR: { status: 422, title: 'The request names no music', retryable: false },
  // who is asking
  KEY_MISSING: { status: 401, title: 'An API key is needed', retryable: false },
  KEY_MALFORMED: { status: 401, title: 'The API key is malformed', retryable: false },
  KEY_INVALID: { status: 401, title: 'The API key is not valid', retryable: false },
  SESSION_INVALID: { status: 401, title: 'The session is not valid', retryable: false },
  CSRF_INVALID: { status: 403, title: 'The CSRF token is missing or wrong', retryable: false },
  SCOPE_MISSING: { status: 403, title: 'The key may not do this', retryable: false },
  ROLE_MISSING: { status: 403, title: 'The account may not do this', retryable: false },
  SIGNATURE_INVALID: { status: 401, title: 'The message is not signed as it must be', retryable: false },
  // accounts
  REGISTRATION_CLOSED: { status: 403, title: 'New accounts are not taken', retryable: false },
  INVITE_INVALID: { status: 403, title: 'The invitation is not valid', retryable: false },
  EMAIL_TAKEN: { status: 409, title: 'The e-mail address has an account', retryable: false },
  KEY_LIMIT: { status: 409, title: 'The account has as many keys as it may', retryable: false },
  OWN_ACCOUNT: { status: 409, title: 'Not for the account that asks', retryable: false },
  // limits
  RATE_LIMITED: { status: 429, title: 'Too many requests at once', retryable: true },
  QUOTA_EXCEEDED: { status: 429, title: 'The plan is used up for now', retryable: true },
  LIMITS_UNAVAILABLE: { status: 503, title: 'What costs money has to wait', retryable: true },
  // uploads and sources
  FILE_MISSING: { status: 400, title: 'The form holds no file', retryable: false },
  FILE_NOT_SINGLE: { status: 400, title: 'The form holds more than one file', retryable: false },
  FILE_EMPTY: { status: 400, title: 'The file is empty', retryable: false },
  FILE_TOO_LARGE: { status: 413, title: 'The file is too large', retryable: false },
  UPLOAD_NOT_FOUND: { status: 404, title: 'There is no such upload', retryable: false },
  UPLOAD_INCOMPLETE: { status: 409, title: 'The upload has not arrived yet', retryable: true },
  URL_NOT_ALLOWED: { status: 400, title: 'The address is not one we fetch from', retryable: false },
  URL_NOT_FOUND: { status: 422, title: 'There is nothing at the address', retryable: false },
  URL_UNREACHABLE: { status: 422, title: 'The address could not be fetched', retryable: true },
  // YouTube
  YOUTUBE_AUDIO_OFF: { status: 403, title: 'Audio is not taken from YouTube here', retryable: false },
  YOUTUBE_REFUSED: { status: 422, title: 'YouTube refuses us for now', retryable: true },
  VIDEO_UNAVAILABLE: { status: 422, title: 'The video is not there', retryable: false },
  VIDEO_PRIVATE: { status: 422, title: 'The video is not open to everyone', retryable: false },
  VIDEO_AGE_RESTRICTED: { status: 422, title: 'The video is for adults who are signed in', retryable: false },
  VIDEO_REGION_BLOCKED: { status: 422, title: 'The video is not shown where our servers are', retryable: false },
  VIDEO_LIVE: { status: 422, title: 'The video is live, or has yet to begin', retryable: false },
  VIDEO_UNREADABLE: { status: 422, title: 'The sound of the video can’t be had', retryable: false },
  // audio
  AUDIO_UNREADABLE: { status: 422, title: 'The file is not audio that we can read', retryable: false },
  AUDIO_MISSING: { status: 422, title: 'The file has no sound in it', retryable: false },
  AUDIO_TOO_LONG: { status: 422, title: 'The audio is too long', retryable: false },
  AUDIO_TOO_SHORT: { status: 422, title: 'The audio is too short', retryable: false },
  ANALYSIS_TIMEOUT: { status: 422, title: 'The analysis took too long', retryable: false },
  ANALYSIS_PENDING: { status: 409, title: 'The track is not analysed yet', retryable: true },
  WAVEFORM_MISSING: { status: 404, title: 'The track has no such waveform', retryable: false },
  JOB_ABANDONED: { status: 503, title: 'The job failed too many times', retryable: true },
  // ourselves
  INTERNAL: { status: 500, title: 'Something went wrong on our side', retryable: true },
  UNAVAILABLE: { status: 503, title: 'A part of the service is down', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** An expected failure as a value: a code of the catalogue, and a sentence about this case that a client may read. */
export type Failure = { code: ProblemCode; detail: string };

export const failure = (code: ProblemCode, detail: string): Failure => ({ code, detail });
