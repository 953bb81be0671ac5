import { EventEmitter } from 'node:events';

// Next bundles routes apart, so a module variable would exist more than once in this process.
const signal = ((globalThis as { sluiceTelemetrySignal?: EventEmitter }).sluiceTelemetrySignal ??= new EventEmitter());
signal.setMaxListeners(0);

/** Says that traffic of workspaces was counted, so that this process's live dashboards look at once. */
export function telemetryArrived(workspaceIds: Iterable<string>): void {
  for (const workspaceId of workspaceIds) signal.emit(workspaceId);
}

/** Calls `listener` after each counted batch with traffic of the workspace; returns how to stop. */
export function onTelemetry(workspaceId: string, listener: () => void): () => void {
  signal.on(workspaceId, listener);
  return () => signal.off(workspaceId, listener);
}
