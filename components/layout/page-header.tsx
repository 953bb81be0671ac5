import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from '../ui/breadcrumb.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence. */
  description?: ReactNode;
  crumbs?: readonly Crumb[];
  /** Beside the title: badges, an id to copy. */
  marks?: ReactNode;
  actions?: ReactNode;
  /** 2 on the pages of an API, where the API's name is the first heading. */
  level?: 1 | 2;
}

export function PageHeader({ title, description, crumbs, marks, actions, level = 1 }: PageHeaderProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <header className="grid gap-1">
      {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading className={level === 1 ? 'text-display break-words' : 'text-title break-words'}>{title}</Heading>
            {marks}
          </div>
          {description ? <p className="max-w-180 text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
