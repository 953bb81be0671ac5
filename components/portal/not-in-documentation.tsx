import { SearchX } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** For an address of a portal that leads to no API or operation. `advice` says where to go on. */
export function NotInDocumentation({ advice }: { advice: string }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="This page is not in the documentation"
      description={`It may have been renamed or removed in the version that is served now. ${advice}`}
    />
  );
}
