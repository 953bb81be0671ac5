/** Runs a benchmark by name: `node bench/main.ts p1 [--seconds 5] [--rounds 5]`. Each prints its figures and its bar. */
const benchmarks: Record<string, () => Promise<{ run: (args: string[]) => Promise<boolean> }>> = {
  p1: () => import('./p1/run.ts'),
  p2: () => import('./p2/run.ts'),
  p3: () => import('./p3/run.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (!benchmark) {
  console.error(`Usage: node bench/main.ts <${Object.keys(benchmarks).join('|')}>`);
  process.exit(2);
}
const { run } = await benchmark();
process.exit((await run(args)) ? 0 : 1);
