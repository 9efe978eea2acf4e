import { z } from "zod";
import { Id, Millis } from "./ids.ts";

const Count = z.number().int().nonnegative();

/** One open socket of somebody who has said who they are. */
export const Connection = z.object({
  id: Id,
  /** `null`: of somebody who came by a share link. */
  userId: Id.nullable(),
  via: z.enum(["login", "token", "entra", "share"]),
  address: z.string(),
  userAgent: z.string(),
  since: Millis,
  /** Bytes that were sent to it and that its kernel has not taken yet. */
  waitingBytes: Count,
});
export interface Connection extends z.infer<typeof Connection> {}

export const ConnectionsStatus = z.object({
  sockets: Count,
  /** Different people who have one. */
  users: Count,
  /** Of those who came by share links. */
  guests: Count,
  waitingBytes: Count,
});
export interface ConnectionsStatus extends z.infer<typeof ConnectionsStatus> {}
