'use client';

import type { ReactNode } from 'react';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { LinkTabs } from '../ui/link-tabs.tsx';

export interface SettingsFrameProps {
  apiId: string;
  title: string;
  description: string;
  children: ReactNode;
}

/** The pages of an API's settings, side by side. */
export function SettingsFrame({ apiId, title, description, children }: SettingsFrameProps) {
  const root = `/apis/${apiId}/settings`;
  return (
    <PageBody>
      <LinkTabs
        label="Settings"
        tabs={[
          { href: root, label: 'API', exact: true },
          { href: `${root}/cors`, label: 'Cross-origin access' },
          { href: `${root}/policy`, label: 'Resource policy' },
          { href: `${root}/gateway-responses`, label: 'Gateway responses' },
        ]}
      />
      <PageHeader level={2} title={title} description={description} />
      {children}
    </PageBody>
  );
}
