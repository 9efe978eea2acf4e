import type { InputWriter } from "@pilothouse/contracts";

export interface WriterRecord extends InputWriter {
  readonly terminalId: string;
  readonly clientId: string;
  readonly at: number;
}

/** Which user writes to a terminal under which client id. */
export interface WriterStore {
  /** Adds the record unless there is one of this terminal and client; answers with the one that there is. */
  claimWriter(record: WriterRecord): Promise<WriterRecord>;
  writersOf(terminalId: string, clientIds: readonly string[]): Promise<WriterRecord[]>;
}
