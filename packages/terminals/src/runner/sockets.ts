import { join } from "node:path";

/** Where a runner listens. Two sockets, so that a flood of output never delays a call. */
export const socketPaths = (folder: string) => ({ control: join(folder, "control.sock"), stream: join(folder, "stream.sock") });

/** A generation's name: one folder of sockets each. */
export const GENERATION = /^[0-9a-f]{8}$/;

/** The longest path of a socket below the folder of all generations. */
export const SOCKET_PATH_BYTES = "/01234567/control.sock".length;
