import type { Revision, StageState } from '#core/snapshot/revision.ts';
import type { SecretTables } from '#gateway/secrets/tables.ts';
import type { DomainTable } from './domain-table.ts';
import type { KeyTable } from './key-table.ts';
import type { PreparedApi } from './prepared.ts';
import { buildStage, type StateStore } from './state-store.ts';

/** What an applied revision does to that which serves. */
export type ServingTarget = {
  apply(change: Pick<Revision, 'kind' | 'id' | 'body'>): void;
  /** Makes the stages that were applied live at once. */
  publish(): void;
  /** All keys are known: from now on they are served. */
  complete(): void;
};

/** Everything that one thread serves from. The snapshots that a stage points to are prepared before it is applied. */
export class ServingState implements ServingTarget {
  readonly store: StateStore;
  private readonly keys: KeyTable;
  private readonly domains: DomainTable;
  private readonly secrets: SecretTables;
  private readonly preparedOf: (hash: string) => PreparedApi;

  constructor(
    store: StateStore,
    { keys, domains, secrets }: { keys: KeyTable; domains: DomainTable; secrets: SecretTables },
    preparedOf: (hash: string) => PreparedApi,
  ) {
    this.store = store;
    this.keys = keys;
    this.domains = domains;
    this.secrets = secrets;
    this.preparedOf = preparedOf;
  }

  apply(change: Pick<Revision, 'kind' | 'id' | 'body'>): void {
    const { kind, id, body } = change as Revision;
    switch (kind) {
      case 'key':
        return this.keys.setKey(id, body);
      case 'plan':
        return this.keys.setPlan(id, body);
      case 'stage':
        return body === null ? this.store.remove(id) : this.setStage(id, body);
      case 'workspace':
        return this.secrets.workspaces.set(id, body);
      case 'domain-name':
        return this.domains.set(id, body);
      case 'access-key':
        return this.secrets.accessKeys.set(id, body);
      case 'credential':
        return this.secrets.credentials.set(id, body);
    }
  }

  publish(): void {
    this.store.publish();
  }

  complete(): void {
    this.keys.isComplete = true;
  }

  private setStage(id: string, state: StageState): void {
    const stable = this.preparedOf(state.snapshotHash);
    const canary = state.canary && this.preparedOf(state.canary.snapshotHash);
    this.store.set(buildStage(state, stable, canary, this.store.stage(id)));
  }
}
