'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useWatch } from 'react-hook-form';
import { downloadSdkInput } from '#core/sdk/input.ts';
import { Form } from '../form/form.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { downloadFrom } from './download.ts';
import { SdkUsage } from './sdk-usage.tsx';
import { SkippedOperations } from './skipped-operations.tsx';

type SdkOptions = Outputs['sdks']['options'];

const formSchema = downloadSdkInput.pick({ language: true }).extend({
  packageName: downloadSdkInput.shape.packageName.unwrap(),
  version: downloadSdkInput.shape.version.unwrap(),
});

function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function SdkDownload({ options }: { options: SdkOptions }) {
  const [language] = options.languages;
  const form = useSchemaForm(formSchema, {
    language: language?.language ?? 'typescript',
    packageName: language?.packageName ?? '',
    version: language?.version ?? '',
  });
  const { control } = form;
  const [packageName = '', version = ''] = useWatch({ control, name: ['packageName', 'version'] });
  const operations = options.services.reduce((sum, service) => sum + service.operations, 0);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Section title="Package" description="The same settings of the same deployment give the same bytes." boxed>
        <Form
          form={form}
          onSubmit={(values) => downloadFrom(`${options.downloadPath}?${new URLSearchParams(values).toString()}`)}
        >
          <Facts
            facts={[
              {
                label: 'Of',
                value: `${options.apiName}, stage ${options.stageName}, version ${options.deploymentNumber}`,
              },
              { label: 'Holds', value: `${countText(operations, 'operation')}, ${countText(options.types, 'type')}` },
              { label: 'Calls', value: <Copyable value={options.baseUrl} label="Copy the address it calls" /> },
            ]}
          />
          <SelectField
            control={control}
            name="language"
            label="Language"
            options={options.languages.map(({ language: value, label }) => ({ value, label }))}
          />
          <TextField control={control} name="packageName" label="Package name" hint="As npm takes it." mono />
          <TextField control={control} name="version" label="Version" hint="A semantic version." mono />
          <div>
            <Button type="submit" icon={<Download aria-hidden="true" />}>
              Download zip
            </Button>
          </div>
        </Form>
        <SkippedOperations skipped={options.skipped} />
      </Section>
      {language ? <SdkUsage language={language} packageName={packageName} version={version} /> : null}
    </div>
  );
}

export interface SdkPanelProps {
  apiId: string;
  stageName: string;
}

/** The SDK of what a stage serves: its settings, its download, and how it is used. */
export function SdkPanel({ apiId, stageName }: SdkPanelProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.sdks.options.queryOptions({ apiId, stageName }, { refetchOnWindowFocus: false }),
  );
  if (error) {
    return (
      <div className="grid gap-2">
        <QueryError title="The SDK could not be prepared" error={error} onRetry={() => void refetch()} />
        <p className="text-center">
          <TextLink href={`/apis/${apiId}/stages`}>Stages of this API</TextLink>
        </p>
      </div>
    );
  }
  if (!data) return <SkeletonLines lines={8} label="Preparing the SDK" />;
  return <SdkDownload options={data} key={`${apiId} ${stageName} ${data.deploymentNumber}`} />;
}
