import type { AuditFinding, AuditVerification } from "@pilothouse/contracts";

export interface Verdict {
  readonly whole: boolean;
  readonly title: string;
  readonly words: string;
  /** The entry to look at; `null` when there is none. */
  readonly entry: number | null;
}

const TITLES: Readonly<Record<AuditFinding, string>> = {
  gap: "An entry is missing",
  changed: "An entry was changed",
  checkpoint: "An entry is not the one that was signed",
  truncated: "The end of the log is missing",
  signature: "A signed end of the log cannot be trusted",
};

/** What a verification found, for people. */
export function verdictOf({ verified, bad, signed, newKeyAt }: AuditVerification): Verdict {
  const before = `Everything up to entry ${verified.toLocaleString()} is as it was written.`;
  if (bad) {
    const entry = bad.finding === "changed" || bad.finding === "checkpoint" ? bad.seq : null;
    const where = `Entry ${bad.seq.toLocaleString()}: ${bad.message}. `;
    return { whole: false, title: TITLES[bad.finding], words: `${where}${verified > 0 ? before : ""}`.trim(), entry };
  }
  const words = `${before} ${signedWords(verified, signed)}${keyWords(newKeyAt)}`;
  return { whole: true, title: "The audit log is whole", words, entry: null };
}

function keyWords(newKeyAt: number | null): string {
  if (newKeyAt === null) return "";
  return ` The key that signs was lost before entry ${newKeyAt.toLocaleString()}: no signature vouches for what is older.`;
}

function signedWords(verified: number, signed: number | null): string {
  if (signed === null) return "Its end was not signed yet: that happens every minute.";
  if (signed >= verified) return "Its end is signed.";
  return `It is signed up to entry ${signed.toLocaleString()}; what is newer is signed within a minute.`;
}
