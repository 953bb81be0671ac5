'use client';

import { useState } from 'react';
import type { ImportReport as Report, ReportItem, ReportLevel } from '#core/openapi/report.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';

const LEVEL: Record<ReportLevel, { word: string; tone: 'failing' | 'warning' | 'neutral' }> = {
  error: { word: 'Error', tone: 'failing' },
  warning: { word: 'Warning', tone: 'warning' },
  info: { word: 'Note', tone: 'neutral' },
};

const order: ReportLevel[] = ['error', 'warning', 'info'];
const SHOWN = 50;

function place({ pointer, line, column }: ReportItem): string {
  const where = line === undefined ? '' : `line ${line}${column === undefined ? '' : `:${column}`} `;
  return `${where}${pointer || '/'}`;
}

function Item({ item }: { item: ReportItem }) {
  const { word, tone } = LEVEL[item.level];
  const more = item.count - 1;
  return (
    <li className="grid gap-1 px-3 py-2">
      <div className="flex items-start gap-2">
        <Badge tone={tone}>{word}</Badge>
        <span className="min-w-0 break-words">{item.message}</span>
      </div>
      <p className="pl-1 font-mono text-meta break-all text-muted">
        {place(item)}
        {more > 0 ? ` and ${more.toLocaleString('en-US')} more` : ''}
      </p>
      {more > 0 ? (
        <details className="pl-1 text-meta text-muted">
          <summary className="cursor-pointer">Show places</summary>
          <ul className="font-mono">
            {item.pointers.map((pointer) => (
              <li key={pointer} className="break-all">
                {pointer}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}

/** What came of reading a description: how much of it is carried, and every part that is not. */
export function ImportReport({ report }: { report: Report }) {
  const [all, setAll] = useState(false);
  const { counts } = report;
  const items = report.items.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const shown = all ? items : items.slice(0, SHOWN);
  const number = (value: number) => value.toLocaleString('en-US');
  return (
    <div className="grid gap-4">
      <Facts
        facts={[
          {
            label: 'Operations',
            value: `${number(counts.operations)} read, ${number(counts.skippedOperations)} skipped`,
          },
          { label: 'Resources', value: number(counts.resources) },
          { label: 'Methods', value: number(counts.methods) },
          { label: 'Models', value: number(counts.models) },
        ]}
      />
      {items.length === 0 ? (
        <p className="text-muted">Everything in the description was understood.</p>
      ) : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {shown.map((item, index) => (
            <Item key={`${item.code} ${item.pointer} ${index}`} item={item} />
          ))}
        </ul>
      )}
      {shown.length < items.length ? (
        <Button className="justify-self-start" onClick={() => setAll(true)}>
          Show all {number(items.length)}
        </Button>
      ) : null}
    </div>
  );
}
