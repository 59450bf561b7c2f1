import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { bundleForWorkerd } from './test/support/bundle-for-workerd.ts';

const YOUTUBE = 'googleapis/build/src/apis/youtube/index.js';

/** Two projects in one run: the Worker's tests inside workerd, all others in Node. */
export default defineConfig({
  test: {
    // The Worker's log lines are of interest where a test fails.
    silent: 'passed-only',
    projects: [
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: inject<Record<string, string>>('edgeBindings') },
          })),
        ],
        resolve: {
          // As in wrangler.toml.
          alias: {
            [YOUTUBE]: await bundleForWorkerd(YOUTUBE, ['youtube']),
            '@aws-sdk/xml-builder': fileURLToPath(
              new URL('./node_modules/@aws-sdk/xml-builder/dist-cjs/index.js', import.meta.url),
            ),
          },
        },
        test: {
          name: 'edge',
          include: ['test/edge/**/*.test.ts'],
          globalSetup: ['test/support/edge-cloud.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'node',
          include: ['test/{unit,sidecar,contract,e2e}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
