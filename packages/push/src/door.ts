import { lookup } from "node:dns";
import { Agent } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Which push services this server calls, and how. */
export interface PushDoor {
  readonly allows: (endpoint: URL) => boolean;
  readonly agentFor: (endpoint: URL) => Agent;
}

/** Networks that a public service is never in (IANA special-purpose address registries). */
const PRIVATE_V4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;

const reserved = new BlockList();
for (const [net, prefix] of PRIVATE_V4) reserved.addSubnet(net, prefix);
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const special6 = new BlockList();
special6.addSubnet("2001::", 23, "ipv6");
special6.addSubnet("2001:db8::", 32, "ipv6");
special6.addSubnet("2002::", 16, "ipv6");

/** Whether an address is one of the open internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved.check(address);
  return isIP(address) === 6 && global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}

/** An endpoint comes from a client: it names a public host, and nothing that only this machine can reach. */
export function isPublicEndpoint({ protocol, hostname, port, username, password }: URL): boolean {
  const plain = protocol === "https:" && port === "" && username === "" && password === "";
  return plain && hostname.includes(".") && !hostname.startsWith("[") && isIP(hostname) === 0;
}

/** A push service of the owner's own, wherever it is, beside the public ones. */
export function doorWith(origins: readonly string[]): PushDoor {
  if (origins.length === 0) return publicDoor;
  const own = new Agent();
  const isOwn = ({ origin }: URL): boolean => origins.includes(origin);
  return {
    allows: (endpoint) => isOwn(endpoint) || isPublicEndpoint(endpoint),
    agentFor: (endpoint) => (isOwn(endpoint) ? own : callPublic),
  };
}

/** Asked at each connection, so that a name that changes its address later opens nothing either. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error(`${hostname} has no address`), "", 0);
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return done(new Error(`${hostname} is no public address`), "", 0);
    if (options.all) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

const callPublic = new Agent({ lookup: lookupPublic });

/** Public services on the usual port. */
export const publicDoor: PushDoor = { allows: isPublicEndpoint, agentFor: () => callPublic };
