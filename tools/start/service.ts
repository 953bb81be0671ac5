import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 100;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const STEADY_AFTER_MS = 60_000;

export type ServiceOptions = {
  name: string;
  /** Arguments of the pinned Node. Secrets travel in `env`: everyone on the machine can read arguments. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** An address that answers 200 once the service is ready; absent: the service sends a message to its parent. */
  readyUrl?: string;
  /** How long it may take to end by itself when it is asked to. */
  stopTimeoutMs: number;
};

/** A child process that is started again, ever more slowly, whenever it ends by itself. */
export class Service {
  readonly #options: ServiceOptions;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #backoffMs = FIRST_BACKOFF_MS;
  #unseenLines: string[] = [];
  #isQuiet = true;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** Ends the service without asking. */
  kill(): void {
    this.#isStopping = true;
    this.#child?.kill('SIGKILL');
  }

  /** Resolves when the service is ready. Throws with what it printed when it ends or stays silent before that. */
  async start(): Promise<void> {
    const child = this.#spawn();
    const ended = once(child, 'exit').then(() => false);
    const timedOut = sleep(READY_TIMEOUT_MS, false, { ref: false });
    if (!(await Promise.race([this.#becameReady(child), ended, timedOut]))) {
      this.#isStopping = true;
      child.kill('SIGKILL');
      throw new Error([`The ${this.#options.name} did not start.`, ...this.#unseenLines].join('\n'));
    }
    this.#isQuiet = false;
    this.#unseenLines = [];
    if (child.exitCode !== null || child.signalCode !== null) void this.#restart();
  }

  /** Asks the service to end, and insists after a while. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), this.#options.stopTimeoutMs);
    await exited;
    clearTimeout(insist);
  }

  #spawn(): ChildProcess {
    const startedAt = Date.now();
    const child = spawn(process.execPath, ['--import', './tools/follow-parent.mjs', ...this.#options.args], {
      cwd: root,
      env: this.#options.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Its own process group: Ctrl-C in a terminal reaches the supervisor only, which stops services in order.
      detached: true,
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#print(line));
    }
    child.once('exit', (code, signal) => {
      if (this.#isStopping || this.#isQuiet) return;
      if (Date.now() - startedAt > STEADY_AFTER_MS) this.#backoffMs = FIRST_BACKOFF_MS;
      console.error(`The ${this.#options.name} ended (${signal ?? `exit code ${code}`}).`);
      void this.#restart();
    });
    return child;
  }

  async #restart(): Promise<void> {
    const backoffMs = this.#backoffMs;
    this.#backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
    console.error(`Starting the ${this.#options.name} again in ${backoffMs / 1000} s.`);
    await sleep(backoffMs);
    if (!this.#isStopping) this.#spawn();
  }

  /** What a service says before it is ready is of interest only if it never is. */
  #print(line: string): void {
    if (this.#isQuiet) this.#unseenLines.push(line);
    else console.log(`[${this.#options.name}] ${line}`);
  }

  async #becameReady(child: ChildProcess): Promise<boolean> {
    const { readyUrl } = this.#options;
    if (readyUrl === undefined) return once(child, 'message').then(() => true);
    while (child.exitCode === null && child.signalCode === null) {
      const response = await fetch(readyUrl, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
      if (response?.status === 200) return true;
      await sleep(READY_POLL_MS);
    }
    return false;
  }
}
