import { z } from 'zod';
import { authorizerSchema } from '../authorizers/schema.ts';
import { revisionSchema } from '../snapshot/revision.ts';
import { apiSnapshotSchema } from '../snapshot/schema.ts';

/**
 * How a gateway node and the control plane talk. The node always connects outwards, with `authorization: Bearer {token}`:
 *
 *   GET  /api/nodes/stream?nodeId=&name=&epoch=&after=&sealKey=   newline-delimited JSON of `ControlMessage`, kept open
 *   GET  /api/nodes/blobs/{sha256}                       gzip bytes of a snapshot's canonical JSON
 *   POST /api/nodes/report                               `NodeReport`, after each change and every few seconds
 *   POST /api/nodes/telemetry                            `PackedBatch` (core/telemetry/batch.ts), acknowledged by 204
 *   POST /api/nodes/tests/{taskId}                       `TestResult` (core/telemetry/trace.ts), or
 *                                                        `AuthorizerTestResult` (core/authorizers/test-result.ts)
 *
 * `sealKey` is the node's raw X25519 public key as base64url, without which it gets no secrets. A revision's `sealed` is
 * base64 of the sender's ephemeral public key (32 bytes), the iv (12), the ciphertext and its tag (16): AES-256-GCM under
 * HKDF-SHA-256(X25519, salt = ephemeral public key and node's, info = sluice-seal-1), with `{kind} {id}` of the revision
 * as authenticated data.
 */

/** A request for a node to run, as the test call composes it. */
export const testRequestSchema = z.object({
  httpMethod: z.string(),
  /** Path below the stage, with its parameters filled in, and the query string: `/pets/7?full=true`. */
  target: z.string().startsWith('/').max(8192),
  /** Name and value in turn, as on the wire. */
  rawHeaders: z.array(z.string()),
  body: z.string().nullable(),
});
export type TestRequest = z.infer<typeof testRequestSchema>;

export const testTaskSchema = z.object({
  taskId: z.string(),
  workspaceId: z.string(),
  /** Twelve digits. */
  accountId: z.string(),
  apiId: z.string(),
  stageName: z.string(),
  stageVariables: z.record(z.string(), z.string()),
  /** The draft's snapshot: a blob like that of a deployment. */
  snapshotHash: z.string(),
  request: testRequestSchema,
});
export type TestTask = z.infer<typeof testTaskSchema>;

/** An authorizer of the draft to ask about a request, as it stands: its caches are left alone. */
export const authorizerTestTaskSchema = testTaskSchema.omit({ snapshotHash: true, apiId: true }).extend({
  api: apiSnapshotSchema.shape.api,
  authorizer: authorizerSchema,
});
export type AuthorizerTestTask = z.infer<typeof authorizerTestTaskSchema>;

/** What a node runs for people who wait, and answers once. */
const taskMessages = [
  z.object({ type: z.literal('test'), task: testTaskSchema }),
  z.object({ type: z.literal('test-authorizer'), task: authorizerTestTaskSchema }),
] as const;
export const taskMessageSchema = z.discriminatedUnion('type', taskMessages);
export type TaskMessage = z.infer<typeof taskMessageSchema>;

export const controlMessageSchema = z.discriminatedUnion('type', [
  /** First on the stream. `full` tells the node to forget what is not sent again before the first `synced`. */
  z.object({ type: z.literal('hello'), epoch: z.string(), nodeId: z.string(), groupId: z.string(), full: z.boolean() }),
  z.object({ type: z.literal('revision'), revision: revisionSchema }),
  /** Everything up to `seq` has been sent. */
  z.object({ type: z.literal('synced'), seq: z.number().int() }),
  ...taskMessages,
  z.object({ type: z.literal('ping') }),
]);
export type ControlMessage = z.infer<typeof controlMessageSchema>;

/** What a node runs. */
export const nodeReportSchema = z.object({
  nodeId: z.string(),
  name: z.string(),
  version: z.string(),
  startedAtMs: z.number(),
  epoch: z.string(),
  /** Every revision up to this one is applied or refused. */
  appliedSeq: z.number().int(),
  /** Over the node's whole applied state, whatever its order: nodes that agree report the same. */
  stateHash: z.string(),
  /** Stage revisions that the node refused, keeping what it ran before. */
  refused: z.array(z.object({ id: z.string(), seq: z.number().int(), reason: z.string() })),
  /** Problems of the node itself, such as a disk that cannot be written. */
  warnings: z.array(z.string()),
  publicUrl: z.string().nullable(),
  /** The node's last word: it stops, and nothing waits for it any more. */
  stopping: z.boolean().default(false),
});
export type NodeReport = z.infer<typeof nodeReportSchema>;

/** The node is counted as gone when it has not reported for this long. */
export const nodeLostAfterMs = 15_000;
/** How often a node reports when nothing changes, and how often the control plane pings the stream. */
export const nodeReportEveryMs = 5_000;
