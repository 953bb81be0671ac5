import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#server/auth/auth-options.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

// The console is reached under whatever name its operator gave it: links are made for the host that was asked.
process.env.AUTH_TRUST_HOST ??= 'true';

function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export { handle as GET, handle as POST };
