'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { slugOf } from '#core/portal/slug.ts';
import { sourceFormats } from '#core/openapi/input.ts';
import { errorDetails } from '../error-details.ts';
import { Field } from '../form/field.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { downloadText } from '../sdks/download.ts';
import { useTRPC, useTRPCClient } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Section } from '../ui/section.tsx';
import { Select } from '../ui/select.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';

const DRAFT = 'draft';

const formats = {
  yaml: { label: 'YAML', contentType: 'application/yaml' },
  json: { label: 'JSON', contentType: 'application/json' },
} as const;

/** The OpenAPI description of what a stage serves, or of the draft, with the gateway's extensions. */
export function DescriptionDownload({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { data, error, refetch } = useQuery(trpc.apis.header.queryOptions({ apiId }));
  const [chosen, setChosen] = useState<string | null>(null);
  const [format, setFormat] = useState<(typeof sourceFormats)[number]>('yaml');
  const [isWorking, setIsWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  if (error) return <QueryError title="The stages could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={5} label="Loading the stages" />;
  const source = chosen ?? data.stages[0]?.stageName ?? DRAFT;
  const stage = data.stages.find(({ stageName }) => stageName === source);
  const { name } = data;

  async function download() {
    setIsWorking(true);
    setFailure(null);
    try {
      const { text } = await client.openapi.source.query({ apiId, format, version: stage?.version });
      const state = stage ? `v${stage.version}` : DRAFT;
      downloadText(text, `${slugOf(name) || apiId}-${state}.openapi.${format}`, formats[format].contentType);
    } catch (thrown) {
      setFailure(errorDetails(thrown).message);
    } finally {
      setIsWorking(false);
    }
  }
  return (
    <Section
      title="OpenAPI description"
      description="With the x-amazon-apigateway extensions: importing it again gives the same API."
      boxed
    >
      <div className="grid gap-4">
        <Field label="Of">
          {(parts) => (
            <Select
              {...parts}
              value={source}
              onValueChange={setChosen}
              options={[
                ...data.stages.map(({ stageName, version }) => ({
                  value: stageName,
                  label: `${stageName} (version ${version})`,
                })),
                { value: DRAFT, label: 'The draft' },
              ]}
            />
          )}
        </Field>
        <RadioGroup
          aria-label="Format"
          value={format}
          onValueChange={(value) => setFormat(sourceFormats.find((one) => one === value) ?? 'yaml')}
          options={sourceFormats.map((value) => ({ value, label: formats[value].label }))}
          className="flex gap-6"
        />
        {failure === null ? null : (
          <Banner tone="failing" title="Not downloaded">
            {failure}
          </Banner>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button loading={isWorking} icon={<Download aria-hidden="true" />} onClick={() => void download()}>
            Download OpenAPI
          </Button>
          <TextLink href={`/apis/${apiId}/source`}>Read and edit the draft’s source</TextLink>
        </div>
      </div>
    </Section>
  );
}
