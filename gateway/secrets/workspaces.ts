import type { WorkspaceState } from '#core/workspaces/state.ts';

/** What this node knows of each workspace: its account, endpoints, and the private addresses that its integrations may reach. */
export class WorkspaceTable {
  private readonly workspaces = new Map<string, WorkspaceState>();

  /** @param body the workspace as it is now; null when it is gone */
  set(workspaceId: string, body: WorkspaceState | null): void {
    if (body) this.workspaces.set(workspaceId, body);
    else this.workspaces.delete(workspaceId);
  }

  get(workspaceId: string): WorkspaceState | null {
    return this.workspaces.get(workspaceId) ?? null;
  }
}
