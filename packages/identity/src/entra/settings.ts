import type { TokenScope } from "@pilothouse/contracts";
import type { AccountPolicy } from "../sso/provider.ts";

/** What one delegated permission of a token (`scp`) stands for here. */
export interface GrantedScope {
  readonly permission: string;
  readonly scope: TokenScope;
}

/** The tenant of Microsoft Entra ID whose access tokens are taken. */
export interface EntraSettings {
  /** `https://login.microsoftonline.com`, or that of a national cloud. */
  readonly authority: URL;
  /** Its id, a GUID in lower case. */
  readonly tenant: string;
  /** Whom its tokens are for: the client id, the App ID URI. */
  readonly audiences: readonly string[];
  readonly scopes: readonly GrantedScope[];
  readonly policy: AccountPolicy;
}
