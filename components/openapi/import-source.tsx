'use client';

import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useId, useState, type DragEvent } from 'react';
import { CodeEditor } from '../editor/code-editor.tsx';
import { errorDetails } from '../error-details.ts';
import { Field } from '../form/field.tsx';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { cn } from '../ui/class-names.ts';
import { Input } from '../ui/input.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Section } from '../ui/section.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { uploadDescription } from './upload-description.ts';

type Choices = { integration: 'http_proxy' | 'mock'; baseUrl: string };

const integrations = [
  {
    value: 'http_proxy',
    label: 'Pass through to the backend',
    hint: 'Each method becomes an HTTP proxy to the server of the description, or to the address below.',
  },
  { value: 'mock', label: 'Mock for now', hint: 'Each method answers by itself until you give it a backend.' },
];

function optionsOf({ integration, baseUrl }: Choices) {
  return { integration, ...(baseUrl.trim() ? { baseUrl: baseUrl.trim() } : {}) };
}

type SourceProps = { choices: Choices; apiId: string | null; onStarted: (taskId: string) => void };

function FileSource({ choices, apiId, onStarted }: SourceProps) {
  const inputId = useId();
  const [over, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => uploadDescription(file, { ...optionsOf(choices), apiId }),
    onSuccess: ({ taskId }) => onStarted(taskId),
  });
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) upload.mutate(file);
  }
  return (
    <div className="grid gap-3">
      {upload.error ? (
        <Banner tone="failing" title="The file was not taken">
          {upload.error.message}
        </Banner>
      ) : null}
      <label
        htmlFor={inputId}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          'grid cursor-pointer justify-items-center gap-2 rounded-md border border-dashed px-6 py-10 text-center transition-colors focus-within:outline-2 focus-within:outline-focus',
          over ? 'border-accent-line bg-accent-soft' : 'border-control hover:bg-hover',
        )}
      >
        <FileUp className="size-6 text-muted" aria-hidden="true" />
        <span className="font-medium">{upload.isPending ? 'Uploading…' : 'Choose a file, or drop it here'}</span>
        <span className="text-meta text-muted">JSON or YAML, up to 16 MiB</span>
        <input
          id={inputId}
          type="file"
          accept=".json,.yaml,.yml,application/json,application/yaml"
          className="sr-only"
          disabled={upload.isPending}
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) upload.mutate(file);
          }}
        />
      </label>
    </div>
  );
}

function useStart({ choices, apiId, onStarted }: SourceProps) {
  const trpc = useTRPC();
  const start = useMutation(trpc.openapi.startImport.mutationOptions({ onSuccess: ({ taskId }) => onStarted(taskId) }));
  const target = apiId ? { mode: 'replace' as const, apiId } : { mode: 'new' as const };
  return {
    isPending: start.isPending,
    failure: start.error ? (
      <Banner tone="failing" title="The import did not start">
        {errorDetails(start.error).message}
      </Banner>
    ) : null,
    text: (text: string) => start.mutate({ source: { kind: 'text', text }, options: optionsOf(choices), ...target }),
    url: (url: string) => start.mutate({ source: { kind: 'url', url }, options: optionsOf(choices), ...target }),
  };
}

function PastedSource(props: SourceProps) {
  const [text, setText] = useState('');
  const start = useStart(props);
  const json = text.trimStart().startsWith('{');
  return (
    <div className="grid gap-3">
      {start.failure}
      <CodeEditor
        label="OpenAPI description"
        language={json ? 'json' : 'yaml'}
        value={text}
        onChange={setText}
        height={320}
        resizable
      />
      <div className="flex justify-end">
        <Button
          variant="primary"
          loading={start.isPending}
          disabled={text.trim() === ''}
          onClick={() => start.text(text)}
        >
          Read description
        </Button>
      </div>
    </div>
  );
}

function UrlSource(props: SourceProps) {
  const [url, setUrl] = useState('');
  const start = useStart(props);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        start.url(url.trim());
      }}
    >
      {start.failure}
      <Field label="Address" hint="The control plane fetches it. Private and local addresses are refused.">
        {(parts) => (
          <Input
            {...parts}
            mono
            type="url"
            placeholder="https://example.com/openapi.yaml"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={start.isPending} disabled={url.trim() === ''}>
          Read description
        </Button>
      </div>
    </form>
  );
}

/** Where the description comes from, and what its operations shall call. */
export function ImportSource({ apiId, onStarted }: { apiId: string | null; onStarted: (taskId: string) => void }) {
  const [choices, setChoices] = useState<Choices>({ integration: 'http_proxy', baseUrl: '' });
  const props = { choices, apiId, onStarted };
  return (
    <div className="grid max-w-200 gap-6">
      <Section title="Backend" description="For operations without an integration of their own." boxed>
        <div className="grid gap-4">
          <RadioGroup
            aria-label="Backend of the operations"
            variant="cards"
            value={choices.integration}
            onValueChange={(value) => setChoices({ ...choices, integration: value as Choices['integration'] })}
            options={integrations}
          />
          {choices.integration === 'mock' ? null : (
            <Field label="Base URL" hint="Instead of the description's server." required={false}>
              {(parts) => (
                <Input
                  {...parts}
                  mono
                  type="url"
                  placeholder="https://backend.example.com/v1"
                  value={choices.baseUrl}
                  onChange={(event) => setChoices({ ...choices, baseUrl: event.target.value })}
                />
              )}
            </Field>
          )}
        </div>
      </Section>
      <Section title="Description">
        <Tabs
          label="Source of the description"
          tabs={[
            { value: 'file', label: 'File', content: <FileSource {...props} /> },
            { value: 'text', label: 'Paste', content: <PastedSource {...props} /> },
            { value: 'url', label: 'URL', content: <UrlSource {...props} /> },
          ]}
        />
      </Section>
    </div>
  );
}
