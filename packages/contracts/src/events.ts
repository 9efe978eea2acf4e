import { z } from "zod";
import { Budget } from "./analytics.ts";
import { Conversation } from "./conversations.ts";
import { Id, Millis } from "./ids.ts";
import { TerminalsEvent } from "./terminals.ts";

/** What can be listened to. */
export const EventChannel = z.enum(["terminals", "conversations", "projects", "files", "system"]);
export type EventChannel = z.infer<typeof EventChannel>;

export const SubscribeEvents = z.object({
  channels: z.array(EventChannel).min(1),
  lastEventId: z.string().max(100).nullish(),
});
export type SubscribeEvents = z.input<typeof SubscribeEvents>;

/** Something that happened to what the subscriber may see. */
export const ChannelEvent = z.discriminatedUnion("type", [
  /** What happened since the last event is not known any more, as at the beginning: read anew what is shown. */
  z.object({ channel: EventChannel, type: z.literal("refresh") }),
  z.object({ channel: z.literal("terminals"), type: z.literal("terminals"), event: TerminalsEvent }),
  z.object({ channel: z.literal("conversations"), type: z.literal("conversation"), conversation: Conversation }),
  z.object({ channel: z.literal("projects"), type: z.literal("project"), id: Id }),
  /** A transcript was written to. */
  z.object({ channel: z.literal("files"), type: z.literal("file"), conversationId: Id, bytes: z.number().int(), at: Millis }),
  z.object({ channel: z.literal("system"), type: z.literal("indexing"), bytes: z.number().int(), readBytes: z.number().int() }),
  z.object({ channel: z.literal("system"), type: z.literal("budget"), budget: Budget }),
]);
export type ChannelEvent = z.infer<typeof ChannelEvent>;
