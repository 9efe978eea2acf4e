import { prefer, preferences } from "../../preferences/preferences.ts";
import { whenLooksChange } from "../../preferences/theme.ts";
import { clampFontSize } from "../../preferences/values.ts";
import { createStore } from "../../store/store.ts";
import { copyText } from "../clipboard.ts";
import { clampSize } from "../guess-size.ts";
import { Attachment, type SurfaceDeps } from "./attachment.ts";
import { watchReplies } from "./automatic-replies.ts";
import { type ClipboardAnswer, ClipboardGate } from "./clipboard-gate.ts";
import { forgetComposedText } from "./composed-text.ts";
import type { Size } from "./size.ts";
import { createEmulator, type Emulator, looks } from "./emulator.ts";
import { Feed, HIDE_CURSOR } from "./feed.ts";
import { type BarKey, keyBytes, withSticky } from "./key-bytes.ts";
import { keptText } from "./kept-text.ts";
import { openAddress } from "./links.ts";
import { cleanPaste, pasteQuestion, takePastes } from "./paste.ts";
import { sizeByPinch } from "./pinch.ts";
import { isProgramKey } from "./program-key.ts";
import { SizeKeeper } from "./size-keeper.ts";
import { takeSticky } from "./sticky-keys.ts";
import { firstState, type SurfaceState } from "./surface-state.ts";
import { scrollByTouch } from "./touch-scroll.ts";
import { type Drawing, drawWithGraphicsCard } from "./webgl.ts";

const FILLED = "size-full overflow-auto";
const LETTERBOX = `${FILLED} grid place-content-center-safe *:outline *:outline-line`;

/**
 * A terminal's screen outside React: xterm, its line to the server, and who decides its size. It keeps its scrollback
 * while no pane shows it, but listens to the server only while one does.
 */
export class Surface {
  readonly id: string;
  readonly state = createStore<SurfaceState>(firstState(Date.now()));
  readonly emulator: Emulator;
  /** Wants a word when the server refused what was typed. */
  onRefused: (error: unknown) => void = () => undefined;
  /** Wants to say something about what the program did. */
  onNotice: (words: string) => void = () => undefined;

  readonly #element = document.createElement("div");
  readonly #attachment: Attachment;
  readonly #size: SizeKeeper;
  readonly #clipboard: ClipboardGate;
  readonly #isReplying: () => boolean;
  readonly #feed: Feed;
  readonly #stop: (() => void)[] = [];
  readonly #focusListeners = new Set<() => void>();
  #hide: (() => void) | null = null;
  #drawing: Drawing | null = null;
  #opened = false;
  /** The pane for which it is decided how cells are drawn, and so how many fit. */
  #drawnFor: HTMLElement | null = null;

  /** `fresh`: the size the terminal was made with, when this page made it and nothing of it was shown yet. */
  constructor(id: string, deps: SurfaceDeps, fresh: Size | null) {
    this.id = id;
    this.#element.className = FILLED;
    this.#clipboard = new ClipboardGate(id, {
      acting: () => this.#feed.parsingLive && this.#size.driving,
      ask: (clipboardText) => this.#set({ clipboardText }),
      notice: (words) => this.onNotice(words),
    });
    this.emulator = createEmulator(preferences.get(), {
      open: (address, sure) => (sure ? openAddress(address) : this.#set({ linkQuestion: address })),
      hover: (hoverLink) => this.#set({ hoverLink }),
      clipboard: (write) => this.#clipboard.receive(write),
    });
    const { terminal } = this.emulator;
    if (fresh) terminal.resize(fresh.cols, fresh.rows);
    this.#feed = new Feed(terminal);
    this.#isReplying = watchReplies(terminal);
    this.#attachment = new Attachment({ id, fresh: fresh !== null, terminal, feed: this.#feed, deps, hooks: this.#hooks() });
    this.#size = new SizeKeeper({
      fitting: () => this.#fitting(),
      current: () => terminal,
      ready: () => this.state.get().connection === "live",
      resize: (size) => this.#attachment.resize(size),
      foreign: (foreignSize) => this.#letterbox(foreignSize),
    });
    terminal.onData((data) => this.#typed(data));
    terminal.onBinary((data) => this.#attachment.write(Uint8Array.from(data, (char) => char.charCodeAt(0))));
    terminal.attachCustomKeyEventHandler((event) => isProgramKey(event, () => void this.copy()));
    this.#stop.push(whenLooksChange(() => this.#restyle()));
  }

  /** Puts the screen into a pane and goes on listening. Returns the way to take it out again. */
  show(container: HTMLElement): () => void {
    this.#hide?.();
    container.append(this.#element);
    const { terminal } = this.emulator;
    if (!this.#opened) this.#open();
    const observer = new ResizeObserver(() => {
      this.#size.nudge();
      this.#fitRows();
    });
    observer.observe(container);
    const drawing = drawWithGraphicsCard(terminal, () => {
      this.#drawnFor = container;
      this.#size.nudge();
      this.#fitRows();
    });
    this.#drawing = drawing;
    this.#attachment.connect();
    const hide = (): void => {
      if (this.#hide !== hide) return;
      this.#hide = null;
      this.#drawnFor = null;
      observer.disconnect();
      this.#size.pause();
      this.#drawing = null;
      drawing.stop();
      this.#attachment.disconnect();
      this.#element.remove();
    };
    this.#hide = hide;
    return hide;
  }

  /** Whether a pane shows it. */
  get shown(): boolean {
    return this.#hide !== null;
  }

  dispose(): void {
    this.#hide?.();
    for (const stop of this.#stop) stop();
    this.emulator.terminal.dispose();
  }

  /** Attaches anew after a failure. */
  retry(): void {
    this.#set({ failure: null });
    this.#attachment.disconnect();
    if (this.shown) this.#attachment.connect();
  }

  focus(): void {
    this.emulator.terminal.focus();
  }

  /** Calls back when a person goes to this screen. Returns the way to stop. */
  whenFocused(listener: () => void): () => void {
    this.#focusListeners.add(listener);
    return () => this.#focusListeners.delete(listener);
  }

  /** Types a key of the key bar. */
  press(key: BarKey): void {
    const applicationCursor = this.emulator.terminal.modes.applicationCursorKeysMode;
    this.send(keyBytes(key, { ...takeSticky(this.state), applicationCursor }));
  }

  /** Types for the person. */
  send(text: string): void {
    this.emulator.terminal.scrollToBottom();
    this.#attachment.write(text);
  }

  /** Pastes, or asks first when that would run several lines. */
  paste(raw: string): void {
    const text = cleanPaste(raw);
    if (text === "" || this.state.get().ended) return;
    const knowsPastes = this.emulator.terminal.modes.bracketedPasteMode || preferences.get().pasteUnasked;
    const paste = pasteQuestion(text, knowsPastes);
    if (paste) this.#set({ paste });
    else this.emulator.terminal.paste(text);
  }

  answerPaste(yes: boolean): void {
    const { paste } = this.state.get();
    this.#set({ paste: null });
    if (yes && paste) this.emulator.terminal.paste(paste.text);
    this.focus();
  }

  answerLink(yes: boolean): void {
    const { linkQuestion } = this.state.get();
    this.#set({ linkQuestion: null });
    if (yes && linkQuestion) openAddress(linkQuestion);
  }

  answerClipboard(answer: ClipboardAnswer): void {
    this.#clipboard.answer(answer);
    this.focus();
  }

  /** Copies the selection. Answers whether there was one and it worked. */
  async copy(): Promise<boolean> {
    const selected = this.emulator.terminal.getSelection();
    return selected !== "" && copyText(selected);
  }

  /** Makes this view the one that decides the size. */
  takeControl(): void {
    this.#attachment.takeControl();
    this.focus();
  }

  /** Every line that is kept, as text. */
  text(): string {
    return keptText(this.emulator.terminal);
  }

  /** One past the last byte that was drawn. */
  get drawnUpTo(): number {
    return this.#attachment.drawnUpTo;
  }

  #set(change: Partial<SurfaceState>): void {
    this.state.update((current) => ({ ...current, ...change }));
  }

  #open(): void {
    this.#opened = true;
    const { terminal } = this.emulator;
    terminal.open(this.#element);
    terminal.textarea?.addEventListener("focus", () => {
      this.#drawing?.focus();
      for (const listener of this.#focusListeners) listener();
    });
    if (terminal.textarea) forgetComposedText(terminal.textarea);
    takePastes(this.#element, (text) => this.paste(text));
    this.#stop.push(
      scrollByTouch(terminal, this.#element),
      sizeByPinch(this.#element, {
        begin: () => preferences.get().fontSize,
        resize: (size) => prefer({ fontSize: clampFontSize(size) }),
      }),
    );
  }

  #typed(data: string): void {
    // The runner has answered the program, once and for all views; another answer would be typed into its prompt.
    if (this.#isReplying()) return;
    this.#attachment.write(withSticky(data, takeSticky(this.state)));
  }

  #fitting(): Size | null {
    const proposed = this.#drawnFor ? this.emulator.fit.proposeDimensions() : undefined;
    return proposed && Number.isFinite(proposed.cols) && Number.isFinite(proposed.rows) ? clampSize(proposed) : null;
  }

  #connected(connection: SurfaceState["connection"]): void {
    const live = connection === "live";
    this.#set({ connection, connectionSince: Date.now(), ...(live ? { failure: null, waitingInput: 0 } : {}) });
    if (live) this.#size.nudge();
  }

  /** An ended program cannot draw anew: its columns stay, and what is above the pane is scrolled to. */
  #fitRows(): void {
    const fitting = this.#fitting();
    const { terminal } = this.emulator;
    if (fitting && this.state.get().ended) terminal.resize(terminal.cols, fitting.rows);
  }

  /** A terminal of another view's size is shown as it is, in the middle or, where it does not fit, to be scrolled. */
  #letterbox(foreignSize: Size | null): void {
    this.#element.className = foreignSize ? LETTERBOX : FILLED;
    this.#set({ foreignSize });
  }

  #restyle(): void {
    Object.assign(this.emulator.terminal.options, looks(preferences.get()));
    this.#size.nudge();
  }

  #hooks(): ConstructorParameters<typeof Attachment>[0]["hooks"] {
    return {
      connected: (connection) => this.#connected(connection),
      failed: (failure) => this.#set({ failure }),
      waiting: (waitingInput) => {
        if (this.state.get().connection !== "live") this.#set({ waitingInput });
      },
      refused: (error) => this.onRefused(error),
      painted: () => {
        if (!this.state.get().painted) this.#set({ painted: true });
      },
      resized: () => this.#size.nudge(),
      loadingOlder: (loadingOlder) => this.#set({ loadingOlder }),
      audience: (audience) => {
        this.#set({ audience });
        this.#size.decides(audience.controller === audience.me);
      },
      ended: ({ status, exit }) => {
        this.emulator.terminal.options.disableStdin = true;
        this.#feed.write(HIDE_CURSOR, false);
        this.#set({ ended: { status, exit }, connection: "closed", foreignSize: null, audience: null });
        this.#fitRows();
      },
    };
  }
}
