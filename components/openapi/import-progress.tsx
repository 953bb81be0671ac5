'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { ImportReport as Report } from '#core/openapi/report.ts';
import type { Problem } from '#core/compile/problem.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';
import { DesignChanges } from '../deployments/design-changes.tsx';
import { ProblemList } from '../deployments/problem-list.tsx';
import { errorDetails } from '../error-details.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { Steps } from '../ui/steps.tsx';
import { toastDone } from '../ui/toast.tsx';
import { ImportReport } from './import-report.tsx';

type Task = Outputs['tasks']['get'];

/** The result of a finished import task. */
type Outcome = {
  apiId: string;
  mode: 'new' | 'replace';
  apiName: string;
  report: Report;
  changes: DesignChange[];
  changeCount: number;
  problems: Problem[];
  designHash: string | null;
  confirmed: boolean;
};

function Confirm({ taskId, outcome, onStartOver }: { taskId: string; outcome: Outcome; onStartOver: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const confirm = useMutation(trpc.openapi.confirmImport.mutationOptions());
  const { apiName, mode, designHash, confirmed, report } = outcome;
  const refused = designHash === null;

  async function write() {
    const { apiId } = await confirm.mutateAsync({ taskId });
    await queries.invalidateQueries();
    toastDone(`${apiName} is imported`);
    router.push(`/apis/${apiId}/resources`);
  }
  return (
    <div className="grid gap-6">
      {refused ? (
        <Banner tone="failing" title="This description cannot be imported as it is">
          Mend the errors below and read it again. Nothing was written.
        </Banner>
      ) : null}
      {confirmed ? <Banner tone="ok" title={`${apiName} was imported from this report`} /> : null}
      {confirm.error ? (
        <Banner tone="failing" title="Not imported; nothing was written">
          {errorDetails(confirm.error).message}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-title">{apiName}</p>
        <div className="flex gap-2">
          <Button onClick={onStartOver}>Read another description</Button>
          {refused || confirmed ? null : (
            <Button variant="primary" loading={confirm.isPending} onClick={() => void write().catch(() => undefined)}>
              {mode === 'new'
                ? `Create API with ${report.counts.methods.toLocaleString('en-US')} methods`
                : `Replace the draft (${outcome.changeCount.toLocaleString('en-US')} changes)`}
            </Button>
          )}
        </div>
      </div>
      <Section title="Report" description="What is carried, and every part of the description that is not.">
        <ImportReport report={report} />
      </Section>
      {outcome.problems.length > 0 ? (
        <Section title="Before it can be deployed">
          <ProblemList apiId={outcome.apiId} problems={outcome.problems} />
        </Section>
      ) : null}
      {mode === 'replace' && outcome.changes.length > 0 ? (
        <Section title="Changes to the draft">
          <DesignChanges changes={outcome.changes} />
        </Section>
      ) : null}
    </div>
  );
}

function Running({ task }: { task: Task }) {
  const count = task.total > 0 ? { done: task.done, total: task.total } : undefined;
  return (
    <Section
      title={task.title}
      description="You can leave this page; the work goes on, and the tray below finds it again."
      boxed
    >
      <Steps steps={[{ label: task.step, state: task.status, count }]} />
    </Section>
  );
}

/** An import while it is read, then its report with the decision. */
export function ImportProgress({ taskId, onStartOver }: { taskId: string; onStartOver: () => void }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.tasks.get.queryOptions(
      { taskId },
      { refetchInterval: ({ state }) => (state.data && state.data.status !== 'running' ? false : 200) },
    ),
  );
  if (error) {
    return <QueryError title="This import could not be found" error={error} onRetry={() => void refetch()} />;
  }
  if (!data) return <SkeletonLines lines={4} label="Loading the import" />;
  if (data.status === 'running') return <Running task={data} />;
  if (data.status === 'failed' || !data.result) {
    return (
      <div className="grid justify-items-start gap-4">
        <Banner tone="failing" title="The description could not be read" className="w-full">
          {data.error?.message}
          {data.error?.issues && data.error.issues.length > 0 ? (
            <ul className="mt-1 list-disc pl-4">
              {data.error.issues.slice(0, 20).map((issue) => (
                <li key={`${issue.pointer} ${issue.line} ${issue.message}`}>
                  {issue.line === undefined ? issue.pointer : `line ${issue.line}:${issue.column ?? 1}`} {issue.message}
                </li>
              ))}
            </ul>
          ) : null}
        </Banner>
        <Button variant="primary" onClick={onStartOver}>
          Read another description
        </Button>
      </div>
    );
  }
  return <Confirm taskId={taskId} outcome={data.result as unknown as Outcome} onStartOver={onStartOver} />;
}
