import Link from 'next/link';
import { ThemeToggle } from '../ui/theme-toggle.tsx';

/** The bar at the top of every page of a portal. */
export function PortalHeader({ title, href }: { title: string; href: string }) {
  return (
    <header className="sticky top-0 z-10 border-b border-line bg-canvas">
      <div className="mx-auto flex h-14 max-w-360 items-center justify-between gap-4 px-4 md:px-6">
        <Link href={href} className="min-w-0 truncate rounded-sm text-title font-medium">
          {title}
        </Link>
        <ThemeToggle />
      </div>
    </header>
  );
}
