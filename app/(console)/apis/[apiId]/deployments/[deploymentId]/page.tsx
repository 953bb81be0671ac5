import type { Metadata } from 'next';
import { DeploymentPage } from '#components/deployments/deployment-page.tsx';

export const metadata: Metadata = { title: 'Version' };

type Props = { params: Promise<{ apiId: string; deploymentId: string }> };

export default async function Page({ params }: Props) {
  return <DeploymentPage {...await params} />;
}
