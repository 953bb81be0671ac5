import { headers } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '../actor.ts';
import { actorOf } from './actor-of.ts';

/** Who looks at the page that is being rendered: for server components. Read once per request. */
export const currentActor: () => Promise<Actor> = cache(async () => actorOf(await headers()));
