import type { SeenFile } from "../watch/walk.ts";
import type { IndexChange, IndexedRoot } from "./messages.ts";

export interface IndexStep extends IndexChange {
  /** Bytes that were read. */
  readonly bytes: number;
  /** Whether the file has more to read. */
  readonly more: boolean;
}

/** What the files are read into. */
export interface FileIndex {
  /** Takes a root in, or gives what is there of it to another owner. Answers with the files that are known of it. */
  open(root: IndexedRoot): readonly string[];
  /** Reads some of what is new in a file. What has changed may be told with a later reading, when others can see it, too. */
  read(root: IndexedRoot, file: SeenFile): IndexStep;
  /** The file is not there any more. */
  miss(path: string): IndexChange;
  /** Upkeep for when there is nothing to do. What was not told yet is told. */
  rest(): IndexChange;
  close(): void;
}
