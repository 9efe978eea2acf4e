import { Agent } from "node:https";
import { isIP } from "node:net";
import { lookupPublic } from "@pilothouse/platform";

/** Which push services this server calls, and how. */
export interface PushDoor {
  readonly allows: (endpoint: URL) => boolean;
  readonly agentFor: (endpoint: URL) => Agent;
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

const callPublic = new Agent({ lookup: lookupPublic });

/** Public services on the usual port. */
export const publicDoor: PushDoor = { allows: isPublicEndpoint, agentFor: () => callPublic };
