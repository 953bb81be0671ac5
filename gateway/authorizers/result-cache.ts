import { LRUCache } from 'lru-cache';
import type { AuthorizerAnswer } from '#core/authorizers/lambda-answer.ts';
import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';

/** Why an authorizer gave no answer: a failure of the pipeline. */
export type Refused = { type: GatewayResponseType; cause: string; message?: string };

export function isAnswer(result: AuthorizerAnswer | Refused): result is AuthorizerAnswer {
  return 'policy' in result;
}

/** Bounds of the memory that authorizers' answers take, per thread. */
const maxEntries = 20_000;
const maxCharacters = 16 * 1024 * 1024;

/**
 * What TOKEN and REQUEST authorizers answered, for as long as each one's TTL says. Requests that miss the same entry at
 * a time share one call of the authorizer.
 */
export class ResultCache {
  private readonly answers = new LRUCache<string, AuthorizerAnswer>({
    max: maxEntries,
    maxSize: maxCharacters,
    sizeCalculation: sizeOf,
  });
  private readonly pending = new Map<string, Promise<AuthorizerAnswer | Refused>>();

  find(key: string): AuthorizerAnswer | undefined {
    return this.answers.get(key);
  }

  /** The answer of an entry that is not there: what `ask` brings, or what another request is already asking for. */
  load(
    key: string,
    ttlMs: number,
    ask: () => Promise<AuthorizerAnswer | Refused>,
  ): Promise<AuthorizerAnswer | Refused> {
    const running = this.pending.get(key);
    if (running) return running;
    const asking = ask()
      .then((result) => {
        // Only answers are kept: the next request after a failure asks again.
        if (isAnswer(result)) this.answers.set(key, result, { ttl: ttlMs });
        return result;
      })
      .finally(() => this.pending.delete(key));
    this.pending.set(key, asking);
    return asking;
  }
}

function sizeOf({ policyText, context }: AuthorizerAnswer, key: string): number {
  return key.length + 4 * policyText.length + JSON.stringify(context).length + 200;
}
