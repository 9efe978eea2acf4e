import type { Client, ExportFormat } from "@pilothouse/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedIn } from "./signed-in.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const MEMBER = { email: "bob@example.org", password: "another long one", name: "Bob" };
const FORMATS = ["raw", "text", "asciicast-v2", "asciicast-v3"] as const;
const LINES = 20_000;

let server: TestServer;
let ada: Client;
let bob: Client;

beforeAll(async () => {
  server = await startTestServer();
  ada = await signedIn(server);
  await ada.users.create(MEMBER);
  bob = await signedIn(server, MEMBER);
}, 60_000);

afterAll(async () => {
  for (const one of [ada, bob]) one?.close();
  await server?.[Symbol.asyncDispose]();
});

async function ended(script: string): Promise<string> {
  const { id } = await ada.terminals.create({ command: ["bash", "-c", script], cols: 80, rows: 24 });
  for await (const event of ada.terminals.attach(id, { from: { offset: 0 } })) if (event.type === "exit") break;
  return id;
}

async function exported(id: string, format: ExportFormat, client = ada): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of client.terminals.export(id, format)) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}

test("a whole recording comes in every format", async () => {
  const id = await ended(`printf '\\001\\377\\033[31mred\\033[m\\n'; seq ${LINES}`);
  const numbers = Array.from({ length: LINES }, (_, at) => at + 1);
  const raw = `\x01\xff\x1b[31mred\x1b[m\r\n${numbers.map((each) => `${each}\r\n`).join("")}`;
  expect((await exported(id, "raw")) === raw, "raw").toBe(true);
  const text = Buffer.from(await exported(id, "text"), "latin1").toString();
  // The screen shows nothing for the byte that is no UTF-8.
  expect(text.slice(0, 6)).toBe("red\n1\n");
  expect(text === `red\n${numbers.map((each) => `${each}\n`).join("")}`, "text").toBe(true);
  for (const version of [2, 3] as const) {
    const cast = Buffer.from(await exported(id, `asciicast-v${version}`), "latin1").toString();
    const [header, ...events] = cast
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(header).toMatchObject({ version });
    const output = events.filter((event) => event[1] === "o").map((event) => event[2]);
    expect(output.join("") === raw.replace("\xff", "\ufffd"), `version ${version}`).toBe(true);
  }
}, 60_000);

test("who stops early leaves nothing open, and may ask again", async () => {
  const id = await ended(`seq ${LINES}`);
  for await (const piece of ada.terminals.export(id, "raw")) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  expect((await exported(id, "raw")).length).toBeGreaterThan(LINES);
  expect(server.logs()).not.toContain("request failed");
});

test("a running terminal's recording ends where it is now", async () => {
  const { id } = await ada.terminals.create({ command: ["bash", "-c", "echo ready; sleep 1000"] });
  for await (const event of ada.terminals.attach(id, { from: { offset: 0 } })) if (event.type === "data") break;
  expect(await exported(id, "text")).toBe("ready\n");
  await ada.terminals.close(id);
});

test("to a stranger it does not exist, and without a sign-in there is none", async () => {
  const id = await ended("echo hers");
  for (const format of FORMATS) {
    for (const foreign of [id, crypto.randomUUID()]) {
      await expect(exported(foreign, format, bob)).rejects.toMatchObject({
        kind: "not_found",
        message: `there is no terminal ${foreign}`,
      });
    }
    const signedOut = await fetch(`${server.url}/api/terminals/${id}/export?format=${format}`);
    expect(signedOut.status).toBe(401);
    expect(await signedOut.text()).not.toContain("hers");
  }
});

test("a file has a name and a kind, and a format that there is not is refused", async () => {
  const id = await ended("echo hers");
  const { secret } = await ada.tokens.create({ name: "exports" });
  const ask = (query: string) =>
    fetch(`${server.url}/api/terminals/${id}/export${query}`, { headers: { authorization: `Bearer ${secret}` } });
  const file = await ask("");
  expect(file.headers.get("content-disposition")).toBe(`attachment; filename="terminal-${id}.cast"`);
  expect(JSON.parse((await file.text()).split("\n")[0] ?? "")).toMatchObject({ version: 3 });
  const wrong = await ask("?format=gif");
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ fault: { kind: "invalid", message: expect.stringContaining("asciicast-v2") } });
});
