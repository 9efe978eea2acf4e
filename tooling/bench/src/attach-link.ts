import { createClient, signIn } from "@pilothouse/sdk";
import { createInbox, type Link } from "./link.ts";

export interface Account {
  readonly email: string;
  readonly password: string;
}

/** A shell script in a terminal of Pilothouse, reached with the SDK. */
export async function attachLink(url: string, account: Account, script: string): Promise<Link> {
  const client = createClient({ url, token: await signIn({ url, ...account }) });
  const { id } = await client.terminals.create({ command: ["/bin/sh", "-c", script], cols: 80, rows: 24 });
  const view = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  const { push, listen } = createInbox();
  const reading = (async () => {
    for await (const event of view) {
      if (event.type === "data") push(event.bytes);
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
