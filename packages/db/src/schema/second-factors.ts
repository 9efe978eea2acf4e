/** Codes that a device makes, one for each user at most. */
export interface SecondFactorsTable {
  userId: string;
  /** Changes with every new one, and is what the secret is sealed for. */
  id: string;
  /** The secret of the codes. */
  sealed: string;
  createdAt: number;
  /** Since when it is asked for; `null` until its first code came. */
  confirmedAt: number | null;
  /** The step of the last code that was taken: neither it nor one before is taken again. */
  lastStep: number;
}

/** Codes for who has lost that device. Each works once and is gone then. */
export interface RecoveryCodesTable {
  userId: string;
  codeHash: string;
}
