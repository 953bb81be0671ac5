import { env } from '../env.ts';

/** Where callers reach a stage: below a path of the gateway's address, and below the API's own host name. */
export type InvokeUrls = { path: string; host: string };

/** @param nodeUrl the public URL of a node that serves the stage; null takes the configured one */
export function invokeUrls(apiId: string, stageName: string, nodeUrl: string | null): InvokeUrls {
  const base = new URL(nodeUrl ?? env().gatewayPublicUrl);
  const port = base.port === '' ? '' : `:${base.port}`;
  return {
    path: `${base.origin}/${apiId}/${stageName}`,
    host: `${base.protocol}//${apiId}.execute-api.localhost${port}/${stageName}`,
  };
}
