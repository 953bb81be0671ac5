const SAMPLE_CPU_MS = 200;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * How many times longer work takes than on a machine of its own, because others use its cores: the time that a busy loop
 * takes, by the processor time that it gets. A limit in seconds is meant for 1.
 */
export function contention(): number {
  const startedCpuMs = cpuMs();
  const startedMs = performance.now();
  while (cpuMs() - startedCpuMs < SAMPLE_CPU_MS) Math.sqrt(performance.now());
  return Math.max(1, (performance.now() - startedMs) / (cpuMs() - startedCpuMs));
}

/** Runs `body` and tells how long it took, in ms, and how long on a machine of its own, as far as can be told. */
export async function timed(body: () => Promise<void>): Promise<{ wallMs: number; fairMs: number }> {
  const before = contention();
  const startedMs = performance.now();
  await body();
  const wallMs = performance.now() - startedMs;
  return { wallMs: Math.round(wallMs), fairMs: Math.round(wallMs / ((before + contention()) / 2)) };
}
