'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Breadcrumb } from '../ui/breadcrumb.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StageChip, type StageChipProps } from '../ui/stage-chip.tsx';
import { API_TABS } from './navigation.ts';

export interface ApiHeaderProps {
  api: { id: string; name: string };
  /** How far the draft is from what is deployed: the number of changes and where they are shown. */
  undeployed?: { count: number; href: string } | null;
  stages: readonly StageChipProps[];
  /** The one primary act: the Deploy button. */
  deploy?: ReactNode;
}

function ApiTabs({ apiId }: { apiId: string }) {
  const root = `/apis/${apiId}`;
  return (
    <LinkTabs
      label="API"
      className="-mb-px px-2 md:px-4"
      tabs={API_TABS.map((tab) => ({ href: `${root}${tab.path}`, label: tab.label, exact: tab.path === '' }))}
    />
  );
}

function changesText(count: number): string {
  return count === 1 ? '1 change not deployed' : `${count.toLocaleString('en-US')} changes not deployed`;
}

/** The same on each page of an API: what it is, what runs where, what is not live yet, and the way to make it so. */
export function ApiHeader({ api, undeployed, stages, deploy }: ApiHeaderProps) {
  return (
    <div className="min-w-0 border-b border-line bg-canvas">
      <div className="grid gap-2 px-4 pt-4 pb-2 md:px-6">
        <Breadcrumb label="Breadcrumb of the API" crumbs={[{ label: 'APIs', href: '/apis' }, { label: api.name }]} />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-display break-words">{api.name}</h1>
            <Copyable value={api.id} label="Copy API id" className="text-muted" />
            {undeployed && undeployed.count > 0 ? (
              <Link
                href={undeployed.href}
                className="inline-flex h-6 items-center gap-1.5 rounded-sm border border-warning-line bg-warning-soft px-2 text-meta font-medium text-warning hover:underline"
              >
                <GitCompareArrows className="size-3.5" aria-hidden="true" />
                {changesText(undeployed.count)}
              </Link>
            ) : null}
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {stages.map((stage) => (
              <StageChip key={stage.stageName} {...stage} />
            ))}
            {deploy}
          </div>
        </div>
      </div>
      <ApiTabs apiId={api.id} />
    </div>
  );
}

/** The header while its data is on the way: the tabs already work. */
export function ApiHeaderSkeleton({ apiId }: { apiId: string }) {
  return (
    <div className="min-w-0 border-b border-line bg-canvas">
      <div className="grid gap-2 px-4 pt-4 pb-2 md:px-6">
        <span className="flex h-4 items-center">
          <Skeleton className="h-3 w-32" />
        </span>
        <div className="flex h-8 items-center justify-between gap-6">
          <Skeleton className="h-5 w-56" />
          <Skeleton className="h-7 w-40" />
        </div>
      </div>
      <ApiTabs apiId={apiId} />
    </div>
  );
}
