import { countOf, listOf, objectOf, objectsOf, textOf, timeOf } from "../../lines/fields.ts";
import { isObject, type JsonObject, parseLine } from "../../lines/parse-line.ts";
import type { BlockFact, EntryFact, LineFacts, RequestFact } from "../facts.ts";

/**
 * Reads a conversation of the Gemini CLI: one JSON document, or in newer versions lines that add to it, change it
 * (`$set`) and take back (`$rewindTo`). Both are read whole, because what was there may be gone.
 */
export function readGeminiFile(bytes: Buffer): LineFacts[] {
  const { head, messages } = readMessages(bytes);
  const sessionId = textOf(head["sessionId"]);
  return messages.map((message) => ({
    sessionId,
    at: timeOf(message["timestamp"]),
    cwd: null,
    branch: null,
    version: null,
    entry: entryOf(message),
    replayed: false,
    requests: requestsOf(message, sessionId ?? ""),
    session: null,
    unknown: KINDS.has(textOf(message["type"]) ?? "") ? [] : [textOf(message["type"]) ?? "untyped"],
  }));
}

interface Document {
  readonly head: JsonObject;
  readonly messages: readonly JsonObject[];
}

function readMessages(bytes: Buffer): Document {
  const whole = parseLine(bytes);
  if (whole.kind === "object" && Array.isArray(whole.objects[0]["messages"]))
    return { head: whole.objects[0], messages: objectsOf(whole.objects[0]["messages"]) };
  return readChanges(bytes);
}

function readChanges(bytes: Buffer): Document {
  let head: JsonObject = {};
  const messages = new Map<string, JsonObject>();
  for (const text of bytes.toString("utf8").split("\n")) {
    for (const change of objectsIn(text)) {
      const rewind = textOf(change["$rewindTo"]);
      const set = objectOf(change["$set"]);
      const id = textOf(change["id"]);
      if (rewind !== null) dropFrom(messages, rewind);
      else if (set) head = { ...head, ...set };
      else if (id === null) head = { ...head, ...change };
      else messages.set(id, { ...messages.get(id), ...change });
    }
  }
  return { head, messages: [...messages.values()] };
}

function objectsIn(text: string): readonly JsonObject[] {
  const line = parseLine(Buffer.from(text));
  return line.kind === "blank" ? [] : line.objects;
}

/** That message is the first one that goes, as in the CLI itself; nothing goes when it is not there. */
function dropFrom(messages: Map<string, JsonObject>, first: string): void {
  if (!messages.has(first)) return;
  const ids = [...messages.keys()];
  for (const id of ids.slice(ids.indexOf(first))) messages.delete(id);
}

const KINDS: ReadonlyMap<string, EntryFact["kind"]> = new Map([
  ["user", "prompt"],
  ["gemini", "answer"],
  ["info", "system"],
  ["warning", "system"],
  ["error", "error"],
]);

function entryOf(message: JsonObject): EntryFact {
  const type = textOf(message["type"]) ?? "untyped";
  return {
    kind: KINDS.get(type) ?? "other",
    type,
    uuid: textOf(message["id"]),
    parentUuid: null,
    logicalParentUuid: null,
    sidechain: false,
    agentId: null,
    stopReason: null,
    blocks: [...thoughtsOf(message), ...textsOf(message["content"]), ...objectsOf(message["toolCalls"]).flatMap(callOf)],
    model: textOf(message["model"]),
    turnMs: null,
  };
}

function thoughtsOf(message: JsonObject): BlockFact[] {
  return objectsOf(message["thoughts"]).map((thought) => {
    const text = [textOf(thought["subject"]), textOf(thought["description"])].filter((part) => part !== null).join("\n");
    return { kind: "thinking", text };
  });
}

function textsOf(content: unknown): BlockFact[] {
  const whole = textOf(content);
  if (whole !== null) return [{ kind: "text", text: whole }];
  return listOf(content).flatMap((part): BlockFact[] => {
    const text = textOf(isObject(part) ? part["text"] : part);
    return text === null ? [] : [{ kind: "text", text }];
  });
}

/** A call and, when it is over, its result. */
function callOf(call: JsonObject): BlockFact[] {
  const id = textOf(call["id"]);
  if (id === null) return [{ kind: "other", type: "toolCall" }];
  const made: BlockFact = { kind: "call", call: { id, name: textOf(call["name"]) ?? "", input: call["args"], remote: false } };
  const status = textOf(call["status"]);
  if (status === null || status === "executing" || status === "scheduled") return [made];
  const outcome = status === "success" ? "ok" : status === "cancelled" ? "refused" : "failed";
  return [made, { kind: "result", result: { callId: id, outcome, text: resultText(call) } }];
}

function resultText(call: JsonObject): string {
  const shown = textOf(call["resultDisplay"]);
  if (shown !== null) return shown;
  return objectsOf(call["result"])
    .flatMap((part) => {
      const response = objectOf(objectOf(part["functionResponse"])?.["response"]);
      return textOf(response?.["output"]) ?? textOf(response?.["error"]) ?? [];
    })
    .join("\n");
}

/** Its counts of the prompt include what came from the cache; thinking is counted apart and paid like an answer. */
function requestsOf(message: JsonObject, sessionId: string): RequestFact[] {
  const counts = objectOf(message["tokens"]);
  const id = textOf(message["id"]);
  if (!counts || id === null) return [];
  const prompt = countOf(counts["input"]) + countOf(counts["tool"]);
  const cached = Math.min(countOf(counts["cached"]), prompt);
  const tokens = {
    input: prompt - cached,
    output: countOf(counts["output"]) + countOf(counts["thoughts"]),
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheRead: cached,
  };
  const model = textOf(message["model"]) ?? "unknown";
  const place = { total: null, webSearches: 0, serviceTier: null, region: null, fast: false, extra: false };
  return [{ key: `${sessionId} ${id}`, kind: "own", model, tokens, ...place }];
}
