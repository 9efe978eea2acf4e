import type { Logger } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import { type Link, LinkLost, openLink } from "./link.ts";
import { socketPaths } from "./sockets.ts";

/** The connections to one runner. When one ends the others are of no use, so they end together. */
export interface LinkPair {
  readonly control: Link;
  /** For output that somebody may be waiting for, such as an echo. */
  readonly stream: Link;
  /** For output in large pieces, so that nothing else waits behind it. */
  readonly flood: Link;
  readonly closed: Promise<void>;
  close(): void;
}

/** Connects to the runner whose sockets are in `folder`; errors as of `openLink`. */
export async function openPair(options: {
  readonly folder: string;
  readonly log: Logger;
  readonly onChange: (terminal: RunnerTerminal) => void;
}): Promise<LinkPair> {
  const { folder, log, onChange } = options;
  const paths = socketPaths(folder);
  const opened = await Promise.allSettled([
    openLink({ path: paths.control, log, onChange }),
    openLink({ path: paths.stream, log }),
    openLink({ path: paths.stream, log }),
  ]);
  const [control, stream, flood] = opened.map((result) => (result.status === "fulfilled" ? result.value : null));
  const refused = opened.find((result) => result.status === "rejected");
  const links = [control, stream, flood].filter((link) => link !== null && link !== undefined);
  const generations = new Set(links.map(({ hello }) => hello.generation));
  if (!control || !stream || !flood || generations.size > 1) {
    links.forEach((link) => link.close());
    // One socket of an old runner and one of its successor: the next try finds all of them new.
    throw refused?.reason ?? new LinkLost("the runner was replaced meanwhile");
  }
  const close = () => links.forEach((link) => link.close());
  const closed = Promise.race(links.map((link) => link.closed)).then(close);
  return { control, stream, flood, closed, close };
}
