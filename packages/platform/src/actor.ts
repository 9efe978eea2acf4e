import type { Role } from "@pilothouse/contracts";

/** Who is asking, established once for each call or socket. */
export interface Actor {
  readonly userId: string;
  readonly role: Role;
  readonly via: { readonly kind: "login"; readonly loginId: string } | { readonly kind: "token"; readonly tokenId: string };
  /** When this proof of identity ends, in milliseconds since 1970; `null`: not by itself. */
  readonly expiresAt: number | null;
}

/** Somebody without an account who came by a share link, and may look at its terminal and do nothing else. */
export interface Guest {
  readonly shareId: string;
  /** When the link ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}
