import { type Actor, type Guest, newId } from "@pilothouse/platform";
import type { OpenTerminals } from "../open.ts";
import type { NumberedEvent } from "../pieces.ts";
import { collect, command, viewer } from "../test-open.ts";

export const HERE = "192.0.2.1";

/** A terminal that prints `before`, waits for a line, prints what it read and ends. */
export async function talking({ terminals, ada }: { terminals: OpenTerminals; ada: Actor }) {
  const terminal = await terminals.create(ada, {
    command: command("stty -echo; echo before; while read line; do echo $line; done"),
  });
  const { id } = terminal;
  await collect({ terminals, who: ada, input: { ...viewer(), id, from: { offset: 0 } } }, (text) => text.includes("before\r\n"));
  const clientId = newId();
  let seq = 0;
  const say = (text: string) =>
    terminals.write(ada, { id, clientId, seq: (seq += 1), data: new TextEncoder().encode(`${text}\n`) });
  return { id, say };
}

export async function guestOf({ terminals }: { terminals: OpenTerminals }, token: string): Promise<Guest> {
  const { ticket } = await terminals.shares.open(token, HERE);
  const guest = terminals.shares.guestOf(ticket);
  if (!guest) throw new Error("the ticket opens nothing");
  return guest;
}

/** What a guest is sent until `needle` has come. */
export async function look(view: AsyncIterable<NumberedEvent>, needle: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const { event } of view) {
    if (event.type === "snapshot") text += event.screen;
    if (event.type === "data") text += decoder.decode(event.bytes);
    if (text.includes(needle)) break;
  }
  return text;
}

export const eyes = () => ({ viewerId: newId(), mode: "view" as const });
