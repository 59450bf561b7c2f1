import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** What CommonJS requires of Node becomes an import, as wrangler does it: workerd has no other way to these modules. */
const nodeImports: Plugin = {
  name: 'node-imports',
  setup(bundler) {
    const names = new RegExp(`^(?:node:)?(?:${builtinModules.map((name) => name.replace(/^node:/, '')).join('|')})$`);
    bundler.onResolve({ filter: names }, ({ kind, path }) => {
      const name = `node:${path.replace(/^node:/, '')}`;
      return kind === 'require-call' ? { path: name, namespace: 'node-import' } : { path: name, external: true };
    });
    bundler.onLoad({ filter: /.*/, namespace: 'node-import' }, ({ path }) => ({
      contents: `import whole from '${path}'; module.exports = whole;`,
    }));
  },
};

/** Bundles a package that the tests' module runner can't load as it is; gives the path of a module with these exports of it. */
export async function bundleForWorkerd(specifier: string, names: string[]): Promise<string> {
  const outfile = fileURLToPath(
    new URL(`../../node_modules/.cache/workerd/${specifier.replaceAll('/', '_')}`, import.meta.url),
  );
  await build({
    stdin: {
      contents: `import * as whole from '${specifier}'; export const { ${names.join(', ')} } = whole;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    plugins: [nodeImports],
    external: ['cloudflare:*'],
    logLevel: 'error',
    outfile,
  });
  return outfile;
}
