type Facts = {
  name: string;
  userId: string | null;
  role: string | null;
  policy: string | null;
  enabled: boolean;
  expiresAt: Date | null;
};

/** What an audit row says of an access key: never its secret. */
export function auditedAccessKey({ name, userId, role, policy, enabled, expiresAt }: Facts) {
  return { name, userId, role, policy, enabled, expiresAt: expiresAt?.toISOString() ?? null };
}
