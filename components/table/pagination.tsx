'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';

export interface PaginationProps {
  /** What stands on this page, in words: "25 of 1,204 keys" or "25 keys". */
  summary: string;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  pageSize: number;
  onPageSizeChange: (pageSize: number) => void;
}

export const PAGE_SIZES = [25, 50, 100] as const;

export function Pagination({ summary, onPrevious, onNext, pageSize, onPageSizeChange }: PaginationProps) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-meta text-muted">
        {summary}
      </p>
      <div className="flex items-center gap-2">
        <Select
          aria-label="Rows per page"
          value={String(pageSize)}
          onValueChange={(value) => onPageSizeChange(Number(value))}
          options={PAGE_SIZES.map((size) => ({ value: String(size), label: `${size} per page` }))}
          className="h-7 w-32"
        />
        <Button
          size="sm"
          disabled={!onPrevious}
          onClick={onPrevious ?? undefined}
          icon={<ChevronLeft aria-hidden="true" />}
        >
          Previous
        </Button>
        <Button size="sm" disabled={!onNext} onClick={onNext ?? undefined}>
          Next
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
    </nav>
  );
}
