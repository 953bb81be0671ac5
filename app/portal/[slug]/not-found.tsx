import { NotInDocumentation } from '#components/portal/not-in-documentation.tsx';
import { PortalMain } from '#components/portal/portal-main.tsx';

export default function PortalPageNotFound() {
  return (
    <PortalMain>
      <NotInDocumentation advice="The title at the top leads to the list of APIs." />
    </PortalMain>
  );
}
