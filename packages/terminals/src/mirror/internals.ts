import type { Terminal } from "@xterm/headless";

/** A cell or the current attributes: colours and flags packed in two words (xterm.js `common/buffer/Constants.ts`). */
export interface Attributes {
  fg: number;
  bg: number;
  extended: { readonly _ext: number; readonly urlId: number };
}

export interface Cell extends Attributes {
  getChars(): string;
  getWidth(): number;
}

export interface Line {
  readonly length: number;
  readonly isWrapped: boolean;
  loadCell(column: number, cell: Cell): Cell;
  translateToString(trimRight: boolean): string;
}

/** Which characters a charset replaces; one object for each charset, shared by all terminals. */
export type Charset = object;

export interface ScreenBuffer {
  readonly lines: {
    readonly length: number;
    get(row: number): Line | undefined;
    onTrim(listener: (amount: number) => void): { dispose(): void };
  };
  readonly x: number;
  readonly y: number;
  readonly ybase: number;
  readonly scrollTop: number;
  readonly scrollBottom: number;
  readonly tabs: Readonly<Record<number, boolean | undefined>>;
  readonly savedX: number;
  readonly savedY: number;
  readonly savedCurAttrData: Attributes;
  readonly savedCharset: Charset | undefined;
  getNullCell(): Cell;
  /** Marks a row; the mark moves with it. */
  addMarker(row: number): { readonly line: number; readonly isDisposed: boolean; dispose(): void };
}

/** The part of xterm.js's state that its API does not show, or shows only in part. */
export interface Internals {
  readonly buffers: { readonly normal: ScreenBuffer; readonly alt: ScreenBuffer; readonly active: ScreenBuffer };
  /** Called after each scroll, and when another buffer came to the front. */
  readonly _bufferService: { onScroll(listener: () => void): unknown };
  readonly coreService: {
    readonly isCursorHidden: boolean;
    readonly modes: { readonly insertMode: boolean };
    readonly decPrivateModes: {
      readonly applicationCursorKeys: boolean;
      readonly applicationKeypad: boolean;
      readonly bracketedPasteMode: boolean;
      readonly cursorBlink: boolean | undefined;
      readonly cursorStyle: "block" | "underline" | "bar" | undefined;
      readonly origin: boolean;
      readonly reverseWraparound: boolean;
      readonly sendFocus: boolean;
      readonly synchronizedOutput: boolean;
      readonly wraparound: boolean;
    };
  };
  readonly coreMouseService: { readonly activeProtocol: string; readonly activeEncoding: string };
  readonly _charsetService: {
    readonly charset: Charset | undefined;
    readonly glevel: number;
    readonly _charsets: readonly (Charset | undefined)[];
  };
  readonly _oscLinkService: {
    getLinkData(urlId: number): { readonly id?: string | undefined; readonly uri: string } | undefined;
  };
  readonly _inputHandler: {
    readonly _curAttrData: Attributes;
    readonly _windowTitle: string;
    /** Takes output at once, where `write` waits for a turn of the event loop. */
    parse(data: Uint8Array): unknown;
    eraseInDisplay(params: { readonly params: readonly number[] }, respectProtect: boolean): boolean;
    readonly _parser: { readonly currentState: number; readonly precedingJoinState: number };
  };
}

/** One value of each private field that is used, by its path from the terminal. */
const SHAPE = {
  "_core.buffers.normal.lines.length": "number",
  "_core.buffers.normal.lines.get": "function",
  "_core.buffers.normal.lines.onTrim": "function",
  "_core.buffers.normal.getNullCell": "function",
  "_core.buffers.normal.addMarker": "function",
  "_core.buffers.normal.tabs": "object",
  "_core.buffers.normal.ybase": "number",
  "_core.buffers.normal.scrollTop": "number",
  "_core.buffers.normal.scrollBottom": "number",
  "_core.buffers.normal.savedX": "number",
  "_core.buffers.normal.savedY": "number",
  "_core.buffers.normal.savedCurAttrData.fg": "number",
  "_core.buffers.alt.x": "number",
  "_core.buffers.active.y": "number",
  "_core._bufferService.onScroll": "function",
  "_core.coreService.isCursorHidden": "boolean",
  "_core.coreService.modes.insertMode": "boolean",
  "_core.coreService.decPrivateModes.wraparound": "boolean",
  "_core.coreService.decPrivateModes.synchronizedOutput": "boolean",
  "_core.coreMouseService.activeProtocol": "string",
  "_core.coreMouseService.activeEncoding": "string",
  "_core._charsetService.glevel": "number",
  "_core._charsetService._charsets": "object",
  "_core._oscLinkService.getLinkData": "function",
  "_core._inputHandler._curAttrData.extended._ext": "number",
  "_core._inputHandler._curAttrData.extended.urlId": "number",
  "_core._inputHandler._windowTitle": "string",
  "_core._inputHandler.parse": "function",
  "_core._inputHandler.eraseInDisplay": "function",
  "_core._inputHandler._parser.currentState": "number",
  "_core._inputHandler._parser.precedingJoinState": "number",
} as const;

function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

function hasInternals(terminal: object): terminal is { readonly _core: Internals } {
  return Object.entries(SHAPE).every(([path, type]) => typeof at(terminal, path) === type);
}

/** A cell to load others into. The buffer's own one must stay as it is, because whatever is erased becomes its equal. */
export function spareCell(buffer: ScreenBuffer): Cell {
  const cell: Cell = Object.create(buffer.getNullCell());
  return cell;
}

/** Throws when this version of xterm.js keeps its state elsewhere than the one this was written for (6.0.0). */
export function internalsOf(terminal: Terminal): Internals {
  const inspected: object = terminal;
  if (hasInternals(inspected)) return inspected._core;
  const moved = Object.entries(SHAPE).filter(([path, type]) => typeof at(terminal, path) !== type);
  throw new Error(`@xterm/headless has changed inside: ${moved.map(([path]) => path).join(", ")}`);
}
