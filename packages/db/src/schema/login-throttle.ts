/** Failed sign-ins, counted for each account and each address. */
export interface LoginThrottleTable {
  /** `account:<SHA-256 of the e-mail address>` or `address:<network>`. */
  key: string;
  failures: number;
  blockedUntil: number;
  /** From then on the row means nothing. */
  forgetAt: number;
}
