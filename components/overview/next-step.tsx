'use client';

import { useCan } from '../console/me.tsx';
import type { Outputs } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { ButtonLink } from '../ui/button-link.tsx';

/** What a fresh API needs next; nothing once a stage serves it. */
export function NextStep({ api }: { api: Outputs['apis']['get'] }) {
  const mayWrite = useCan('apis.write');
  const mayDeploy = useCan('deployments.create');
  const { id, counts } = api;
  if (counts.stages > 0) return null;
  if (counts.methods === 0) {
    return (
      <Banner
        title="This API has no methods yet"
        actions={
          mayWrite ? (
            <>
              <ButtonLink href={`/apis/import?api=${id}`}>Import OpenAPI</ButtonLink>
              <ButtonLink href={`/apis/${id}/resources`}>Design resources</ButtonLink>
            </>
          ) : null
        }
      >
        Import an OpenAPI description, or add resources and methods by hand.
      </Banner>
    );
  }
  return (
    <Banner
      title="No stage serves this API yet"
      actions={mayDeploy ? <ButtonLink href={`/apis/${id}?deploy=true`}>Deploy to a stage</ButtonLink> : null}
    >
      The design is a draft with{' '}
      {counts.methods === 1 ? '1 method' : `${counts.methods.toLocaleString('en-US')} methods`}. A deployment makes it
      version 1 and gives it an address.
    </Banner>
  );
}
