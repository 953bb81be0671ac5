'use client';

import { signOut } from 'next-auth/react';
import { switchWorkspace } from '../console/switch-workspace.ts';
import { AuthLayout } from '../layout/auth-layout.tsx';
import { Button } from '../ui/button.tsx';
import { CreateWorkspaceForm } from './create-workspace-form.tsx';

/** For someone who is signed in and belongs to no workspace, for instance after being removed from their last one. */
export function FirstWorkspace() {
  return (
    <AuthLayout
      title="You are in no workspace"
      description="Create one of your own, or ask for an invitation to an existing one."
      footer={
        <Button variant="ghost" onClick={() => void signOut({ callbackUrl: '/sign-in' })}>
          Sign out
        </Button>
      }
    >
      <CreateWorkspaceForm onCreated={switchWorkspace} />
    </AuthLayout>
  );
}
