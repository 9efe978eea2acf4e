/** One row for each client that has written to a terminal. */
export interface TerminalWritersTable {
  terminalId: string;
  clientId: string;
  userId: string;
  /** What the user was called then. */
  name: string;
  device: string;
  via: "login" | "token";
  at: number;
}
