import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';

const megabyte = 1024 * 1024;

/** Memory of one process, megabytes: resident, and the heaps of its workers (a node) or what is alive of its own (this process). */
export type Memory = { residentMb: number; heapMb: number };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function ofNode(node: GatewayProcess): Promise<Memory> {
  const text = await (await fetch(`http://127.0.0.1:${node.adminPort}/metrics`)).text();
  const sumOf = (metric: string) =>
    [...text.matchAll(new RegExp(`^${metric}(?:\\{.*\\})? (\\S+)$`, 'gm'))].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    );
  return {
    residentMb: sumOf('process_resident_memory_bytes') / megabyte,
    heapMb: sumOf('sluice_worker_heap_bytes') / megabyte,
  };
}

/** What every node uses now, and this process, which is their control plane and also the test. */
export async function memoryNow(nodes: readonly GatewayProcess[]): Promise<Memory[]> {
  collectGarbage();
  const { rss, heapUsed } = memoryUsage();
  return [...(await Promise.all(nodes.map(ofNode))), { residentMb: rss / megabyte, heapMb: heapUsed / megabyte }];
}

/** Such as `120+118+210 MB (heaps 20+21+60)`: the nodes, then the control plane. */
export function inWords(memory: readonly Memory[]): string {
  const join = (read: (one: Memory) => number) => memory.map((one) => read(one).toFixed(0)).join('+');
  return `${join(({ residentMb }) => residentMb)} MB (heaps ${join(({ heapMb }) => heapMb)})`;
}

/** By how much the process that grew most uses more, megabytes: resident of a node, alive of the control plane. */
export function mostGrownMb(before: readonly Memory[], after: readonly Memory[]): number {
  const used = (memory: readonly Memory[]) =>
    memory.map(({ residentMb, heapMb }, index) => (index < memory.length - 1 ? residentMb : heapMb));
  const usedBefore = used(before);
  return Math.max(...used(after).map((megabytes, index) => megabytes - (usedBefore[index] ?? 0)));
}
