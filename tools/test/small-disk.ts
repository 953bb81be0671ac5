/**
 * The command that runs another one with a small disk in memory at `folder`, which nobody else sees and which goes with the
 * process. Needs no rights where Linux lets a user have name spaces.
 */
export function fileSystemOfItsOwn(folder: string, sizeMb: number, command: readonly string[]): string[] {
  const mount = `mount -t tmpfs -o size=${sizeMb}m none "$0" && exec "$@"`;
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', mount, folder, ...command];
}
