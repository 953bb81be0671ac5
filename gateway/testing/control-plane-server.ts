import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeReportSchema, type ControlMessage, type NodeReport, type TestTask } from '#core/nodes/channel.ts';
import { telemetryBatchSchema, type TelemetryBatch } from '#core/telemetry/batch.ts';
import { testResultSchema, type TestResult } from '#core/telemetry/trace.ts';
import {
  stageRevisionId,
  type KeyState,
  type PlanState,
  type Revision,
  type StageState,
} from '#core/snapshot/revision.ts';

/** A small control plane over real HTTP that speaks the channel contract: what tests push is what gateways get. */
export class ControlPlaneServer {
  readonly token = 'node-token-1';
  readonly epoch = 'epoch-1';
  readonly blobs = new Map<string, Buffer>();
  readonly reports: NodeReport[] = [];
  readonly batches: TelemetryBatch[] = [];
  readonly testResults = new Map<string, TestResult>();
  /** Connections that were refused for their token. */
  refusedConnections = 0;
  /** Positions that connecting nodes gave. */
  readonly positions: { epoch: string; after: number }[] = [];
  /** Answers telemetry with this status when it is set. */
  telemetryStatus: number | null = null;
  /** Blobs are sent once it resolves. */
  blobsMayGo: Promise<void> = Promise.resolve();
  private readonly log: Revision[] = [];
  private readonly streams = new Set<ServerResponse>();
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens; a second start takes the same port again. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.streams.clear();
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    this.server = null;
  }

  addBlob({ hash, gzip }: { hash: string; gzip: Buffer }): string {
    this.blobs.set(hash, gzip);
    return hash;
  }

  setStage(state: StageState): Revision {
    return this.push({
      seq: this.nextSeq,
      kind: 'stage',
      id: stageRevisionId(state.apiId, state.stageName),
      body: state,
    });
  }

  removeStage(id: string): Revision {
    return this.push({ seq: this.nextSeq, kind: 'stage', id, body: null });
  }

  setKey(id: string, body: KeyState | null): Revision {
    return this.push({ seq: this.nextSeq, kind: 'key', id, body });
  }

  setPlan(id: string, body: PlanState | null): Revision {
    return this.push({ seq: this.nextSeq, kind: 'plan', id, body });
  }

  sendTest(task: TestTask): void {
    this.broadcast({ type: 'test', task });
  }

  private get nextSeq(): number {
    return (this.log.at(-1)?.seq ?? 0) + 1;
  }

  private push(revision: Revision): Revision {
    this.log.push(revision);
    this.broadcast({ type: 'revision', revision });
    return revision;
  }

  private broadcast(message: ControlMessage): void {
    for (const stream of this.streams) write(stream, message);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      this.refusedConnections += 1;
      return void response.writeHead(401).end();
    }
    const [, , , what = '', id = ''] = url.pathname.split('/');
    if (what === 'stream') return this.openStream(url.searchParams, response);
    if (what === 'blobs') {
      await this.blobsMayGo;
      const gzip = this.blobs.get(id);
      return void response.writeHead(gzip ? 200 : 404).end(gzip);
    }
    const body: unknown = JSON.parse(await textOf(request));
    if (what === 'report') this.reports.push(nodeReportSchema.parse(body));
    if (what === 'tests') this.testResults.set(id, testResultSchema.parse(body));
    if (what === 'telemetry') {
      if (this.telemetryStatus !== null) return void response.writeHead(this.telemetryStatus).end();
      this.batches.push(telemetryBatchSchema.parse(body));
    }
    response.writeHead(204).end();
  }

  private openStream(search: URLSearchParams, response: ServerResponse): void {
    const [epoch, after] = [search.get('epoch') ?? '', Number(search.get('after'))];
    this.positions.push({ epoch, after });
    const full = epoch !== this.epoch;
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    write(response, { type: 'hello', epoch: this.epoch, nodeId: 'node1', groupId: 'default', full });
    for (const revision of this.log) if (full || revision.seq > after) write(response, { type: 'revision', revision });
    write(response, { type: 'synced', seq: this.nextSeq - 1 });
    this.streams.add(response);
    response.on('close', () => this.streams.delete(response));
  }
}

function write(stream: ServerResponse, message: ControlMessage): void {
  stream.write(`${JSON.stringify(message)}\n`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
