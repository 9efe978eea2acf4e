import type { Logger } from "@pilothouse/platform";
import type { RunnerTerminal } from "../port.ts";
import { type Link, LinkLost, openLink } from "./link.ts";
import { socketPaths } from "./sockets.ts";

/** Both connections to one runner. When one ends the other is of no use, so they end together. */
export interface LinkPair {
  readonly control: Link;
  readonly stream: Link;
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
  ]);
  const [control, stream] = opened.map((result) => (result.status === "fulfilled" ? result.value : null));
  const refused = opened.find((result) => result.status === "rejected");
  if (!control || !stream || control.hello.generation !== stream.hello.generation) {
    control?.close();
    stream?.close();
    // One socket of an old runner and one of its successor: the next try finds both new.
    throw refused?.reason ?? new LinkLost("the runner was replaced meanwhile");
  }
  const close = () => {
    control.close();
    stream.close();
  };
  const closed = Promise.race([control.closed, stream.closed]).then(close);
  return { control, stream, closed, close };
}
