/**
 * Loaded before a confined script: refuses sockets, and stands in for what pdf.js would load a native addon for. A seat
 * belt: it stops what does not know of it. Where the system allows, a namespace without a network is the wall.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const refuse = (): never => {
  throw new Error('no network here');
};
net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
dgram.createSocket = refuse;
dns.lookup = Object.assign(refuse, { __promisify__: refuse });
dns.promises.lookup = refuse;
for (const name of ['resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'reverse']) {
  Reflect.set(dns, name, refuse);
  Reflect.set(dns.promises, name, refuse);
  Reflect.set(dns.Resolver.prototype, name, refuse);
}
syncBuiltinESMExports();

/** Used by pdf.js to draw, and named as it loads; nothing is drawn where the addon that draws may not be loaded. */
const draws = process.permission?.has('addon') ?? false;
for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
  if (!draws && !(name in globalThis)) Reflect.set(globalThis, name, class {});
