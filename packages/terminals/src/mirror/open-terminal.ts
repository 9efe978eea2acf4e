import { LIMITS } from "@pilothouse/contracts";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import xterm, { type Terminal } from "@xterm/headless";
import { mendCornerErase } from "./corner-erase.ts";
import { internalsOf } from "./internals.ts";

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** A terminal without a display, with the options that viewers use too: they decide what ends up in which cell. */
export function openTerminal(size: Size, scrollback: number = LIMITS.snapshotLines): Terminal {
  const terminal = new xterm.Terminal({ ...size, scrollback, allowProposedApi: true, logLevel: "off" });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  mendCornerErase(terminal, internalsOf(terminal));
  return terminal;
}
