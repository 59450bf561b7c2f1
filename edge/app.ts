import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { USAGE_LOG_PATH } from './accounts/usage-log.ts';
import type { App, AppEnv } from './http.ts';
import { accessLog } from './middleware/access-log.ts';
import { isUpload, jsonBody, wholeBody } from './middleware/body.ts';
import { charge } from './middleware/charge.ts';
import { crossOrigin } from './middleware/cross-origin.ts';
import { gate } from './middleware/gate.ts';
import { plainHead, requestHead } from './middleware/headers.ts';
import { idempotency } from './middleware/idempotency.ts';
import { invalidRequest, methodNotAllowedProblem, notFound, onError } from './middleware/problems.ts';
import { getAudit, getUser, getUsers, patchUser, postInvite } from './routes/admin.ts';
import { analyzeAudio } from './routes/analyze.ts';
import { docs } from './routes/docs.ts';
import { getHealth, getLive, getReady } from './routes/health.ts';
import { jobCallbacks } from './routes/job-callbacks.ts';
import { getJob, getJobEvents } from './routes/jobs.ts';
import { deleteKey, getKeys, postKey, postKeyRotation } from './routes/keys.ts';
import { getMe } from './routes/me.ts';
import { getPicture } from './routes/picture.ts';
import { parseRequest, processMusic } from './routes/process.ts';
import { register } from './routes/register.ts';
import { deleteSession, deleteSessions, postRefresh, postSession } from './routes/sessions.ts';
import { deleteRequest, getRequest, getRequests } from './routes/requests.ts';
import { searchMusic } from './routes/search.ts';
import { getTrack, getTrackAnalysis, getTracks } from './routes/tracks.ts';
import { createUpload } from './routes/uploads.ts';
import { getAllUsage, getUsage } from './routes/usage.ts';
import { usageLog } from './routes/usage-log.ts';
import { getWaveform, getWaveformDat } from './routes/waveforms.ts';

/** Every operation of the API. A new one is a file in routes/ and a name here. */
const OPERATIONS = [
  getHealth,
  getLive,
  getReady,
  register,
  getMe,
  getKeys,
  postKey,
  postKeyRotation,
  deleteKey,
  postSession,
  postRefresh,
  deleteSession,
  deleteSessions,
  getUsage,
  getUsers,
  getUser,
  patchUser,
  getAudit,
  getAllUsage,
  postInvite,
  processMusic,
  parseRequest,
  searchMusic,
  getRequests,
  getRequest,
  deleteRequest,
  analyzeAudio,
  createUpload,
  getTracks,
  getTrack,
  getTrackAnalysis,
  getWaveform,
  getWaveformDat,
  getPicture,
  getJob,
  getJobEvents,
];

/** No JSON body of ours is longer; uploads are streamed and have a limit of their own. */
const MAX_JSON_BYTES = 64 * 1024;

/** A callback holds the sidecar's answer and the job, both in base64. */
const MAX_CALLBACK_BYTES = 3 * 1024 * 1024;

/** The whole application: what happens to every request, in order, and the list of operations. */
export function createApp(): App {
  const app: App = new OpenAPIHono<AppEnv>({ defaultHook: invalidRequest });
  app.notFound(notFound);
  app.onError(onError);

  app.use(accessLog());
  app.use(requestHead());
  app.use(crossOrigin());
  app.use(plainHead());
  app.use(methodNotAllowed({ app, onMethodNotAllowed: methodNotAllowedProblem }));
  // The usage log is read as it comes, and has limits of its own (edge/routes/usage-log.ts).
  app.use(
    '/internal/*',
    wholeBody(MAX_CALLBACK_BYTES, (c) => c.req.path === USAGE_LOG_PATH),
  );
  app.use('/v1/*', gate());
  app.use('/v1/*', wholeBody(MAX_JSON_BYTES, isUpload));
  app.use('/v1/*', jsonBody());
  app.use('/v1/*', idempotency());
  app.use('/v1/*', charge());

  for (const addTo of OPERATIONS) addTo(app);
  jobCallbacks(app);
  usageLog(app);
  docs(app);
  return app;
}
