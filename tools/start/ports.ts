import { once } from 'node:events';
import { createServer } from 'node:net';

export type PortUse = { variable: string; port: number };

/** Throws when another program listens on one of the ports; says which variable chooses another. */
export async function assertPortsFree(host: string, uses: PortUse[]): Promise<void> {
  for (const { variable, port } of uses) {
    const server = createServer();
    try {
      server.listen(port, host);
      await once(server, 'listening');
    } catch (error) {
      throw new Error(`Port ${port} on ${host} cannot be used; choose another with ${variable}`, { cause: error });
    }
    server.close();
    await once(server, 'close');
  }
}
