import { readFileSync } from 'node:fs';
import type { Environment } from './endpoints.ts';

/** Settings by name. A setting of settings, as of a service in a `services` section, is `name.setting`. */
type Section = ReadonlyMap<string, string>;

export type ProfileFiles = {
  /** Of both files; what the credentials file says comes first. */
  profile(name: string): Section | null;
  /** A `[services name]` section. */
  services(name: string): Section | null;
};

/** The profile that the environment chooses. */
export function profileName({ AWS_PROFILE }: Environment): string {
  return AWS_PROFILE || 'default';
}

/**
 * Reads the files that the AWS SDKs share (AWS SDKs and Tools Reference, shared config and credentials files):
 * AWS_CONFIG_FILE or ~/.aws/config, and AWS_SHARED_CREDENTIALS_FILE or ~/.aws/credentials. A file that cannot be read is empty.
 */
export function readProfileFiles(environment: Environment): ProfileFiles {
  const config = sectionsOf(environment.AWS_CONFIG_FILE, 'config', environment);
  const credentials = sectionsOf(environment.AWS_SHARED_CREDENTIALS_FILE, 'credentials', environment);
  return {
    profile(name) {
      const inConfig = config.get(`profile ${name}`) ?? (name === 'default' ? config.get(name) : undefined);
      const inCredentials = credentials.get(name);
      return inConfig || inCredentials ? new Map([...(inConfig ?? []), ...(inCredentials ?? [])]) : null;
    },
    services: (name) => config.get(`services ${name}`) ?? null,
  };
}

function sectionsOf(path: string | undefined, usual: string, environment: Environment): ReadonlyMap<string, Section> {
  const home = environment.HOME || environment.USERPROFILE;
  const file = path || (home ? `${home}/.aws/${usual}` : null);
  if (file === null) return new Map();
  try {
    return parseSections(readFileSync(file.replace(/^~(?=\/)/, home ?? '~'), 'utf8'));
  } catch {
    return new Map();
  }
}

/** Sections by their title, blanks in it made one. */
export function parseSections(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let parent = '';
  for (const line of text.split(/\r?\n/)) {
    const title = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (title !== undefined) {
      const name = title.trim().replace(/\s+/g, ' ');
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
      parent = '';
      continue;
    }
    const [, indent = '', key, written = ''] = /^(\s*)([^\s#;=][^=]*?)\s*=(.*)$/.exec(line) ?? [];
    if (section === null || key === undefined) continue;
    const value = written.replace(/\s[#;].*$/, '').trim();
    if (indent === '') {
      parent = value === '' ? key.toLowerCase() : '';
      section.set(key.toLowerCase(), value);
    } else if (parent !== '') {
      section.set(`${parent}.${key.toLowerCase()}`, value);
    }
  }
  return sections;
}
