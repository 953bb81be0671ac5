/** A plain reverse proxy with node:http on both sides and no policy: what the platform itself costs. */
import { Agent, createServer, request, type IncomingMessage } from 'node:http';

const [port, upstreamPort] = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

createServer((incoming, outgoing) => {
  const { method, url = '/', headers } = incoming;
  const path = url.slice(url.indexOf('/', url.indexOf('/', 1) + 1));
  const call = request(
    { agent, host: '127.0.0.1', port: upstreamPort, method, path, headers },
    (answer: IncomingMessage) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  call.on('error', () => outgoing.destroy());
  incoming.pipe(call);
}).listen(port, '127.0.0.1');
