import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // Pages get theirs from proxy.ts, which the endpoints do not pass.
  headers: async () => [{ source: '/api/:path*', headers: [{ key: 'x-content-type-options', value: 'nosniff' }] }],
  reactStrictMode: true,
  serverExternalPackages: ['pg', 'pino'],
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      // monaco-yaml still imports the worker by the path that monaco-editor's exports map dropped.
      'monaco-editor/esm/vs/editor/editor.worker.js': 'monaco-editor/editor/editor.worker.js',
    },
  },
  // `npm test` judges types once for the whole tree; a build on a fresh machine should not pay for it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
