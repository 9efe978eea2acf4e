import type { TerminalExit } from "@pilothouse/contracts";
import type { ConnectionState } from "@pilothouse/sdk";
import type { Audience } from "../audience-words.ts";
import type { Size } from "./size.ts";
import type { PasteQuestion } from "./paste.ts";

/** What a pane shows around the screen itself. */
export interface SurfaceState {
  readonly connection: ConnectionState;
  /** Since when, in milliseconds since 1970. */
  readonly connectionSince: number;
  /** How the program ended; `null` while it runs. */
  readonly ended: { readonly status: "exited" | "lost"; readonly exit: TerminalExit } | null;
  /** Why the terminal cannot be shown; `null` while it can. */
  readonly failure: unknown;
  /** Something was drawn. */
  readonly painted: boolean;
  /** Lines from before what is kept here are on their way. */
  readonly loadingOlder: boolean;
  /** Characters typed that the program does not have yet. */
  readonly waitingInput: number;
  /** The program's size when another view decides it; `null` when this one does. */
  readonly foreignSize: Size | null;
  /** Who looks at the same terminal; `null` while that is unknown. */
  readonly audience: Audience | null;
  /** A paste that waits for an answer. */
  readonly paste: PasteQuestion | null;
  /** What the program wants in the clipboard, waiting for an answer. */
  readonly clipboardText: string | null;
  /** Where the link under the pointer leads. */
  readonly hoverLink: string | null;
  /** A link that waits for an answer. */
  readonly linkQuestion: string | null;
  /** The next typed character is sent with Ctrl. */
  readonly stickyCtrl: boolean;
  /** The same with Alt. */
  readonly stickyAlt: boolean;
}

export function firstState(now: number): SurfaceState {
  return {
    connection: "connecting",
    connectionSince: now,
    ended: null,
    failure: null,
    painted: false,
    loadingOlder: false,
    waitingInput: 0,
    foreignSize: null,
    audience: null,
    paste: null,
    clipboardText: null,
    hoverLink: null,
    linkQuestion: null,
    stickyCtrl: false,
    stickyAlt: false,
  };
}
