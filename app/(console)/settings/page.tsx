import type { Metadata } from 'next';
import { WorkspaceSettings } from '#components/settings/workspace-settings.tsx';

export const metadata: Metadata = { title: 'Settings' };

export default function Page() {
  return <WorkspaceSettings />;
}
