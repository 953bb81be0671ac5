type Facts = {
  name: string;
  userId: string | null;
  serviceAccountId: string | null;
  role: string | null;
  policy: string | null;
  enabled: boolean;
  expiresAt: Date | null;
};

/** What an audit row says of an access key: never its secret. */
export function auditedAccessKey({ name, userId, serviceAccountId, role, policy, enabled, expiresAt }: Facts) {
  const holder = userId === null ? { serviceAccountId } : { userId };
  return { name, ...holder, role, policy, enabled, expiresAt: expiresAt?.toISOString() ?? null };
}
