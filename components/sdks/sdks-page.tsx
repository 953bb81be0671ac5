'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { SdkPanel } from './sdk-panel.tsx';
import { StageFinder } from './stage-finder.tsx';

/** The SDKs of the workspace: first the stage, then its package. */
export function SdksPage() {
  const [{ api, stage }, setChosen] = useQueryStates({ api: parseAsString, stage: parseAsString }, { history: 'push' });
  const isChosen = api !== null && stage !== null;
  return (
    <PageBody>
      <PageHeader
        title="SDKs"
        description="A client package generated from what a stage serves, with its types and its address."
        actions={
          isChosen ? (
            <Button onClick={() => void setChosen({ api: null, stage: null })}>Choose another stage</Button>
          ) : null
        }
      />
      {isChosen ? (
        <SdkPanel apiId={api} stageName={stage} />
      ) : (
        <Section title="Choose a stage" className="max-w-180">
          <StageFinder
            act={({ apiId, apiName, stageName }) => (
              <Button
                size="sm"
                aria-label={`Choose ${apiName} ${stageName}`}
                onClick={() => void setChosen({ api: apiId, stage: stageName })}
              >
                Choose
              </Button>
            )}
          />
        </Section>
      )}
    </PageBody>
  );
}
