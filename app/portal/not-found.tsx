import { EmptyState } from '#components/ui/empty-state.tsx';

export default function PortalNotFound() {
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        title="No portal at this address"
        description="It may have been renamed or taken off the web. Ask whoever gave you the link."
      />
    </main>
  );
}
