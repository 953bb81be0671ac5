/**
 * The version of a package when none is asked for. An API's own version is kept when it is a semantic one; otherwise the
 * deployment's number counts, so that a later deployment has a later version.
 */
export function suggestedVersion(apiVersion: string | null, deploymentNumber: number): string {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/.exec(apiVersion?.trim() ?? '');
  if (!match) return `0.${deploymentNumber}.0`;
  const [, major, minor, patch] = match.map((part) => (part === undefined ? undefined : Number(part)));
  return `${major}.${minor ?? 0}.${patch ?? deploymentNumber}`;
}
