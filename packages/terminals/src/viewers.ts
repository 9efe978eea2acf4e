import type { LagMode, TerminalViewer } from "@pilothouse/contracts";
import { Fault } from "@pilothouse/platform";
import type { TerminalLimits } from "./deps.ts";
import { KeysFirst } from "./keys-first.ts";
import { Room } from "./room.ts";
import { SharedScreens } from "./shared-screens.ts";
import { type Viewer, ViewerWindow } from "./viewer-window.ts";

type ViewerLimits = Pick<
  TerminalLimits,
  "viewerWindowBytes" | "freshScreenMs" | "viewersNamed" | "typingMs" | "floodPieceBytes" | "floodPauseMs"
>;

/** Every viewer that is being served now, by terminal and by the id it chose. */
export class Viewers {
  /** What they begin with. Not a room's, which may go and come again while one is drawn. */
  readonly screens = new SharedScreens();
  readonly keys: KeysFirst;
  readonly #limits: ViewerLimits;
  readonly #rooms = new Map<string, Room>();

  constructor(limits: ViewerLimits) {
    this.#limits = limits;
    this.keys = new KeysFirst(limits);
  }

  /** A viewer that comes back under its id replaces itself: the link it had before ends. */
  open(terminalId: string, viewer: TerminalViewer, lag: LagMode): { readonly viewer: Viewer; readonly room: Room } {
    const room = this.#rooms.get(terminalId) ?? new Room(this.#limits.viewersNamed);
    const window: ViewerWindow = new ViewerWindow(this.#limits.viewerWindowBytes, lag, () => {
      room.leave(viewer.viewerId, window);
      if (room.empty && this.#rooms.get(terminalId) === room) this.#rooms.delete(terminalId);
    });
    room.enter(viewer, window);
    this.#rooms.set(terminalId, room);
    return { viewer: window, room };
  }

  /** The viewer took everything before `offset`. A viewer that is gone is no error: acks may come late. */
  ack(terminalId: string, viewerId: string, offset: number): void {
    this.#rooms.get(terminalId)?.window(viewerId)?.ack(offset);
  }

  /** Something is typed through a view, which controls the terminal from now on. Fault `forbidden` if it only looks. */
  act(terminalId: string, viewerId: string | undefined): void {
    if (viewerId !== undefined) this.#rooms.get(terminalId)?.act(viewerId);
  }

  /** How many of its viewers came as this user, or by this share link. */
  countOf(terminalId: string, userId: string): number {
    return this.#rooms.get(terminalId)?.countOf(userId) ?? 0;
  }

  /** What a view is looked at with; empty when that is not known. */
  deviceOf(terminalId: string, viewerId: string | undefined): string {
    return (viewerId !== undefined && this.#rooms.get(terminalId)?.viewer(viewerId)?.device) || "";
  }

  /** Fault `conflict` for a view that is not there, `forbidden` for one that only looks. */
  takeControl(terminalId: string, viewerId: string): void {
    const room = this.#rooms.get(terminalId);
    if (!room?.window(viewerId)) throw new Fault("conflict", "this view is not attached; attach it first");
    room.act(viewerId);
  }

  /** Only the size of the view in control counts. Fault `forbidden` for another one. */
  mustDecideSize(terminalId: string, viewerId: string): void {
    const controller = this.#rooms.get(terminalId)?.controller ?? null;
    const seated = this.#rooms.get(terminalId)?.window(viewerId) !== undefined;
    if (controller === viewerId || (controller === null && !seated)) return;
    throw new Fault("forbidden", "another view decides the size, or this one only looks; take control first");
  }

  /** Whoever typed this wants to see what comes of it: what it is still behind when that must be there is left out. */
  interrupted(terminalId: string, viewerId: string | undefined): void {
    if (viewerId === undefined) return;
    this.#rooms.get(terminalId)?.window(viewerId)?.interrupted(this.#limits.freshScreenMs);
  }
}
