import type { AwsUri } from '#core/integrations/aws-uri.ts';
import { environmentIds, globalServices, hostLabels, signingNames } from './service-facts.ts';

/** Where a service is reached, and what its signatures name. */
export type AwsEndpoint = {
  /** `https://host:port`. */
  origin: string;
  host: string;
  /** Stands before the request's path; empty, or begins with a slash and does not end with one. */
  basePath: string;
  region: string;
  signingName: string;
  /** The node's operator named it in the environment. */
  isTrusted: boolean;
};

type Place = Pick<AwsUri, 'partition' | 'region' | 'subdomain' | 'service'>;
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint of a service: the workspace's own, else the one in the environment as the AWS SDKs read it
 * (AWS_ENDPOINT_URL_{SERVICE}, AWS_ENDPOINT_URL), else AWS's. A bucket before an endpoint that is not AWS's goes into the path.
 * @param endpoints service to URL; an asterisk stands for every service
 */
export function endpointOf(
  place: Place,
  endpoints: Readonly<Record<string, string>>,
  environment: Environment,
): AwsEndpoint {
  const { subdomain, service, partition } = place;
  const name = subdomain === null ? service : `${subdomain}.${service}`;
  const global = globalServices[partition]?.[service];
  const names = {
    region: global?.region ?? place.region,
    signingName: signingNames[name] ?? signingNames[service] ?? service,
  };
  const own = ownValue(endpoints, name) ?? ownValue(endpoints, service) ?? ownValue(endpoints, '*');
  const override = own ?? fromEnvironment(name, service, environment);
  if (override !== undefined && URL.canParse(override)) {
    const { origin, host, pathname } = new URL(override);
    const bucket = service === 's3' && subdomain !== null ? `/${subdomain}` : '';
    return {
      origin,
      host,
      basePath: `${pathname.replace(/\/+$/, '')}${bucket}`,
      ...names,
      isTrusted: own === undefined,
    };
  }
  const host = global ? global.host : `${subdomain === null ? '' : `${subdomain}.`}${regionalHost(place)}`;
  return { origin: `https://${host}`, host, basePath: '', ...names, isTrusted: false };
}

function regionalHost({ partition, region, service }: Place): string {
  return `${hostLabels[service] ?? service}.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
}

function ownValue(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function fromEnvironment(name: string, service: string, environment: Environment): string | undefined {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return undefined;
  const id = environmentIds[name] ?? environmentIds[service] ?? service.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return environment[`AWS_ENDPOINT_URL_${id}`] || environment.AWS_ENDPOINT_URL || undefined;
}
