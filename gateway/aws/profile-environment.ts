import type { Environment } from './endpoints.ts';
import { profileName, readProfileFiles } from './profile-files.ts';

/**
 * The environment with what the chosen profile adds of regions and endpoints. What the environment says itself comes first:
 * a general AWS_ENDPOINT_URL in it stands before any endpoint of the profile (AWS SDKs and Tools Reference, service-specific
 * endpoints).
 */
export function withProfile(environment: Environment): Environment {
  const files = readProfileFiles(environment);
  const profile = files.profile(profileName(environment));
  if (!profile) return environment;
  const added: Record<string, string> = {};
  const add = (name: string, value: string | undefined) => {
    if (!environment[name] && value) added[name] = value;
  };
  if (!environment.AWS_DEFAULT_REGION) add('AWS_REGION', profile.get('region'));
  if (profile.get('ignore_configured_endpoint_urls')?.toLowerCase() === 'true') {
    add('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true');
  }
  if (!environment.AWS_ENDPOINT_URL) {
    add('AWS_ENDPOINT_URL', profile.get('endpoint_url'));
    for (const [setting, url] of files.services(profile.get('services') ?? '') ?? []) {
      const service = /^([a-z0-9_]+)\.endpoint_url$/.exec(setting)?.[1];
      if (service !== undefined) add(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url);
    }
  }
  return { ...environment, ...added };
}
