import { z } from "zod";
import { Id } from "./ids.ts";

/**
 * `raw`: the bytes as they were printed. `text`: the lines that people read, without blank ones and repetitions. The
 * others are recordings that asciinema plays.
 */
export const ExportFormat = z.enum(["raw", "text", "asciicast-v2", "asciicast-v3"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportTerminal = z.object({ id: Id, format: ExportFormat.default("asciicast-v3") });
export type ExportTerminal = z.infer<typeof ExportTerminal>;
