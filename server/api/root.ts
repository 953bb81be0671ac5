import { accessKeysRouter } from './routers/access-keys.ts';
import { accountRouter } from './routers/account.ts';
import { apisRouter } from './routers/apis.ts';
import { auditRouter } from './routers/audit.ts';
import { authorizersRouter } from './routers/authorizers.ts';
import { credentialsRouter } from './routers/credentials.ts';
import { deploymentsRouter } from './routers/deployments.ts';
import { gatewayResponsesRouter } from './routers/gateway-responses.ts';
import { gatewaysRouter } from './routers/gateways.ts';
import { invitationsRouter } from './routers/invitations.ts';
import { keysRouter } from './routers/keys.ts';
import { membersRouter } from './routers/members.ts';
import { methodsRouter } from './routers/methods.ts';
import { modelsRouter } from './routers/models.ts';
import { openapiRouter } from './routers/openapi.ts';
import { plansRouter } from './routers/plans.ts';
import { portalsRouter } from './routers/portals.ts';
import { resourcesRouter } from './routers/resources.ts';
import { sdksRouter } from './routers/sdks.ts';
import { searchRouter } from './routers/search.ts';
import { serviceAccountsRouter } from './routers/service-accounts.ts';
import { setupRouter } from './routers/setup.ts';
import { stagesRouter } from './routers/stages.ts';
import { tasksRouter } from './routers/tasks.ts';
import { telemetryRouter } from './routers/telemetry.ts';
import { testCallsRouter } from './routers/test-calls.ts';
import { validatorsRouter } from './routers/validators.ts';
import { workspacesRouter } from './routers/workspaces.ts';
import { router } from './trpc.ts';

/** Every procedure of the console, one router per feature. */
export const appRouter = router({
  accessKeys: accessKeysRouter,
  account: accountRouter,
  apis: apisRouter,
  audit: auditRouter,
  authorizers: authorizersRouter,
  credentials: credentialsRouter,
  deployments: deploymentsRouter,
  gatewayResponses: gatewayResponsesRouter,
  gateways: gatewaysRouter,
  invitations: invitationsRouter,
  keys: keysRouter,
  members: membersRouter,
  methods: methodsRouter,
  models: modelsRouter,
  openapi: openapiRouter,
  plans: plansRouter,
  portals: portalsRouter,
  resources: resourcesRouter,
  sdks: sdksRouter,
  search: searchRouter,
  serviceAccounts: serviceAccountsRouter,
  setup: setupRouter,
  stages: stagesRouter,
  tasks: tasksRouter,
  telemetry: telemetryRouter,
  testCalls: testCallsRouter,
  validators: validatorsRouter,
  workspaces: workspacesRouter,
});

export type AppRouter = typeof appRouter;
