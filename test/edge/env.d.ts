/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../edge/index.ts');
  }
}

declare module '*.md?raw' {
  const text: string;
  export default text;
}
