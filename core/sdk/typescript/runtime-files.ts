/** The files of `runtime/` that every package contains. They are read by whoever calls `emitTypeScript`, which does no I/O. */
export const runtimeFiles = [
  'api-promise.ts',
  'encode.ts',
  'errors.ts',
  'http-client.ts',
  'json.ts',
  'open-enum.ts',
  'options.ts',
  'retry.ts',
] as const;

export type RuntimeFile = (typeof runtimeFiles)[number];
