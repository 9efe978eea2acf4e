import type { Block, Message } from "@pilothouse/sdk";
import { plain } from "../output.ts";

const WIDTH = 160;

/** A message as lines of text, in which nothing steers a terminal. What was said is there whole, calls and results in a line. */
export function messageLines({ kind, thread, at, blocks, copied }: Message): string[] {
  if (copied) return [];
  const lines = blocks.flatMap(blockLines);
  if (lines.length === 0) return [];
  const time = at === null ? "" : `  ${new Date(at).toISOString().slice(0, 19)}Z`;
  return [`${kind}${thread === null ? "" : `  in ${plain(thread)}`}${time}`, ...lines.map((line) => `  ${line}`), ""];
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case "text":
      return block.text.trimEnd().split(/\r?\n/).map(plain);
    case "thinking":
      return block.text.trim() === "" ? [] : [`(thinking) ${short(block.text)}`];
    case "call":
      return [`-> ${plain(block.name)} ${short(block.text)}`];
    case "result":
      return [`<- ${block.outcome === "ok" ? "" : `${block.outcome}: `}${short(block.text)}`.trimEnd()];
    case "media":
      return [`[${plain(block.mediaType)}, ${block.bytes} bytes]`];
    case "other":
    default:
      return [`[${plain(block.type)}]`];
  }
}

/** In one line. */
function short(text: string): string {
  const line = plain(
    text
      .slice(0, WIDTH * 4)
      .replaceAll(/\s+/g, " ")
      .trim(),
  );
  return line.length > WIDTH ? `${line.slice(0, WIDTH)}...` : line;
}
