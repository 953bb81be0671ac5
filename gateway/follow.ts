import type { Logger } from 'pino';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { AuthorizerTestTask, ControlMessage, TestTask } from '#core/nodes/channel.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { ControlPlane } from './control-plane.ts';
import type { Applier } from './snapshot/applier.ts';
import { subscribe } from './snapshot/subscribe.ts';

export type FollowOptions = {
  nodeId: string;
  nodeName: string;
  /** The public key to which secrets are sealed for this node. */
  sealKey: string;
  controlPlane: ControlPlane;
  applier: Applier;
  runTest: (task: TestTask) => Promise<TestResult>;
  testAuthorizer: (task: AuthorizerTestTask) => Promise<AuthorizerTestResult>;
  log: Logger;
  failed: (error: Error) => void;
};

export type Follower = {
  /** How it stands with the control plane, in words. */
  readonly connection: () => string;
  stop(): Promise<void>;
};

/** Follows the control plane: what it sends is applied, test calls are run and answered. */
export function follow(options: FollowOptions): Follower {
  const { nodeId, nodeName, sealKey, controlPlane, applier, runTest, testAuthorizer, log, failed } = options;
  const stopping = new AbortController();
  let connection = 'The control plane has not been reached yet.';

  const receive = (message: ControlMessage) => {
    switch (message.type) {
      case 'hello':
        connection = 'The control plane is reached.';
        log.info({ nodeId, groupId: message.groupId, full: message.full }, 'connected to the control plane');
        return applier.begin(message.epoch, message.full);
      case 'revision':
        return applier.apply(message.revision);
      case 'synced':
        return applier.synced(message.seq);
      case 'test':
        return void answer(message.task, runTest).catch(failed);
      case 'test-authorizer':
        return void answer(message.task, testAuthorizer).catch(failed);
      case 'ping':
        return undefined;
    }
  };
  const answer = async <Task extends { taskId: string }>(
    task: Task,
    run: (task: Task) => Promise<TestResult | AuthorizerTestResult>,
  ) => controlPlane.sendTestResult(task.taskId, await run(task));

  const following = subscribe(
    {
      controlPlane,
      position: () => ({ nodeId, name: nodeName, epoch: applier.epoch, after: applier.appliedSeq, sealKey }),
      receive,
      unreadable: (revision, reason) => applier.refuse(revision, reason),
      lost: (error) => {
        connection = error.message;
        failed(error);
      },
    },
    stopping.signal,
  );
  return {
    connection: () => connection,
    async stop() {
      stopping.abort();
      await following;
    },
  };
}
