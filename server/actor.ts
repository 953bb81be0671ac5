import type { Permission, Role } from '#core/permissions.ts';

/** Anyone who sends a request. */
export type Visitor = { sourceIp: string; userAgent: string };

/** Someone who is signed in. */
export type SignedIn = Visitor & { userId: string; sessionId: string; name: string; email: string };

/** Someone who is signed in and acts in one of their workspaces. */
export type Member = SignedIn & { workspaceId: string; role: Role };

/** What a verb asks of its caller: a permission in the workspace, to be signed in, or nothing. */
export type Access = Permission | 'signed-in' | 'public';

export type ActorFor<A extends Access> = A extends Permission
  ? Member
  : A extends 'signed-in'
    ? SignedIn | Member
    : Actor;

export type Actor = Visitor | SignedIn | Member;
