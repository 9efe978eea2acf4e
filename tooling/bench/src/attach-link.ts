import { createClient } from "@pilothouse/sdk";
import { createInbox, type Link } from "./link.ts";

/** A shell script in a terminal of Pilothouse, reached with the SDK. */
export async function attachLink(
  { url, token }: { readonly url: string; readonly token: string },
  script: string,
  lag: "bytes" | "screen",
): Promise<Link> {
  const client = createClient({ url, token });
  const { id } = await client.terminals.create({ command: ["/bin/sh", "-c", script], cols: 80, rows: 24 });
  const view = client.terminals.attach(id, { mode: "control", lag, ...(lag === "bytes" && { from: { offset: 0 } }) });
  const { push, listen } = createInbox();
  const reading = (async () => {
    for await (const event of view) {
      if (event.type === "data") push(event.bytes);
      if (event.type === "snapshot") push(new TextEncoder().encode(event.screen));
      if (event.type === "gap")
        throw new Error(`lost the bytes from ${event.from} to ${event.to}: what is measured is no whole output`);
    }
  })();
  return {
    write: (data) => void view.write(data),
    listen,
    [Symbol.asyncDispose]: async () => {
      view.close();
      await reading;
      await client.terminals.delete(id);
      client.close();
    },
  };
}
