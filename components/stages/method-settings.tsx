'use client';

import { useState } from 'react';
import { type MethodSetting, defaultMethodSetting } from '#core/stages/schema.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import type { Outputs } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Section } from '../ui/section.tsx';
import { toastDone } from '../ui/toast.tsx';
import { MethodSettingsSheet, NEW_METHOD } from './method-settings-sheet.tsx';
import { ALL_METHODS, methodSettingName } from './method-setting-key.ts';
import { useStageUpdate } from './use-stage-update.ts';

type Stage = Outputs['stages']['get'];
type Row = { key: string; setting: MethodSetting };

function throttleOf({ throttlingRateLimit: rate, throttlingBurstLimit: burst }: MethodSetting): string {
  const parts = [
    rate === null ? null : `${rate.toLocaleString('en-US')} per second`,
    burst === null ? null : `burst ${burst.toLocaleString('en-US')}`,
  ];
  return parts.filter((part) => part !== null).join(', ') || 'None';
}

function columnsOf(stage: Stage): Column<Row>[] {
  return [
    {
      key: 'method',
      header: 'Method',
      cell: ({ key }) => (
        <span className={key === ALL_METHODS ? undefined : 'font-mono font-normal'}>{methodSettingName(key)}</span>
      ),
    },
    { key: 'throttle', header: 'Throttle', cell: ({ setting }) => throttleOf(setting) },
    {
      key: 'cache',
      header: 'Cached for',
      width: '160px',
      cell: ({ setting }) => {
        if (!setting.cachingEnabled || setting.cacheTtlInSeconds === 0) return <span className="text-muted">No</span>;
        return stage.cacheClusterEnabled ? (
          `${setting.cacheTtlInSeconds} s`
        ) : (
          <span className="text-muted">Not while the cache is off</span>
        );
      },
    },
    {
      key: 'encrypted',
      header: 'Encrypted',
      width: '100px',
      hideBelow: 'md',
      cell: ({ setting }) => (setting.cacheDataEncrypted ? 'Yes' : <span className="text-muted">No</span>),
    },
  ];
}

/** Throttles and caching of a stage's methods: of all of them, and of those that differ. */
export function MethodSettings({ stage, mayWrite }: { stage: Stage; mayWrite: boolean }) {
  const update = useStageUpdate(stage);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const { [ALL_METHODS]: all = defaultMethodSetting, ...own } = stage.methodSettings;
  const rows: Row[] = [
    { key: ALL_METHODS, setting: all },
    ...Object.entries(own)
      .map(([key, setting]) => ({ key, setting }))
      .toSorted((a, b) => a.key.localeCompare(b.key)),
  ];
  return (
    <Section
      title="Methods"
      description="What holds for all methods, and for those that are set apart. It applies at once."
      actions={
        mayWrite ? (
          <Button size="sm" onClick={() => setOpenKey(NEW_METHOD)}>
            Set a method apart
          </Button>
        ) : null
      }
    >
      <DataTable
        label="Settings of methods"
        columns={columnsOf(stage)}
        rows={rows}
        rowKey={({ key }) => key}
        rowName={({ key }) => methodSettingName(key)}
        onRowOpen={({ key }) => setOpenKey(key)}
        rowMenu={
          mayWrite
            ? ({ key }) => [
                { label: 'Edit', onSelect: () => setOpenKey(key) },
                ...(key === ALL_METHODS
                  ? []
                  : [{ label: 'Back to those of all methods', danger: true, onSelect: () => setRemoving(key) }]),
              ]
            : undefined
        }
      />
      <MethodSettingsSheet
        key={openKey}
        stage={stage}
        settingKey={openKey}
        mayWrite={mayWrite}
        onClose={() => setOpenKey(null)}
      />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={`Drop the settings of ${methodSettingName(removing ?? '')}?`}
        description="Those of all methods hold for it again, at once."
        confirmLabel="Drop its settings"
        onConfirm={async () => {
          if (removing === null) return;
          const { [removing]: _, ...methodSettings } = stage.methodSettings;
          await update({ methodSettings });
          toastDone(`${methodSettingName(removing)} follows all methods again`);
        }}
      />
    </Section>
  );
}
