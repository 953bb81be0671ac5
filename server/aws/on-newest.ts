import { SluiceError } from '#core/errors.ts';

const attempts = 20;

/**
 * Runs an edit that reads an object and writes it, again when someone changed the object in between: clients of the control
 * API name no revision that they have seen.
 */
export async function onNewest<Result>(edit: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await edit();
    } catch (thrown) {
      if (attempt === attempts || !(thrown instanceof SluiceError && thrown.code === 'STALE')) throw thrown;
    }
  }
}
