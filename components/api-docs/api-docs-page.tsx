'use client';

import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { DescriptionDownload } from './description-download.tsx';
import { PublishingPortals } from './publishing-portals.tsx';

/** Where an API is documented, and its OpenAPI description as a file. */
export function ApiDocsPage({ apiId }: { apiId: string }) {
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="Docs"
        description="The public reference of this API, and its OpenAPI description as a file."
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PublishingPortals apiId={apiId} />
        <DescriptionDownload apiId={apiId} />
      </div>
    </PageBody>
  );
}
