import { canonicalJson } from '#core/snapshot/hash.ts';

/**
 * What `read` gives, at once and whenever it gives something else, until `signal` aborts. It is read every `everyMs`,
 * because another process may have made the change, and as soon as `onNews` calls back.
 */
export async function* watchChanges<Value>(
  read: () => Promise<Value>,
  { signal, everyMs, onNews }: { signal: AbortSignal; everyMs: number; onNews?: (listener: () => void) => () => void },
): AsyncGenerator<Value> {
  let wake = (): void => undefined;
  let news = false;
  const rouse = () => {
    news = true;
    wake();
  };
  const stop = onNews?.(rouse);
  signal.addEventListener('abort', rouse);
  try {
    let last: string | undefined;
    while (!signal.aborted) {
      news = false;
      const value = await read();
      const now = canonicalJson(JSON.parse(JSON.stringify(value)));
      if (now !== last) yield value;
      last = now;
      if (news) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    stop?.();
    signal.removeEventListener('abort', rouse);
  }
}
