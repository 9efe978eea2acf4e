import { z } from "zod";
import { Id, Millis } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { Offset } from "./terminals.ts";

/** What is kept of what is typed: nothing but who, when and how much; the first line of each burst; all of it. */
export const InputAudit = z.enum(["off", "first-line", "full"]);
export type InputAudit = z.infer<typeof InputAudit>;

/** Who has written under one client id. */
export const InputWriter = z.object({
  userId: Id,
  /** What the user was called then. */
  name: z.string(),
  /** What the view was looked at with, if it was typed through one. */
  device: z.string(),
  via: z.enum(["login", "token"]),
});
export interface InputWriter extends z.infer<typeof InputWriter> {}

/** What one writer wrote without a pause. */
export const TerminalInput = z.object({
  /** 1, 2, 3 ... in the order in which the bursts began. */
  number: z.number().int().positive(),
  at: Millis,
  until: Millis,
  /** How much output there was when it began. */
  offset: Offset,
  bytes: z.number().int().nonnegative(),
  /** The terminal did not show what was typed, or it could not be told: its text is kept under no setting. */
  masked: z.boolean(),
  /** As the setting has it, with control characters spelled out; what is too long is cut. */
  text: z.string().nullable(),
  /** `null` when it is not known any more. */
  writer: InputWriter.nullable(),
});
export interface TerminalInput extends z.infer<typeof TerminalInput> {}

export const ListInputs = z.object({
  id: Id,
  /** From the page before; left out: the newest. */
  cursor: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(LIMITS.inputsPage).default(50),
});
export type ListInputs = z.input<typeof ListInputs>;

/** Newest first. */
export const InputsPage = z.object({
  inputs: z.array(TerminalInput),
  /** Asks for what is older; `null`: nothing is. */
  cursor: z.number().int().positive().nullable(),
});
export interface InputsPage extends z.infer<typeof InputsPage> {}
