import { addressPolicy, publicOnly, type AddressPolicy } from '#core/addresses/allowed-addresses.ts';
import type { WorkspaceState } from '#core/workspaces/state.ts';

/** What this node knows of each workspace: its account, endpoints, and the private addresses that its integrations may reach. */
export class WorkspaceTable {
  private readonly workspaces = new Map<string, WorkspaceState>();
  private readonly policies = new Map<string, AddressPolicy>();

  /** @param body the workspace as it is now; null when it is gone */
  set(workspaceId: string, body: WorkspaceState | null): void {
    const before = this.workspaces.get(workspaceId)?.allowedAddresses.join(' ') ?? '';
    if (body) this.workspaces.set(workspaceId, body);
    else this.workspaces.delete(workspaceId);
    // Connections are kept only as long as the policy is the same object.
    if ((body?.allowedAddresses.join(' ') ?? '') === before) return;
    if (body) this.policies.set(workspaceId, addressPolicy(body.allowedAddresses));
    else this.policies.delete(workspaceId);
  }

  get(workspaceId: string): WorkspaceState | null {
    return this.workspaces.get(workspaceId) ?? null;
  }

  /** What the workspace's integrations may connect to. */
  addresses(workspaceId: string): AddressPolicy {
    return this.policies.get(workspaceId) ?? publicOnly;
  }
}
