import { expect, test } from "vitest";
import { startModelStub } from "./model-stub.ts";

const tools = [{ name: "Bash" }];
const user = (content: unknown) => ({ role: "user", content });

async function ask(url: string, messages: readonly unknown[], stream = false): Promise<Response> {
  const body = JSON.stringify({ model: "stub-1", stream, messages, tools });
  return fetch(`${url}/v1/messages?beta=true`, { method: "POST", body });
}

test("a prompt's acts are done one in each turn, and then the model is done", async () => {
  await using stub = await startModelStub();
  const prompt = user([{ type: "text", text: "please run:[ls -l] and say:[all good]" }]);
  const result = user([{ type: "tool_result", tool_use_id: "toolu_stub000001", content: "total 0" }]);

  const first = await (await ask(stub.url, [prompt])).json();
  expect(first).toMatchObject({ stop_reason: "tool_use", content: [{ name: "Bash", input: { command: "ls -l" } }] });
  const second = await (await ask(stub.url, [prompt, result])).json();
  expect(second).toMatchObject({ stop_reason: "end_turn", content: [{ type: "text", text: "all good" }] });
  const third = await (await ask(stub.url, [prompt, result, result])).json();
  expect(third).toMatchObject({ content: [{ text: "Done." }] });
  expect(stub.requests.map(({ path }) => path)).toEqual(Array(3).fill("/v1/messages?beta=true"));
});

test("a streamed answer comes as the API's events, with the tokens that were asked for", async () => {
  await using stub = await startModelStub();
  const text = await (await ask(stub.url, [user("say:[two words] tokens:[77]")], true)).text();
  const types = text.match(/^event: .*$/gm);
  expect(types).toEqual([
    "event: message_start",
    "event: content_block_start",
    "event: content_block_delta",
    "event: content_block_delta",
    "event: content_block_stop",
    "event: message_delta",
    "event: message_stop",
  ]);
  expect(text).toContain('"output_tokens":77');
});

test("a rehearsed prompt stands for its directives", async () => {
  await using stub = await startModelStub({ "Why is it slow?": "say:[Because of the cache.]" });
  const answer = await (await ask(stub.url, [user("Why is it slow?")])).json();
  expect(answer).toMatchObject({ content: [{ text: "Because of the cache." }] });
});

test("fail:[429] answers as the API refuses", async () => {
  await using stub = await startModelStub();
  const response = await ask(stub.url, [user("fail:[429]")]);
  expect(response.status).toBe(429);
  expect(await response.json()).toMatchObject({ type: "error", error: { type: "rate_limit_error" } });
});
