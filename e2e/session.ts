import { createTRPCClient, httpLink } from '@trpc/client';
import superjson from 'superjson';
import type { AppRouter } from '#server/api/root.ts';
import { type Credentials, owner } from './owner.ts';

/** Where the product under test runs; the configuration names both. */
export const consoleUrl = process.env.SLUICE_E2E_CONSOLE_URL ?? '';

type Cookies = Map<string, string>;

export interface Session {
  client: ReturnType<typeof clientWith>;
  /** What a browser context starts with to be signed in. */
  storageState: ReturnType<typeof storageStateOf>;
}

async function send(cookies: Cookies, path: string, init: RequestInit = {}): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(`${consoleUrl}${path}`, {
    ...init,
    redirect: 'manual',
    headers: { ...init.headers, cookie },
  });
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return answer;
}

function clientWith(cookies: Cookies) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${consoleUrl}/api/trpc`,
        transformer: superjson,
        headers: () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      }),
    ],
  });
}

function storageStateOf(cookies: Cookies) {
  return {
    cookies: [...cookies].map(([name, value]) => ({
      name,
      value,
      domain: 'localhost',
      path: '/',
      expires: -1,
      httpOnly: false,
      secure: false,
      sameSite: 'Lax' as const,
    })),
    origins: [],
  };
}

/** Signs in as the console does. Throws when the credentials are refused. */
async function signIn({ email, password }: Credentials): Promise<Cookies> {
  const cookies: Cookies = new Map();
  const { csrfToken } = (await (await send(cookies, '/api/auth/csrf')).json()) as { csrfToken: string };
  const form = new URLSearchParams({ csrfToken, email, password, json: 'true' });
  const answer = await send(cookies, '/api/auth/callback/credentials', { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`Signing ${email} in was answered with ${answer.status}.`);
  return cookies;
}

/** The owner in a workspace of their own that is made for it; sets the product up first when nobody has. */
export async function ownerIn(workspaceName: string): Promise<Session> {
  const visitor = clientWith(new Map());
  if ((await visitor.setup.status.query({})).needed) await visitor.setup.create.mutate(owner);
  const cookies = await signIn(owner);
  const { id } = await clientWith(cookies).workspaces.create.mutate({ name: workspaceName });
  cookies.set('sluice-workspace', id);
  return { client: clientWith(cookies), storageState: storageStateOf(cookies) };
}
