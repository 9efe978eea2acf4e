import type { AttachEvent, AttachMode, LagMode } from "@pilothouse/contracts";
import { PilothouseError } from "../error.ts";
import type { Socket } from "../streams/socket.ts";
import { SteadySubscription, type StreamState, type SubscriptionCallbacks } from "../streams/steady-subscription.ts";
import { Acknowledger } from "./acknowledger.ts";
import { EventQueue } from "./event-queue.ts";
import { follow, type Position } from "./position.ts";

/** Holes in a row, without a good event between them, after which the server is not asked again. */
const HOLES_ALLOWED = 3;

export interface OutputOptions {
  readonly socket: Socket;
  readonly id: string;
  readonly viewerId: string;
  readonly mode: AttachMode;
  readonly lag: LagMode;
  readonly device: string;
  readonly from: { readonly epoch?: string | undefined; readonly offset: number } | undefined;
  onState(state: StreamState): void;
  /** It is settled which byte comes first. */
  onPlaced(): void;
  /** Nothing more will arrive, because the program has ended or for another reason. What has arrived can still be read. */
  onEnd(reason: "exit" | PilothouseError | null): void;
}

interface Arrival {
  readonly event: AttachEvent;
  readonly next: Position;
}

/** The output of a terminal from one place on: each byte once, in order, whatever happens to the connection. */
export class TerminalOutput {
  readonly #options: OutputOptions;
  readonly #queue = new EventQueue<Arrival>();
  readonly #acks: Acknowledger;
  readonly #stream: SteadySubscription<AttachEvent>;
  /** Behind the last event that arrived, and its id: where a new subscription goes on. */
  #arrived: Position | null;
  #lastEventId: string | null = null;
  #holes = 0;
  /** Behind the last event that was read. */
  #read: Position | null = null;

  constructor(options: OutputOptions) {
    const { socket, id, viewerId, from } = options;
    this.#options = options;
    this.#arrived = from ? { epoch: from.epoch, offset: from.offset } : null;
    this.#acks = new Acknowledger((offset) => socket.lane.send("terminals.ack", { id, viewerId, offset }));
    this.#stream = new SteadySubscription<AttachEvent>({
      socket,
      subscribe: (callbacks) => this.#subscribe(callbacks),
      onEvent: (eventId, event) => this.#arrive(eventId, event),
      onState: (state) => {
        if (state === "live") this.#acks.resumed();
        options.onState(state);
      },
      onEnd: (error) => this.#end(error),
    });
  }

  get position(): Position | null {
    return this.#read;
  }

  /** The next event. Asking for it says that the one before has been dealt with. */
  async next(): Promise<IteratorResult<AttachEvent, undefined>> {
    if (this.#read) this.#acks.taken(this.#read.offset);
    const result = await this.#queue.next();
    if (result.done) return result;
    this.#read = result.value.next;
    return { value: result.value.event, done: false };
  }

  /** Forgets what was not read yet. */
  close(): void {
    this.#queue.keep(() => false);
    this.#end(null);
  }

  #subscribe(callbacks: SubscriptionCallbacks<AttachEvent>): { unsubscribe(): void } {
    const { socket, id, viewerId, mode, lag, device } = this.#options;
    const { epoch, offset } = this.#arrived ?? {};
    const from = offset === undefined ? {} : { from: { offset, ...(epoch !== undefined && { epoch }) } };
    const input = { id, viewerId, mode, lag, device, lastEventId: this.#lastEventId, ...from };
    return socket.api.terminals.attach.subscribe(input, callbacks);
  }

  #arrive(eventId: string, event: AttachEvent): void {
    const step = follow(this.#arrived, event);
    if (step.type === "skip") return;
    if (step.type === "hole") return this.#askAgain(event);
    this.#holes = 0;
    this.#stream.accepted();
    if (this.#arrived === null) this.#options.onPlaced();
    this.#arrived = step.next;
    this.#lastEventId = eventId;
    // What is not read yet is in the screen.
    if (event.type === "snapshot") this.#queue.keep((waiting) => waiting.event.type === "state");
    this.#queue.put(step);
    if (event.type === "exit") this.#end("exit");
  }

  #askAgain(event: AttachEvent): void {
    this.#holes += 1;
    if (this.#holes <= HOLES_ALLOWED) return this.#stream.restart();
    const facts = { expected: this.#arrived?.offset ?? 0, received: event.offset };
    const message = `the server left out output: expected offset ${facts.expected}, received ${facts.received}`;
    this.#end(new PilothouseError({ kind: "internal", message, facts }));
  }

  #end(reason: "exit" | PilothouseError | null): void {
    this.#stream.stop();
    this.#acks.stop();
    this.#queue.end(reason === "exit" ? null : reason);
    this.#options.onEnd(reason);
  }
}
