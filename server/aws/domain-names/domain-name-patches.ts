import { type DomainNameSettings, endpointAccessModes, endpointTypes, routingModes } from '#core/domain-names/input.ts';
import { type PatchTarget, wordOf } from '../patch.ts';

type TextMember =
  | 'certificateName'
  | 'certificateArn'
  | 'regionalCertificateName'
  | 'regionalCertificateArn'
  | 'ownershipVerificationCertificateArn'
  | 'policy';

function textPatch(member: TextMember): PatchTarget<DomainNameSettings> {
  return {
    path: `/${member}`,
    ops: ['replace', 'remove'],
    apply: (settings, { value }) => void (settings[member] = value || null),
  };
}

/** What UpdateDomainName takes. */
export const domainNamePatches: PatchTarget<DomainNameSettings>[] = [
  textPatch('certificateName'),
  textPatch('certificateArn'),
  textPatch('regionalCertificateName'),
  textPatch('regionalCertificateArn'),
  textPatch('ownershipVerificationCertificateArn'),
  textPatch('policy'),
  {
    path: '/securityPolicy',
    ops: ['replace'],
    apply: (settings, { value }) => void (settings.securityPolicy = value),
  },
  {
    path: '/endpointAccessMode',
    ops: ['replace'],
    apply: (settings, patch) => void (settings.endpointAccessMode = wordOf(endpointAccessModes, patch)),
  },
  {
    path: '/routingMode',
    ops: ['replace'],
    apply: (settings, patch) => void (settings.routingMode = wordOf(routingModes, patch)),
  },
  {
    path: '/endpointConfiguration/ipAddressType',
    ops: ['replace'],
    apply: (settings, patch) => void (settings.ipAddressType = wordOf(['ipv4', 'dualstack'], patch)),
  },
  {
    // Clients name the type that is replaced, or its place.
    path: '/endpointConfiguration/types/{type}',
    ops: ['replace'],
    apply: (settings, patch) => void (settings.endpointTypes = [wordOf(endpointTypes, patch)]),
  },
  {
    path: '/endpointConfiguration/vpcEndpointIds',
    ops: ['add', 'remove'],
    apply(settings, { op, value }) {
      const others = settings.vpcEndpointIds.filter((id) => id !== value);
      settings.vpcEndpointIds = op === 'add' ? [...others, value] : others;
    },
  },
  {
    // Without a truststore there is no mutual TLS.
    path: '/mutualTlsAuthentication/truststoreUri',
    ops: ['replace'],
    apply(settings, { value }) {
      const truststoreVersion = settings.mutualTlsAuthentication?.truststoreVersion ?? null;
      settings.mutualTlsAuthentication = value === '' ? null : { truststoreUri: value, truststoreVersion };
    },
  },
  {
    path: '/mutualTlsAuthentication/truststoreVersion',
    ops: ['replace'],
    apply({ mutualTlsAuthentication }, { value }) {
      if (mutualTlsAuthentication) mutualTlsAuthentication.truststoreVersion = value || null;
    },
  },
];
