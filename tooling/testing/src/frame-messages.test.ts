import { once } from "node:events";
import { LIMITS } from "@pilothouse/contracts";
import { socketEncoder, wire } from "@pilothouse/contracts/wire";
import { expect, test } from "vitest";
import { z } from "zod";
import { startTestServer, type TestServer } from "./test-server.ts";

/** What a call is refused with that is one too many in its minute: it was looked at, as those before it were. */
const TooMany = z.object({
  error: z.object({ json: z.object({ data: z.object({ fault: z.object({ kind: z.literal("quota") }) }) }) }),
});

/** Asks so many questions in one frame; answers with how many were answered, and how many of these were refused unseen. */
async function askAtOnce(server: TestServer, count: number) {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/trpc`);
  socket.binaryType = "arraybuffer";
  await once(socket, "open");
  const answers = { answered: 0, refused: 0 };
  const all = new Promise<void>((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      answers.answered += 1;
      const message: unknown = socketEncoder.decode(data);
      const failed = typeof message === "object" && message !== null && "error" in message;
      if (failed && !TooMany.safeParse(message).success) answers.refused += 1;
      if (answers.answered === count) resolve();
    });
  });
  const params = { path: "health.check", input: wire.serialize(undefined) };
  const questions = Array.from({ length: count }, (_, at) => ({ id: at + 1, method: "query", params }));
  socket.send(socketEncoder.encode(questions));
  await all;
  socket.close();
  return answers;
}

test("as many messages as one frame may have are answered, and of one with more each is refused", async () => {
  await using server = await startTestServer();
  const most = LIMITS.socketFrameMessages;
  expect(await askAtOnce(server, most)).toEqual({ answered: most, refused: 0 });
  expect(await askAtOnce(server, most + 1)).toEqual({ answered: most + 1, refused: most + 1 });
}, 60_000);
