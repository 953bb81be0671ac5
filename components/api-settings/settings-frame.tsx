'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';

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

export interface ApiSettingsFrameProps extends Omit<SettingsFrameProps, 'children'> {
  /** The settings of the API, once they are there. */
  children: (api: Outputs['apis']['get']) => ReactNode;
}

/** One of these pages about the API's own settings. What is on the screen is edited, so no refetch takes it away. */
export function ApiSettingsFrame({ children, ...frame }: ApiSettingsFrameProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.apis.get.queryOptions({ apiId: frame.apiId }, { refetchOnWindowFocus: false }),
  );
  return (
    <SettingsFrame {...frame}>
      {error && !data ? (
        <QueryError title="The settings could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={10} label="Loading the settings" /> : null}
      {data ? children(data) : null}
    </SettingsFrame>
  );
}
