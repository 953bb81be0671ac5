import { apisRouter } from './routers/apis.ts';
import { methodsRouter } from './routers/methods.ts';
import { resourcesRouter } from './routers/resources.ts';
import { router } from './trpc.ts';

/** Every procedure of the console, one router per feature. */
export const appRouter = router({
  apis: apisRouter,
  methods: methodsRouter,
  resources: resourcesRouter,
});

export type AppRouter = typeof appRouter;
