import type {
  CreateTerminal,
  ExportFormat,
  HistoryPage,
  HistoryQuery,
  Scrollback,
  ScrollbackQuery,
  InputsPage,
  ListInputs,
  ListTerminals,
  RecordedScreen,
  ReplayPage,
  ReplayQuery,
  ResumeTerminal,
  ScreenAtQuery,
  SearchPage,
  SearchTerminals,
  Terminal,
  TerminalSignal,
  TerminalsEvent,
  TimelinePage,
  TimelineQuery,
} from "@pilothouse/contracts";
import { AttachedView } from "../attach/attached-view.ts";
import type { AttachOptions, TerminalView } from "../attach/terminal-view.ts";
import type { Caller } from "../calls/caller.ts";
import type { CallOptions, CreateOptions } from "../options.ts";
import type { Socket } from "../streams/socket.ts";
import { watch } from "../streams/watch.ts";
import { type Shares, sharesResource } from "./shares.ts";

export interface Terminals {
  readonly shares: Shares;
  /** Starts a program in a new terminal; without a `command`, the runner's shell. */
  create(input?: CreateTerminal, options?: CreateOptions): Promise<Terminal>;
  /** One's own terminals and those of one's teams, newest first. */
  list(filter?: ListTerminals, options?: CallOptions): Promise<Terminal[]>;
  get(id: string, options?: CallOptions): Promise<Terminal>;
  /** Watches a terminal, and controls it with `mode: "control"`. Connects at once; a terminal that is not there fails the loop. */
  attach(id: string, options?: AttachOptions): TerminalView;
  /** Sets the size in cells. */
  resize(id: string, size: { readonly cols: number; readonly rows: number }, options?: CallOptions): Promise<void>;
  /** Sends a signal to what runs in the foreground. */
  signal(id: string, signal: TerminalSignal, options?: CallOptions): Promise<void>;
  rename(id: string, title: string, options?: CallOptions): Promise<Terminal>;
  /** To a team that one is in, or with `null` back to whoever made it; for who made it and for maintainers of its team. */
  move(id: string, teamId: string | null, options?: CallOptions): Promise<Terminal>;
  /** Ends the program and all it started; resolves when it is over. The output stays. */
  close(id: string, options?: CallOptions): Promise<Terminal>;
  /** Closes it if need be, and forgets its output. */
  delete(id: string, options?: CallOptions): Promise<void>;
  /**
   * Goes on with the agent's conversation of a terminal that is over (`terminal.resume`), in a new terminal. It gets the API keys
   * of the first one only if the caller made that; whoever else is in its team hands theirs over in `env`.
   */
  resume(id: string, more?: Omit<ResumeTerminal, "id">, options?: CallOptions): Promise<Terminal>;
  /** Kept output that ends at `before`, in pages of bytes: for reading backwards. */
  history(id: string, page?: Omit<HistoryQuery, "id">, options?: CallOptions): Promise<HistoryPage>;
  /** The screen as of now with many more lines above it than a view's first snapshot has; colours and all. One call at a time. */
  scrollback(id: string, page?: Omit<ScrollbackQuery, "id">, options?: CallOptions): Promise<Scrollback>;
  /** Lines of one's terminals that have all the words of a query, with their places; page by page. */
  search(input: SearchTerminals, options?: CallOptions): Promise<SearchPage>;
  /** All that is kept of its output up to now, as the bytes of a file; read as fast as the loop takes it. */
  export(id: string, format: ExportFormat, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** Its idle time and its age, for which it may be closed, count from now on. */
  keep(id: string, options?: CallOptions): Promise<Terminal>;
  /** Who wrote to it, when and how much, newest first. */
  inputs(id: string, page?: Omit<ListInputs, "id">, options?: CallOptions): Promise<InputsPage>;
  /** The events in its recording and the gaps in its output, and from when to when it goes; page by page. */
  timeline(id: string, page?: Omit<TimelineQuery, "id">, options?: CallOptions): Promise<TimelinePage>;
  /** What it looked like at an offset or a time, or at the first place behind it that is kept. */
  screenAt(id: string, place: ScreenAtQuery["place"], options?: CallOptions): Promise<RecordedScreen>;
  /** What was printed and what happened behind a place of its recording, and when; page by page. */
  replay(id: string, page: Omit<ReplayQuery, "id">, options?: CallOptions): Promise<ReplayPage>;
  /** All of one's terminals first, and again after a lost connection; then each change. */
  watch(options?: CallOptions): AsyncIterable<TerminalsEvent>;
}

export function terminalsResource(caller: Caller, socket: Socket): Terminals {
  return {
    shares: sharesResource(caller),
    create: (input = {}, options) => caller.mutation((api, call) => api.terminals.create.mutate(input, call), options),
    list: (filter, options) => caller.query((api, call) => api.terminals.list.query(filter, call), options),
    get: (id, options) => caller.query((api, call) => api.terminals.get.query({ id }, call), options),
    attach: (id, options = {}) => new AttachedView(socket, id, options),
    resize: (id, { cols, rows }, options) =>
      caller.mutation((api, call) => api.terminals.resize.mutate({ id, cols, rows }, call), options),
    signal: (id, signal, options) => caller.mutation((api, call) => api.terminals.signal.mutate({ id, signal }, call), options),
    rename: (id, title, options) => caller.mutation((api, call) => api.terminals.rename.mutate({ id, title }, call), options),
    move: (id, teamId, options) => caller.mutation((api, call) => api.terminals.move.mutate({ id, teamId }, call), options),
    close: (id, options) => caller.mutation((api, call) => api.terminals.close.mutate({ id }, call), options),
    delete: (id, options) => caller.mutation((api, call) => api.terminals.delete.mutate({ id }, call), options),
    resume: (id, more, options) => caller.mutation((api, call) => api.terminals.resume.mutate({ ...more, id }, call), options),
    history: (id, page, options) => caller.query((api, call) => api.terminals.history.query({ ...page, id }, call), options),
    scrollback: (id, page, options) =>
      caller.query((api, call) => api.terminals.scrollback.query({ ...page, id }, call), options),
    search: (input, options) => caller.query((api, call) => api.terminals.search.query(input, call), options),
    export: (id, format, options) => caller.download(`api/terminals/${encodeURIComponent(id)}/export?format=${format}`, options),
    keep: (id, options) => caller.mutation((api, call) => api.terminals.keep.mutate({ id }, call), options),
    inputs: (id, page, options) => caller.query((api, call) => api.terminals.inputs.query({ ...page, id }, call), options),
    timeline: (id, page, options) => caller.query((api, call) => api.terminals.timeline.query({ ...page, id }, call), options),
    screenAt: (id, place, options) => caller.query((api, call) => api.terminals.screenAt.query({ id, place }, call), options),
    replay: (id, page, options) => caller.query((api, call) => api.terminals.replay.query({ ...page, id }, call), options),
    watch: (options) =>
      watch<TerminalsEvent>({
        ...options,
        socket,
        subscribe: (callbacks) => socket.api.terminals.watch.subscribe(undefined, callbacks),
        replaces: (next, waiting) => next.type === "all" || aboutTheSame(next, waiting),
      }),
  };
}

function aboutTheSame(next: TerminalsEvent, waiting: TerminalsEvent): boolean {
  const id = idOf(waiting);
  return id !== null && id === idOf(next);
}

function idOf(event: TerminalsEvent): string | null {
  if (event.type === "changed") return event.terminal.id;
  return event.type === "removed" ? event.id : null;
}
