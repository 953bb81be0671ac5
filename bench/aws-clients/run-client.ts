import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a client to its end without holding up this process, which answers it.
 * @returns what it printed
 * @throws Error with what it printed when it failed, unless its exit code is one of `fine`
 */
export async function runClient(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  { cwd, fine = [0] }: { cwd?: string; fine?: number[] } = {},
): Promise<string> {
  const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const [printed, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
  ]);
  if (code === null || !fine.includes(code)) {
    throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${complaint}\n${printed}`);
  }
  return printed;
}
