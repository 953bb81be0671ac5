import type { DomainNameState } from '#core/domain-names/state.ts';

/** Where the path of a request leads: an API, its stage or null when the next segment names it, and where that begins. */
export type DomainTarget = { basePath: string; apiId: string; stageName: string | null; pathStart: number };

type Mapping = DomainNameState['mappings'][number];

/** The domain names of all workspaces. */
export class DomainTable {
  private readonly mappings = new Map<string, ReadonlyMap<string, Mapping>>();

  set(domainName: string, state: DomainNameState | null): void {
    if (!state || state.mappings.length === 0) this.mappings.delete(domainName);
    else this.mappings.set(domainName, new Map(state.mappings.map((mapping) => [mapping.basePath, mapping])));
  }

  /**
   * Where a path of a host leads, or null. The name itself wins over one with an asterisk for its first label, and the base path
   * that the path's first segment is over the empty one (AWS API Gateway: base path mappings).
   * @param host the Host header: any case, perhaps with a port
   */
  find(host: string, path: string): DomainTarget | null {
    if (this.mappings.size === 0) return null;
    const mappings = this.ofHost(host);
    if (!mappings) return null;
    const slash = path.indexOf('/', 1);
    const end = slash < 0 ? path.length : slash;
    const first = mappings.get(path.slice(1, end));
    if (first && first.basePath !== '') return targetOf(first, end);
    const whole = mappings.get('');
    return whole ? targetOf(whole, 0) : null;
  }

  private ofHost(host: string): ReadonlyMap<string, Mapping> | undefined {
    const name = host.replace(/:\d*$/, '').toLowerCase();
    const dot = name.indexOf('.');
    return this.mappings.get(name) ?? (dot < 0 ? undefined : this.mappings.get(`*${name.slice(dot)}`));
  }
}

function targetOf({ basePath, apiId, stageName }: Mapping, pathStart: number): DomainTarget {
  return { basePath, apiId, stageName, pathStart };
}
