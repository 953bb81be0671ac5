'use client';

import { PortalMain } from '#components/portal/portal-main.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';

export default function PortalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <PortalMain>
      <ErrorState
        title="This page could not be shown"
        reason="Something went wrong on the server of this portal."
        advice="Try again; if it stays, tell the team behind the portal."
        {...(error.digest && { errorId: error.digest })}
        onRetry={reset}
      />
    </PortalMain>
  );
}
