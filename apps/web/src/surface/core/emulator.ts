import { FitAddon } from "@xterm/addon-fit";
import type { SearchAddon } from "@xterm/addon-search";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { type ITerminalOptions, Terminal } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import type { Preferences } from "../../preferences/values.ts";
import { shadeOf } from "../../preferences/theme.ts";
import { type ClipboardWrite, clipboardWrite } from "./clipboard-writes.ts";
import { mendCornerErase } from "./corner-erase.ts";
import { linkAddress } from "./links.ts";
import { contrastOf, paletteOf } from "./palettes.ts";

const SCROLLBACK_LINES = 10_000;

export interface EmulatorEvents {
  /** A person wants to open a link; `sure`: what the link shows is where it leads, and the modifier was held. */
  open(address: string, sure: boolean): void;
  /** Where the link under the pointer leads; `null` when there is none. */
  hover(address: string | null): void;
  /** A program wants to write or read the clipboard. */
  clipboard(write: ClipboardWrite): void;
}

export interface Emulator {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  /** The search, loaded when it is first needed. */
  search(): Promise<SearchAddon>;
}

/** The part of the options that follows a person's preferences. */
export function looks(preferences: Preferences): ITerminalOptions {
  return {
    fontSize: preferences.fontSize,
    fontFamily: [preferences.fontFamily.trim(), ownFonts()].filter(Boolean).join(", "),
    theme: paletteOf(preferences.terminalTheme, shadeOf(preferences.theme)),
    minimumContrastRatio: contrastOf(preferences.terminalTheme),
    screenReaderMode: preferences.screenReader,
  };
}

function ownFonts(): string {
  return getComputedStyle(document.documentElement).getPropertyValue("--font-mono") || "monospace";
}

/** An xterm with everything a pane needs except its place on the page. */
export function createEmulator(preferences: Preferences, events: EmulatorEvents): Emulator {
  const terminal = new Terminal({
    ...looks(preferences),
    allowProposedApi: true,
    scrollback: SCROLLBACK_LINES,
    cursorBlink: false,
    macOptionIsMeta: true,
    rightClickSelectsWord: true,
    linkHandler: {
      activate: (event, text) => activate(event, { text, sure: false }, events),
      hover: (_event, text) => events.hover(linkAddress(text)),
      leave: () => events.hover(null),
    },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11";
  terminal.loadAddon(
    new WebLinksAddon((event, text) => activate(event, { text, sure: true }, events), {
      hover: (_event, text) => events.hover(linkAddress(text)),
      leave: () => events.hover(null),
    }),
  );
  mendCornerErase(terminal);
  terminal.parser.registerOscHandler(52, (payload) => {
    events.clipboard(clipboardWrite(payload));
    return true;
  });
  let search: Promise<SearchAddon> | null = null;
  return {
    terminal,
    fit,
    search: () => {
      search ??= loadSearch(terminal).catch((error: unknown) => {
        search = null;
        throw error;
      });
      return search;
    },
  };
}

async function loadSearch(terminal: Terminal): Promise<SearchAddon> {
  const addons = await import("@xterm/addon-search");
  const search = new addons.SearchAddon();
  terminal.loadAddon(search);
  return search;
}

/** A click alone is for the program or a selection. A finger has no modifier, so it is asked. */
function activate(event: MouseEvent, { text, sure }: { text: string; sure: boolean }, events: EmulatorEvents): void {
  const address = linkAddress(text);
  const modifier = event.ctrlKey || event.metaKey;
  if (!address || (!modifier && matchMedia("(pointer: fine)").matches)) return;
  events.open(address, sure && modifier);
}
