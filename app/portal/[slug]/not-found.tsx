import { SearchX } from 'lucide-react';
import { PortalMain } from '#components/portal/portal-main.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

export default function PageNotFound() {
  return (
    <PortalMain>
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title="This page is not in the documentation"
        description="The operation may have been renamed or removed in the version that is served now. The portal’s first page, at the top, lists what there is."
      />
    </PortalMain>
  );
}
