import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { failure } from '../shared/problems.ts';
import { type App, type AppEnv, problem } from './http.ts';
import { accessLog } from './middleware/access-log.ts';
import { authenticate } from './middleware/authenticate.ts';
import { invalidRequest, methodNotAllowedProblem, notFound, onError } from './middleware/problems.ts';
import { analyzeAudio } from './routes/analyze.ts';
import { docs } from './routes/docs.ts';
import { getHealth, getLive, getReady } from './routes/health.ts';
import { jobCallbacks } from './routes/job-callbacks.ts';
import { getJob, getJobEvents } from './routes/jobs.ts';
import { parseRequest, processMusic } from './routes/process.ts';
import { getTrack, getTracks, getWaveform, getWaveformDat } from './routes/tracks.ts';
import { createUpload } from './routes/uploads.ts';
import { servicesFor } from './services.ts';

/** Every operation of the API. A new one is a file in routes/ and a name here. */
const OPERATIONS = [
  getHealth,
  getLive,
  getReady,
  processMusic,
  parseRequest,
  analyzeAudio,
  createUpload,
  getTracks,
  getTrack,
  getWaveform,
  getWaveformDat,
  getJob,
  getJobEvents,
];

/** No JSON body of ours is longer; uploads are streamed and have a limit of their own. */
const MAX_JSON_BYTES = 64 * 1024;

/** A callback holds the sidecar's answer and the job, both in base64. */
const MAX_CALLBACK_BYTES = 3 * 1024 * 1024;

const limitBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) => problem(c, failure('BODY_TOO_LARGE', `A body may have up to ${maxSize} bytes here.`)),
  });

/** The whole application: what happens to every request, in order, and the list of operations. */
export function createApp(): App {
  const app: App = new OpenAPIHono<AppEnv>({ defaultHook: invalidRequest });
  app.notFound(notFound);
  app.onError(onError);

  app.use(requestId());
  app.use(accessLog());
  app.use(secureHeaders());
  app.use(cors({ origin: '*', exposeHeaders: ['Location', 'Retry-After', 'X-Request-Id'] }));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: methodNotAllowedProblem }));
  app.use(async (c, next) => {
    c.set('services', servicesFor(c.env));
    await next();
  });
  app.use('/internal/*', limitBody(MAX_CALLBACK_BYTES));
  app.use('/v1/*', authenticate());
  const limitJson = limitBody(MAX_JSON_BYTES);
  app.use('/v1/*', (c, next) => (isUpload(c.req.header('Content-Type')) ? next() : limitJson(c, next)));

  for (const register of OPERATIONS) register(app);
  jobCallbacks(app);
  docs(app);
  return app;
}

const isUpload = (contentType = ''): boolean => contentType.startsWith('multipart/form-data');
