import type { ReactNode } from 'react';
import { BrandMark } from '../ui/brand-mark.tsx';

export interface AuthLayoutProps {
  title: string;
  description?: ReactNode;
  /** Under the card: the way to another page. */
  footer?: ReactNode;
  children: ReactNode;
}

/** Sign in, set up, accept an invitation: one card in the middle under the mark. */
export function AuthLayout({ title, description, footer, children }: AuthLayoutProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-subtle px-4 pt-[14vh] pb-12">
      <div className="grid w-full max-w-95 gap-6">
        <div className="flex items-center gap-2 text-title font-medium">
          <BrandMark className="size-7" />
          Sluice
        </div>
        <div className="rounded-md border border-line bg-raised p-6">
          <h1 className="text-display">{title}</h1>
          {description ? <p className="mt-1 text-muted">{description}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
        {footer ? <div className="text-center text-muted">{footer}</div> : null}
      </div>
    </main>
  );
}
