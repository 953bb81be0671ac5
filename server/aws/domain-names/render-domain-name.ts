import { env } from '../../env.ts';
import type { getDomainName } from '../../domain-names/get-domain-name.ts';
import type { AwsCall } from '../operation.ts';

export type DomainName = Awaited<ReturnType<typeof getDomainName.execute>>;

/**
 * AWS's DomainName. What the name is to be pointed at in DNS is the gateway's own host; there is no hosted zone. A private
 * name is of the account, and has its id in its ARN.
 */
export function renderDomainName({ region, accountId }: AwsCall, row: DomainName) {
  const gatewayHost = new URL(env().gatewayPublicUrl).hostname;
  const type = row.endpointTypes[0];
  const isPrivate = row.domainNameId !== null;
  const place = isPrivate
    ? `${accountId}:/domainnames/${row.domainName}+${row.domainNameId}`
    : `:/domainnames/${row.domainName}`;
  return {
    domainName: row.domainName,
    domainNameId: row.domainNameId,
    domainNameArn: `arn:aws:apigateway:${region}:${place}`,
    certificateName: row.certificateName,
    certificateArn: row.certificateArn,
    certificateUploadDate: row.certificateUploadDate,
    regionalDomainName: type === 'REGIONAL' ? gatewayHost : null,
    regionalCertificateName: row.regionalCertificateName,
    regionalCertificateArn: row.regionalCertificateArn,
    distributionDomainName: type === 'EDGE' ? gatewayHost : null,
    endpointConfiguration: {
      types: row.endpointTypes,
      ipAddressType: row.ipAddressType,
      vpcEndpointIds: row.vpcEndpointIds.length > 0 ? row.vpcEndpointIds : null,
    },
    domainNameStatus: 'AVAILABLE',
    securityPolicy: row.securityPolicy,
    endpointAccessMode: row.endpointAccessMode,
    tags: Object.keys(row.tags ?? {}).length > 0 ? row.tags : null,
    mutualTlsAuthentication: row.mutualTlsAuthentication,
    ownershipVerificationCertificateArn: row.ownershipVerificationCertificateArn,
    policy: row.policy,
    routingMode: row.routingMode,
  };
}
