import { PROBLEMS } from '../../shared/problems.ts';
import { type App, HEADERS, PARAMETERS } from '../http.ts';
import { ACCESS_COOKIE } from '../session-cookies.ts';

/** The contract as OpenAPI 3.1, made from the schemas that validate. The page /docs shows it. */
export function docs(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key (mf_live_… or mf_test_…).',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKeyHeader', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a session (POST /v1/auth/sessions).',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'sessionCookie', {
    type: 'apiKey',
    in: 'cookie',
    name: ACCESS_COOKIE,
    description: 'The same token in its cookie; whatever changes something needs X-CSRF-Token, too.',
  });
  for (const [name, header] of Object.entries(HEADERS)) app.openAPIRegistry.registerComponent('headers', name, header);
  for (const [name, parameter] of Object.entries(PARAMETERS)) {
    app.openAPIRegistry.registerComponent('parameters', name, parameter);
  }
  app.doc31('/openapi.json', (c) => ({
    openapi: '3.1.0',
    info: {
      title: 'MusicForge',
      version: '1.0.0',
      description:
        'A sentence in, tracks with tempo, key, energy, loudness and waveform out; or send audio and get it analysed.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    'x-problems': PROBLEMS,
    servers: [{ url: c.get('services').env.PUBLIC_URL }],
  }));
}
