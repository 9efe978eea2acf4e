import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";

const Keyframe = z.object({
  epoch: z.string(),
  cursor: z.object({ offset: z.number().int().nonnegative(), events: z.number().int().nonnegative() }),
  cols: z.number().int().positive(),
  rows: z.number().int().positive(),
  screen: z.string(),
  /** The terminal is over, and this is what it looks like for good. */
  final: z.boolean(),
});
/** A drawn screen and where in the output it belongs. */
export interface Keyframe extends z.infer<typeof Keyframe> {}

/** `null` when what is there is no drawing of this epoch. */
export async function readKeyframe(path: string, epoch: string): Promise<Keyframe | null> {
  const parsed = Keyframe.safeParse(JSON.parse(await readFile(path, "utf8")));
  return parsed.success && parsed.data.epoch === epoch ? parsed.data : null;
}

export async function writeKeyframe(path: string, frame: Keyframe): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(frame), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
