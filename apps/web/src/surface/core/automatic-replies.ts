import type { IFunctionIdentifier, Terminal } from "@xterm/xterm";

/** Control sequences that make xterm 6.0 send something by itself (InputHandler.ts, CoreBrowserTerminal.ts). */
const CSI_QUERIES: readonly IFunctionIdentifier[] = [
  { final: "c" },
  { prefix: ">", final: "c" },
  { final: "n" },
  { prefix: "?", final: "n" },
  { intermediates: "$", final: "p" },
  { prefix: "?", intermediates: "$", final: "p" },
  { final: "t" },
  // Focus reporting: turning it on reports the focus at once, from every view.
  { prefix: "?", final: "h" },
];
const OSC_QUERIES = [4, 10, 11, 12];

/**
 * Tells replies that xterm makes while it parses output from what a person typed: `onData` gives both. Answers whether a
 * reply is being made right now.
 */
export function watchReplies({ parser }: Pick<Terminal, "parser">): () => boolean {
  let replying = false;
  const mark = (): boolean => {
    replying = true;
    // Parsing is synchronous, and no key press can come before the microtasks are done.
    queueMicrotask(() => {
      replying = false;
    });
    return false;
  };
  for (const query of CSI_QUERIES) parser.registerCsiHandler(query, mark);
  for (const query of OSC_QUERIES) parser.registerOscHandler(query, mark);
  parser.registerDcsHandler({ intermediates: "$", final: "q" }, mark);
  return () => replying;
}
