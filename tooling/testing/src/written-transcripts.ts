import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes a short conversation of Claude Code, about `topic`, into a folder of projects. */
export async function writeTranscript(folder: string, topic: string): Promise<void> {
  const sessionId = crypto.randomUUID();
  const [asked, answered] = [crypto.randomUUID(), crypto.randomUUID()];
  const envelope = { sessionId, cwd: `/projects/${topic}`, timestamp: "2026-11-02T10:00:00.000Z", version: "2.1.237" };
  const usage = { input_tokens: 10, output_tokens: 20, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  const answer = {
    id: `msg_${topic}`,
    type: "message",
    role: "assistant",
    model: "claude-opus-5",
    content: [{ type: "text", text: `The answer about ${topic}.` }],
    stop_reason: "end_turn",
    usage,
  };
  const lines = [
    { ...envelope, uuid: asked, parentUuid: null, type: "user", message: { role: "user", content: `A question about ${topic}` } },
    { ...envelope, uuid: answered, parentUuid: asked, type: "assistant", requestId: `req_${topic}`, message: answer },
  ];
  const project = join(folder, `-projects-${topic}`);
  await mkdir(project, { recursive: true });
  await writeFile(join(project, `${sessionId}.jsonl`), `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
}
