import { join } from "node:path";

/** Where a runner listens. Two sockets, so that a flood of output never delays a call. */
export const socketPaths = (folder: string) => ({ control: join(folder, "control.sock"), stream: join(folder, "stream.sock") });

/** The longer of the names above, with its separator. */
export const SOCKET_NAME_BYTES = "/control.sock".length;
