import { createClient, type TerminalView } from "@pilothouse/sdk";
import { cpuOf, memoryOf, type TestServer } from "@pilothouse/testing";
import { measureEcho } from "../measure.ts";
import { attachLink } from "../attach-link.ts";
import { ownRow, type Row } from "../report.ts";
import { percentile } from "../statistics.ts";

const VIEWERS = 1_000;
/** A socket carries that many of them: a user may have no more than 50 sockets and 256 streams. */
const PER_USER = 200;
const WATCHED_MS = 10_000;
const MIB = 1024 * 1024;

/** A busy terminal with a thousand viewers: what they cost, and what another terminal feels of it. */
export async function viewers(server: TestServer, token: string): Promise<Row[]> {
  const { url } = server;
  await using opened = new AsyncDisposableStack();
  const client = opened.use(createClient({ url, token }));
  const { id } = await client.terminals.create({
    command: ["/bin/sh", "-c", "while sleep 0.05; do echo a line that a thousand people see; done"],
  });
  opened.defer(() => client.terminals.delete(id));
  const pids = [server.pid()];
  const before = memoryOf(pids);
  for (let made = 0; made < VIEWERS; made += PER_USER) {
    const audience = opened.use(createClient({ url, token }));
    await Promise.all(Array.from({ length: PER_USER }, () => firstEvent(audience.terminals.attach(id))));
  }
  const cpu = await cpuOf(pids, WATCHED_MS);
  const memory = (memoryOf(pids) - before) / VIEWERS;
  await using link = await attachLink({ url, token }, "printf R; exec cat", "bytes");
  const echo = await measureEcho(link, 200);
  return [
    ownRow(`${VIEWERS} viewers: server memory of one, MiB`, memory / MIB, "<= 1.5"),
    ownRow(`${VIEWERS} viewers at 20 lines a second: server CPU, % of a core`, cpu),
    ownRow(`${VIEWERS} viewers: echo of another terminal p95, ms`, percentile(echo, 0.95)),
  ];
}

/** Resolves with the first event; the rest is read on for as long as the view is open. */
async function firstEvent(view: TerminalView): Promise<void> {
  const first = Promise.withResolvers<void>();
  void (async () => {
    for await (const _ of view) first.resolve();
  })().catch(first.reject);
  await first.promise;
}
