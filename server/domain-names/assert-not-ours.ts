import { SluiceError } from '#core/errors.ts';
import type { Tx } from '../db.ts';
import { env } from '../env.ts';

/** BAD_INPUT for the installation's own hosts, which serve every workspace. */
export async function assertNotOurs(tx: Tx, domainName: string): Promise<void> {
  const nodes = await tx.gatewayNode.findMany({
    where: { publicUrl: { not: null } },
    select: { publicUrl: true },
    distinct: ['publicUrl'],
  });
  const { publicUrl, gatewayPublicUrl } = env();
  const ours = [publicUrl, gatewayPublicUrl, ...nodes.map((node) => node.publicUrl ?? '')].map(
    (url) => URL.parse(url)?.hostname,
  );
  const parent = domainName.replace(/^\*\./, '');
  const isOurs = ours.some((host) => host === domainName || (parent !== domainName && host?.endsWith(`.${parent}`)));
  if (isOurs || `.${domainName}.`.includes('.execute-api.') || domainName.endsWith('.localhost')) {
    throw new SluiceError('BAD_INPUT', `${domainName} is an address of the gateway itself.`);
  }
}
