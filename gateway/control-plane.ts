import { Agent, request, type Dispatcher } from 'undici';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { NodeReport } from '#core/nodes/channel.ts';
import type { PackedBatch } from '#core/telemetry/batch.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import { snapshotMaxBytes } from './snapshot/verify.ts';

/** What went wrong with the control plane, and whether it may be different later. */
export class ControlPlaneError extends Error {
  override name = 'ControlPlaneError';
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }

  /** The token is wrong or was revoked. */
  get isRefusal(): boolean {
    return this.status === 401 || this.status === 403;
  }

  /** Trying again later may help. */
  get isTransient(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429 || this.status === 408 || this.isRefusal;
  }
}

/** The node's calls to the control plane (core/nodes/channel.ts), always outwards. */
export class ControlPlane {
  private readonly agent = new Agent({
    connect: { timeout: 5_000 },
    headersTimeout: 10_000,
    bodyTimeout: 30_000,
    connections: 8,
  });
  private readonly url: string;
  private readonly token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.token = token;
  }

  /** The stream of messages; ends when the connection does, or with `signal`. */
  async openStream(
    query: { nodeId: string; name: string; epoch: string; after: number; sealKey: string },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Buffer>> {
    const search = new URLSearchParams({ ...query, after: String(query.after) });
    const { body } = await this.send('GET', `/api/nodes/stream?${search}`, null, signal);
    return body;
  }

  /** The gzip bytes of a snapshot. */
  async fetchBlob(hash: string): Promise<Buffer> {
    const { body } = await this.send('GET', `/api/nodes/blobs/${hash}`, null, null);
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        bytes += chunk.byteLength;
        if (bytes > snapshotMaxBytes) throw new ControlPlaneError(`Snapshot ${hash} is too large.`, 413);
        chunks.push(chunk);
      }
    } catch (error) {
      if (error instanceof ControlPlaneError) throw error;
      throw new ControlPlaneError(`Snapshot ${hash} did not come whole: ${(error as Error).message}`, null);
    }
    return Buffer.concat(chunks);
  }

  report(report: NodeReport): Promise<void> {
    return this.post('/api/nodes/report', report);
  }

  sendTelemetry(batch: PackedBatch): Promise<void> {
    return this.post('/api/nodes/telemetry', batch);
  }

  sendTestResult(taskId: string, result: TestResult | AuthorizerTestResult): Promise<void> {
    return this.post(`/api/nodes/tests/${encodeURIComponent(taskId)}`, result);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async post(path: string, value: unknown): Promise<void> {
    const { body } = await this.send('POST', path, JSON.stringify(value), null);
    await body.dump();
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    content: string | null,
    signal: AbortSignal | null,
  ): Promise<Dispatcher.ResponseData> {
    let response: Dispatcher.ResponseData;
    try {
      response = await request(`${this.url}${path}`, {
        method,
        dispatcher: this.agent,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(content !== null && { 'content-type': 'application/json' }),
        },
        body: content,
        signal,
      });
    } catch (error) {
      throw new ControlPlaneError(`The control plane at ${this.url} cannot be reached: ${messageOf(error)}`, null);
    }
    if (response.statusCode < 300) return response;
    await response.body.dump();
    const { statusCode } = response;
    if (statusCode === 401 || statusCode === 403) {
      throw new ControlPlaneError(
        `The control plane at ${this.url} refuses this node's token (${statusCode}). Check SLUICE_NODE_TOKEN.`,
        statusCode,
      );
    }
    throw new ControlPlaneError(
      `The control plane answered ${statusCode} to ${method} ${path.split('?')[0]}.`,
      statusCode,
    );
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
