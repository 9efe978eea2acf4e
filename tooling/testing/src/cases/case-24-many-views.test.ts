import { LIMITS } from "@pilothouse/contracts";
import { type Client, createClient, signIn, type TerminalView } from "@pilothouse/sdk";
import { expect, test } from "vitest";
import { startTestServer, type TestServer } from "../test-server.ts";
import { waitFor } from "../wait-for.ts";

const VIEWS = 100;
const CLIENTS = 10;
/** No client knocks more often than this while the server is away for some seconds. */
const MOST_KNOCKS = 60;
const DEADLINE_MS = 60_000;

/** What one view has received, which must come without a hole and only once. */
interface Seen {
  readonly view: TerminalView;
  text: string;
}

function look(client: Client, id: string): Seen {
  const seen: Seen = { view: client.terminals.attach(id, { from: { offset: 0 } }), text: "" };
  void (async () => {
    for await (const event of seen.view) {
      if (event.type !== "data") continue;
      if (event.offset !== seen.text.length) throw new Error(`byte ${event.offset} came after ${seen.text.length}`);
      seen.text += Buffer.from(event.bytes).toString("latin1");
    }
  })().catch((error: unknown) => {
    seen.text = String(error);
  });
  return seen;
}

/** Clients of the admin; `knocks` counts the sockets that each has opened. */
async function clientsOf(server: TestServer, count: number) {
  const { url } = server;
  const token = await signIn({ url, ...server.admin });
  return Array.from({ length: count }, () => {
    const knocks: number[] = [];
    class CountedSocket extends WebSocket {
      constructor(...args: ConstructorParameters<typeof WebSocket>) {
        super(...args);
        knocks.push(performance.now());
      }
    }
    return { client: createClient({ url, token, WebSocket: CountedSocket }), knocks };
  });
}

const all = (views: readonly Seen[], text: string) =>
  waitFor(() => views.every((seen) => seen.text === text), { what: `all views to have ${text}`, deadline: DEADLINE_MS }).catch(
    (error: unknown) => {
      const others = views.filter((seen) => seen.text !== text).map((seen) => seen.text);
      throw new Error(`${others.length} of ${views.length} views have ${others[0]}`, { cause: error });
    },
  );

test("case 24: a hundred views of one client, opened at once, all go on after the server was killed", async () => {
  await using server = await startTestServer();
  const [one] = await clientsOf(server, 1);
  if (!one) throw new Error("there is no client");
  using client = one.client;
  const { id } = await client.terminals.create({ command: ["sh", "-c", "stty -echo; echo on; exec cat"] });
  const views = Array.from({ length: VIEWS }, () => look(client, id));
  await all(views, "on\r\n");
  await server.kill9();
  await server.restart();
  const writer = client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  await writer.write("again\n");
  await all(views, "on\r\nagain\r\n");
  expect(one.knocks.length).toBeLessThan(MOST_KNOCKS);
}, 180_000);

test("case 24: more views than one may have open wait until others are closed", async () => {
  await using server = await startTestServer();
  const [one] = await clientsOf(server, 1);
  if (!one) throw new Error("there is no client");
  using client = one.client;
  const { id } = await client.terminals.create({ command: ["sh", "-c", "stty -echo; echo on; exec cat"] });
  const views = Array.from({ length: LIMITS.streamsPerUser + 8 }, () => look(client, id));
  const done = () => views.filter(({ text }) => text === "on\r\n");
  await waitFor(() => done().length === LIMITS.streamsPerUser, { what: "as many as may be", deadline: DEADLINE_MS });
  const waiting = views.filter((seen) => !done().includes(seen));
  expect(waiting.map(({ view }) => view.connection)).not.toContain("closed");
  done().forEach(({ view }) => view.close());
  await all(views, "on\r\n");
}, 180_000);

test("case 24: many clients come back to a server that was killed, each in its own time and without a storm", async () => {
  await using server = await startTestServer();
  const clients = await clientsOf(server, CLIENTS);
  const [first] = clients;
  if (!first) throw new Error("there is no client");
  const { id } = await first.client.terminals.create({ command: ["sh", "-c", "stty -echo; echo on; exec cat"] });
  const views = clients.map(({ client }) => look(client, id));
  await all(views, "on\r\n");
  await server.kill9();
  await server.restart();
  const writer = first.client.terminals.attach(id, { mode: "control", from: { offset: 0 } });
  await writer.write("again\n");
  await all(views, "on\r\nagain\r\n");

  const knocks = clients.map((one) => one.knocks);
  for (const times of knocks) expect(times.length).toBeLessThan(MOST_KNOCKS);
  // In step they would all wait equally long before their last try.
  const waits = knocks.map((times) => Math.round((times.at(-1) ?? 0) - (times.at(-2) ?? 0)));
  expect(new Set(waits).size).toBeGreaterThan(1);
  for (const { client } of clients) client.close();
}, 180_000);
