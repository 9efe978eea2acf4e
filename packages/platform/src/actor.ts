import { Role, TokenScope } from "@pilothouse/contracts";

/** Where one call comes from, and what the log calls it. */
export interface CallOrigin {
  readonly address: string;
  readonly requestId: string;
}

/** Who is asking, established once for each call or socket. */
export interface Actor {
  readonly userId: string;
  readonly role: Role;
  readonly via:
    | { readonly kind: "login"; readonly loginId: string }
    | { readonly kind: "token"; readonly tokenId: string; readonly scope: TokenScope }
    /** An access token of Microsoft Entra ID, which has a scope like an API token. */
    | { readonly kind: "entra"; readonly identityId: string; readonly scope: TokenScope };
  /** When this proof of identity ends, in milliseconds since 1970; `null`: not by itself. */
  readonly expiresAt: number | null;
  /** The call that is being answered; left out between calls. */
  readonly origin?: CallOrigin;
}

/** Somebody without an account who came by a share link, and may look at its terminal and do nothing else. */
export interface Guest {
  readonly shareId: string;
  /** When the link ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Whether a role includes what the other one may do. */
export function includes(role: Role, least: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(least);
}

/** Whether this proof of identity stands for so much of what its user may do; a login stands for all of it. */
export function covers({ via }: Pick<Actor, "via">, scope: TokenScope): boolean {
  return via.kind === "login" || TokenScope.options.indexOf(via.scope) >= TokenScope.options.indexOf(scope);
}
