'use client';

import { useCan } from '../console/me.tsx';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { Banner } from '../ui/banner.tsx';
import { CredentialsSection } from './credentials-section.tsx';
import { EndpointsSection } from './endpoints-section.tsx';

/** With what and where integrations call AWS services. */
export function AwsPage() {
  const mayRead = useCan('credentials.read');
  return (
    <PageBody>
      <SettingsTabs />
      <PageHeader
        title="AWS"
        description="With which credentials, and at which endpoints, integrations call AWS services."
      />
      {mayRead ? (
        <CredentialsSection />
      ) : (
        <Banner>Only owners and admins see the credentials. Integrations use them all the same.</Banner>
      )}
      <EndpointsSection />
    </PageBody>
  );
}
