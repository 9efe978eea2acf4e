import { objectOf, objectsOf, textOf } from "../../lines/fields.ts";
import { isObject, type JsonObject } from "../../lines/parse-line.ts";
import type { BlockFact, ToolResultFact } from "../facts.ts";

/** The parts of a message's `content`: a text, or a list of blocks. */
export function readBlocks(content: unknown, result: (block: JsonObject) => ToolResultFact | null): BlockFact[] {
  if (typeof content === "string") return content === "" ? [] : [{ kind: "text", text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown): BlockFact[] => {
    return [isObject(block) ? readBlock(block, result) : { kind: "other", type: typeof block }];
  });
}

function readBlock(block: JsonObject, resultOf: (block: JsonObject) => ToolResultFact | null): BlockFact {
  const type = textOf(block["type"]) ?? "untyped";
  switch (type) {
    case "text":
      return { kind: "text", text: textOf(block["text"]) ?? "" };
    case "thinking":
      return { kind: "thinking", text: textOf(block["thinking"]) ?? "" };
    case "redacted_thinking":
      return { kind: "thinking", text: "" };
    case "tool_use":
    case "server_tool_use": {
      const id = textOf(block["id"]);
      return id === null
        ? { kind: "other", type }
        : {
            kind: "call",
            call: { id, name: textOf(block["name"]) ?? "", input: block["input"], remote: type === "server_tool_use" },
          };
    }
    case "tool_result": {
      const result = resultOf(block);
      return result ? { kind: "result", result } : { kind: "other", type };
    }
    case "image":
    case "document":
      return mediaOf(objectOf(block["source"]));
    default:
      return readRemoteResult(type, block) ?? { kind: "other", type };
  }
}

/** What a tool gave that the maker of the model ran itself: `advisor_tool_result`, `web_search_tool_result` ... */
function readRemoteResult(type: string, block: JsonObject): BlockFact | null {
  const callId = type.endsWith("_tool_result") ? textOf(block["tool_use_id"]) : null;
  if (callId === null) return null;
  const content = objectOf(block["content"]);
  const outcome = content?.["error_code"] === undefined ? "ok" : "failed";
  return { kind: "result", result: { callId, outcome, text: textOf(content?.["text"]) ?? resultText(block["content"]) } };
}

/** Four characters of base64 are three bytes. */
function mediaOf(source: JsonObject | null): BlockFact {
  const data = textOf(source?.["data"]) ?? "";
  const padding = data.endsWith("==") ? 2 : data.endsWith("=") ? 1 : 0;
  return {
    kind: "media",
    mediaType: textOf(source?.["media_type"]) ?? "application/octet-stream",
    bytes: Math.floor((data.length * 3) / 4) - padding,
  };
}

/** What can be read of a tool's result. */
export function resultText(content: unknown): string {
  if (typeof content === "string") return content;
  return objectsOf(content)
    .flatMap((block) => textOf(block["text"]) ?? [])
    .join("\n");
}
