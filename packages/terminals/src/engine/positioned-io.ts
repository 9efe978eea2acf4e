import { type FileHandle, open } from "node:fs/promises";

/** Writes the views one behind the other, the first at `position`. */
export async function writeAll(file: FileHandle, views: readonly Uint8Array[], position: number): Promise<void> {
  let rest = [...views];
  for (let at = position; rest.length > 0;) {
    const { bytesWritten } = await file.writev(rest, at);
    at += bytesWritten;
    rest = behind(rest, bytesWritten);
  }
}

/** What is left of `views` after their first `count` bytes. */
function behind(views: readonly Uint8Array[], count: number): Uint8Array[] {
  let skip = count;
  return views.flatMap((view) => {
    const taken = Math.min(skip, view.length);
    skip -= taken;
    return taken === view.length ? [] : [view.subarray(taken)];
  });
}

/** Fills `into` with what the file has from `position` on; says how much that was. */
export async function readAt(path: string, into: Uint8Array, position: number): Promise<number> {
  await using file = await open(path);
  let length = 0;
  while (length < into.length) {
    const { bytesRead } = await file.read(into, length, into.length - length, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}
