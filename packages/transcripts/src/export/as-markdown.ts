import type { Block, Message } from "@pilothouse/contracts";
import type { Exported } from "./exported.ts";
import { factsOf, headingOf } from "./headings.ts";

/** What was said as it was written, which is Markdown mostly; everything else in fences that nothing in it ends. */
export async function* asMarkdown({ conversation, messages }: Exported): AsyncGenerator<string> {
  yield `# ${inLine(conversation.title)}\n\n`;
  yield factsOf(conversation)
    .map(([name, fact]) => `- ${name}: ${inCode(fact)}\n`)
    .join("");
  for await (const message of messages) yield messageOf(message);
}

function messageOf(message: Message): string {
  const blocks = message.blocks.map(blockOf).filter((text) => text !== "");
  return blocks.length === 0 ? "" : `\n## ${inLine(headingOf(message))}\n\n${blocks.join("\n\n")}\n`;
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.text.trimEnd();
    case "thinking":
      return block.text.trim() === "" ? "" : `Thinking:\n\n${fenced(block.text)}`;
    case "call":
      return `Calls ${inCode(block.name)}:\n\n${fenced(block.text)}`;
    case "result":
      return `${block.outcome === "ok" ? "Answered" : `Answered (${block.outcome})`}:\n\n${fenced(block.text)}`;
    case "media":
      return `(${inCode(block.mediaType)}, ${block.bytes} bytes)`;
    case "other":
    default:
      return `(${inCode(block.type)})`;
  }
}

function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text.trimEnd()}\n${fence}`;
}

function inCode(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  return `${fence} ${text.replaceAll(/\s+/g, " ")} ${fence}`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

function inLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_[\]<>#]/g, "\\$&");
}
