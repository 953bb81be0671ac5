/** Names the workspace in which the signed-in user works. */
export const workspaceCookie = 'sluice-workspace';

/** The session's cookie, and the one over HTTPS: its prefix makes browsers refuse what another host or no TLS set. */
export const sessionCookieNames = { plain: 'sluice-session', secure: '__Host-sluice-session' } as const;
