import { createHash } from "node:crypto";
import type { TranscriptRoot } from "../deps.ts";

/** The id of a folder of transcripts: a UUID (version 8) of what it is, so that it has the same one wherever nothing is known of it. */
export function rootId({ agent, path }: TranscriptRoot): string {
  const digest = createHash("sha256").update(`${agent} ${path}`).digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
