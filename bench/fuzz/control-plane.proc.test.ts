import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionCookieNames } from '#server/auth/cookie-names.ts';
import { sessionToken } from '#server/auth/session-token.ts';
import { startSession } from '#server/auth/sessions.ts';
import { db } from '#server/db.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { type ControlPlaneProcess, startControlPlane } from '../fleet/control-plane-process.ts';
import { type Fleet, startFleet } from '../fleet/fleet.ts';
import { attack, describe } from './attack.ts';
import { endingProcedures, HostileRequests } from './hostile-requests.ts';

/** A sample, without the web server: `npm run bench -- fuzz --control-plane` sends the whole number at the built console. */
const requests = 2_000;

let fleet: Fleet;
let control: ControlPlaneProcess;

beforeAll(async () => {
  fleet = await startFleet();
  control = await startControlPlane();
});

afterAll(async () => {
  await control.kill();
  await fleet.stop();
});

test('X1: malformed requests neither crash the control plane nor show its code', async () => {
  const { userId, sourceIp, userAgent } = await newWorkspace();
  const sessionId = await startSession(db(), userId, { sourceIp, userAgent });
  const credentials = {
    cookie: `${sessionCookieNames.plain}=${await sessionToken(userId, sessionId)}`,
    nodeToken: process.env.SLUICE_NODE_TOKEN ?? '',
  };
  const source = new HostileRequests(20_261_122, endingProcedures(), credentials);
  const { seconds, statuses, traces, failures } = await attack(Number(new URL(control.url).port), source, requests);
  console.log(
    `X1 ${requests} malformed requests at the control plane in ${seconds.toFixed(1)} s: ${describe(statuses)}`,
  );
  expect(traces).toEqual([]);
  expect(failures).toEqual([]);
  // A rejection that nobody handles ends the process.
  const { status } = await fetch(`${control.url}/api/trpc/account.me`, { headers: { cookie: credentials.cookie } });
  expect(status).toBe(200);
}, 600_000);
