'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { schemaToMarkers } from '#core/openapi/markers.ts';
import { sourceFormats } from '#core/openapi/input.ts';
import { useCan } from '../console/me.tsx';
import { DesignChanges } from '../deployments/design-changes.tsx';
import { CodeEditor } from '../editor/code-editor.tsx';
import type { EditorProblem } from '../editor/editor-problem.ts';
import { errorDetails } from '../error-details.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ButtonLink } from '../ui/button-link.tsx';
import { Select } from '../ui/select.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ImportReport } from './import-report.tsx';

type Format = (typeof sourceFormats)[number];
type Checked = Outputs['openapi']['check'];

function problemsIn(text: string, checked: Checked | undefined, error: unknown): EditorProblem[] {
  const issues = error
    ? errorDetails(error).issues
    : (checked?.report.items.filter(({ level }) => level !== 'info') ?? []);
  return schemaToMarkers(text, issues).map(({ message, line, column, severity }) => ({
    message,
    line,
    column,
    severity: severity === 'error' ? 'error' : 'warning',
  }));
}

function Review({ checked, onClose, onSave, saving, failure }: ReviewProps) {
  const refused = checked.report.items.some(({ level }) => level === 'error');
  return (
    <Sheet
      open
      onOpenChange={onClose}
      size="lg"
      title={refused ? 'Not saved' : `${checked.changeCount.toLocaleString('en-US')} changes to the draft`}
      footer={
        <>
          <Button onClick={onClose}>Back to the text</Button>
          {refused ? null : (
            <Button variant="primary" loading={saving} disabled={checked.changeCount === 0} onClick={onSave}>
              Save to the draft
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-6">
        {failure ? (
          <Banner tone="failing" title="Not saved; your text is still in the editor">
            {failure}
          </Banner>
        ) : null}
        {checked.changes.length > 0 ? <DesignChanges changes={checked.changes} /> : null}
        {checked.changeCount === 0 ? <p className="text-muted">The text says what the draft already is.</p> : null}
        <ImportReport report={checked.report} />
      </div>
    </Sheet>
  );
}

type ReviewProps = {
  checked: Checked;
  onClose: () => void;
  onSave: () => void;
  saving: boolean;
  failure: string | null;
};

function SourceEditor({
  apiId,
  format,
  source,
}: {
  apiId: string;
  format: Format;
  source: Outputs['openapi']['source'];
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('apis.write');
  const [base, setBase] = useState(source);
  const [text, setText] = useState(source.text);
  const [reviewing, setReviewing] = useState(false);
  const check = useMutation(trpc.openapi.check.mutationOptions());
  const save = useMutation(trpc.openapi.saveSource.mutationOptions());
  const dirty = text !== base.text;

  async function review() {
    save.reset();
    await check.mutateAsync({ apiId, text });
    setReviewing(true);
  }
  async function write() {
    const { draftRevision, changed } = await save.mutateAsync({
      apiId,
      text,
      expectedDraftRevision: base.draftRevision,
    });
    setBase({ text, draftRevision });
    setReviewing(false);
    check.reset();
    await queries.invalidateQueries();
    toastDone(changed === 1 ? '1 change is in the draft' : `${changed} changes are in the draft`);
  }
  return (
    <>
      {check.error ? (
        <Banner tone="failing" title="The text could not be read">
          {errorDetails(check.error).message}
        </Banner>
      ) : null}
      <CodeEditor
        label="OpenAPI source of the draft"
        language={format}
        value={text}
        onChange={setText}
        problems={problemsIn(text, check.data, check.error)}
        readOnly={!mayWrite}
        onSave={() => void review().catch(() => undefined)}
        height="fill"
        className="min-h-[480px]"
      />
      {mayWrite ? (
        <div className="flex items-center justify-end gap-3">
          <span className="text-meta text-muted" role="status">
            {dirty ? 'Not saved yet' : 'As in the draft'}
          </span>
          <Button disabled={!dirty} onClick={() => setText(base.text)}>
            Discard edits
          </Button>
          <Button
            variant="primary"
            disabled={!dirty}
            loading={check.isPending}
            onClick={() => void review().catch(() => undefined)}
          >
            Review and save
          </Button>
        </div>
      ) : null}
      {reviewing && check.data ? (
        <Review
          checked={check.data}
          onClose={() => setReviewing(false)}
          onSave={() => void write().catch(() => undefined)}
          saving={save.isPending}
          failure={save.error ? errorDetails(save.error).message : null}
        />
      ) : null}
    </>
  );
}

/** The draft as OpenAPI text, and the text as the draft. */
export function SourcePage({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const [format, setFormat] = useQueryState('format', parseAsStringLiteral(sourceFormats).withDefault('yaml'));
  const { data, error, refetch } = useQuery(
    trpc.openapi.source.queryOptions(
      { apiId, format },
      { refetchOnWindowFocus: false, refetchOnReconnect: false, staleTime: 0, gcTime: 0 },
    ),
  );
  return (
    <PageBody width="full" className="flex min-h-[calc(100dvh-8rem)] flex-col">
      <PageHeader
        level={2}
        title="OpenAPI source"
        description="The same API as text. Saving shows every change first, and keeps what has not changed."
        crumbs={[{ label: 'Resources', href: `/apis/${apiId}/resources` }, { label: 'OpenAPI source' }]}
        actions={
          <>
            <Select
              aria-label="Format"
              className="w-28"
              value={format}
              onValueChange={(value) => void setFormat(value as Format)}
              options={[
                { value: 'yaml', label: 'YAML' },
                { value: 'json', label: 'JSON' },
              ]}
            />
            <ButtonLink href={`/apis/import?api=${apiId}`}>Import over the draft</ButtonLink>
          </>
        }
      />
      {error ? (
        <QueryError title="The source could not be written" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={14} label="Writing the source" /> : null}
      {data ? <SourceEditor key={format} apiId={apiId} format={format} source={data} /> : null}
    </PageBody>
  );
}
