import type {
  ApiToken,
  ChangePassword,
  CreateApiToken,
  CreateInvitation,
  CreatedApiToken,
  CreateUser,
  EndedTerminals,
  Invitation,
  ListLogins,
  Login,
  Me,
  PersonalLink,
  Preferences,
  RequestPasswordReset,
  ResetPassword,
  SetPreferences,
  UpdateProfile,
  UpdateUser,
  VerifyEmail,
  User,
  UserDetails,
} from "@pilothouse/contracts";
import type { Database } from "@pilothouse/db";
import { type Actor, type Clock, type Logger, newId } from "@pilothouse/platform";
import type { Kysely } from "kysely";
import { createAccessTokens } from "./access-tokens.ts";
import { CountedRefusals } from "./audit/counted-refusals.ts";
import { type Audit, openAudit } from "./audit/open-audit.ts";
import { rememberActive } from "./active-actors.ts";
import { askOnce, type KeyedCall } from "./ask-once.ts";
import { authenticate } from "./authenticate.ts";
import { changePassword } from "./change-password.ts";
import type { Client, Core, Joining } from "./core.ts";
import { createToken } from "./create-token.ts";
import { createUser } from "./create-user.ts";
import { deleteUser } from "./delete-user.ts";
import { endTerminalsOf } from "./end-terminals-of.ts";
import { acceptEntra } from "./entra/authenticate-entra.ts";
import type { EntraSettings } from "./entra/settings.ts";
import { ensureAdmin } from "./ensure-admin.ts";
import { getPreferences } from "./get-preferences.ts";
import { getUser } from "./get-user.ts";
import { createInvitation, listInvitations, revokeInvitation } from "./invitations.ts";
import { listLogins } from "./list-logins.ts";
import { listTokens } from "./list-tokens.ts";
import { listUsers } from "./list-users.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { me } from "./me.ts";
import { openPasskeys, type Passkeys } from "./passkeys/open-passkeys.ts";
import { createPasswordHasher } from "./password-hasher.ts";
import { createPost } from "./post.ts";
import { refresh } from "./refresh.ts";
import { register, verifyEmail } from "./register.ts";
import { createResetLink, requestPasswordReset, resetPassword } from "./reset-password.ts";
import { createRevocations, type RevokedListener } from "./revocations.ts";
import { revokeLogin } from "./revoke-login.ts";
import { revokeToken } from "./revoke-token.ts";
import { setPreferences } from "./set-preferences.ts";
import { DEFAULT_SETTINGS, type IdentitySettings } from "./settings.ts";
import { createSetupCode } from "./setup-code.ts";
import { issueSetupCode, setup, setupRequired } from "./setup.ts";
import type { SignedIn } from "./sign-in.ts";
import { openKeysFolder } from "./keys-folder.ts";
import { openSecondFactors, type SecondFactors } from "./second-factor/open-second-factor.ts";
import { openSigningKeys, type SigningKeys } from "./signing-keys/open-signing-keys.ts";
import { openKeyRing } from "./vault/key-ring.ts";
import { openTeams, type Teams } from "./teams/open-teams.ts";
import { createTeamChanges } from "./teams/team-changes.ts";
import { openVault, type Vault } from "./vault/open-vault.ts";
import { openSso, type SingleSignOn } from "./sso/open-sso.ts";
import type { SsoProviderSettings } from "./sso/provider.ts";
import { updateProfile } from "./update-profile.ts";
import { updateUser } from "./update-user.ts";

export interface IdentityDeps {
  readonly db: Kysely<Database>;
  /** The data dir; keys are in its `keys` folder. */
  readonly folder: string;
  /** Where the master keys are, in place of that folder. */
  readonly masterKeyFile?: string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly settings?: Partial<IdentitySettings>;
  /** Left out: administrators make accounts, and nothing is mailed. */
  readonly joining?: Joining;
  /** Where people can prove who they are beside here. */
  readonly sso?: readonly SsoProviderSettings[];
  /** Whose access tokens are taken beside ours; left out or `null`: nobody's. */
  readonly entra?: EntraSettings | null;
}

/** Users, logins and tokens. Each verb is documented where it is written. */
export interface Identity {
  readonly audit: Audit;
  readonly vault: Vault;
  readonly signingKeys: SigningKeys;
  readonly secondFactors: SecondFactors;
  readonly sso: SingleSignOn;
  readonly teams: Teams;
  readonly passkeys: Passkeys;
  setupRequired(): Promise<boolean>;
  issueSetupCode(): Promise<string>;
  setup(input: { code: string; email: string; name: string; password: string }, client: Client): Promise<SignedIn>;
  ensureAdmin(admin: { email: string; password: string }): Promise<void>;
  login(input: { email: string; password: string; code?: string | undefined }, client: Client): Promise<SignedIn>;
  refresh(refreshToken: string, client: Client): Promise<SignedIn>;
  logout(actor: Actor): Promise<void>;
  me(actor: Actor): Promise<Me>;
  updateProfile(actor: Actor, input: UpdateProfile): Promise<User>;
  changePassword(actor: Actor, input: ChangePassword, client: Client): Promise<void>;
  listLogins(actor: Actor, input: ListLogins): Promise<Login[]>;
  revokeLogin(actor: Actor, id: string): Promise<void>;
  authenticate(bearer: string, client?: Client): Promise<Actor | null>;
  isActive(actor: Actor): Promise<boolean>;
  /** Called at once when logins or tokens of a user end before their time. Returns the way to stop. */
  onRevoked(listener: RevokedListener): () => void;
  /** How accounts are made, and whether mail is sent, for who is not signed in. */
  readonly joining: Pick<Joining, "registration" | "mailer">;
  verifyEmail(input: VerifyEmail, client: Client): Promise<void>;
  register(input: { token: string; name: string; password: string }, client: Client): Promise<SignedIn>;
  requestPasswordReset(input: RequestPasswordReset, client: Client): Promise<void>;
  resetPassword(input: ResetPassword, client: Client): Promise<void>;
  createResetLink(actor: Actor, userId: string): Promise<PersonalLink>;
  createInvitation(actor: Actor, input: CreateInvitation): Promise<PersonalLink>;
  listInvitations(actor: Actor): Promise<Invitation[]>;
  revokeInvitation(actor: Actor, id: string): Promise<void>;
  askOnce<T>(call: KeyedCall<T> & { readonly actor: Actor }, run: () => Promise<T>): Promise<T>;
  listUsers(actor: Actor): Promise<User[]>;
  createUser(actor: Actor, input: CreateUser): Promise<User>;
  updateUser(actor: Actor, input: UpdateUser): Promise<User>;
  getUser(actor: Actor, id: string): Promise<UserDetails>;
  endTerminalsOf(actor: Actor, ending: { id: string; end: (userId: string) => Promise<number> }): Promise<EndedTerminals>;
  deleteUser(actor: Actor, deletion: { id: string; forget: (userId: string) => Promise<void> }): Promise<void>;
  listTokens(actor: Actor): Promise<ApiToken[]>;
  createToken(actor: Actor, input: CreateApiToken): Promise<CreatedApiToken>;
  revokeToken(actor: Actor, id: string): Promise<void>;
  getPreferences(actor: Actor): Promise<Preferences>;
  setPreferences(actor: Actor, input: SetPreferences): Promise<Preferences>;
}

const NO_JOINING: Joining = { registration: "off", mailer: null, urlOf: (path) => path };

/** Fault `unavailable` when a key cannot be used safely. */
export async function openIdentity(deps: IdentityDeps): Promise<Identity> {
  const { db, clock, log, folder } = deps;
  const settings = { ...DEFAULT_SETTINGS, ...deps.settings };
  const keysFolder = await openKeysFolder(folder);
  const ring = await openKeyRing({ db, folder, file: deps.masterKeyFile, log });
  const { signingKeyMs } = settings;
  const signingKeys = await openSigningKeys({ db, clock, log, ring, keysFolder, signingKeyMs });
  const revocations = createRevocations(log);
  const core: Core = {
    db,
    clock,
    log,
    passwords: await createPasswordHasher(settings),
    accessTokens: createAccessTokens(signingKeys),
    revocations,
    entra: acceptEntra({ db, clock, log, revocations }, deps.entra ?? null),
    setupCode: createSetupCode(),
    ring,
    joining: deps.joining ?? NO_JOINING,
    post: createPost(log),
    throttled: new CountedRefusals(),
    wrongCodes: new CountedRefusals(),
    run: newId(),
    teamChanges: createTeamChanges(),
  };
  return {
    vault: openVault(core),
    signingKeys,
    secondFactors: openSecondFactors(core),
    passkeys: openPasskeys(core),
    audit: await openAudit({ ...core, folder }),
    sso: openSso(core, deps.sso ?? []),
    teams: openTeams(core),
    setupRequired: () => setupRequired(core),
    issueSetupCode: () => issueSetupCode(core),
    setup: (input, client) => setup(core, input, client),
    ensureAdmin: (admin) => ensureAdmin(core, admin),
    login: (input, client) => login(core, input, client),
    refresh: (refreshToken, client) => refresh(core, refreshToken, client),
    logout: (actor) => logout(core, actor),
    me: (actor) => me(core, actor),
    updateProfile: (actor, input) => updateProfile(core, actor, input),
    changePassword: (actor, input, client) => changePassword(core, actor, { ...input, client }),
    listLogins: (actor, input) => listLogins(core, actor, input),
    revokeLogin: (actor, id) => revokeLogin(core, actor, id),
    authenticate: (bearer, client) => authenticate(core, bearer, client),
    isActive: rememberActive(core),
    onRevoked: (listener) => core.revocations.listen(listener),
    joining: core.joining,
    verifyEmail: (input, client) => verifyEmail(core, input, client),
    register: (input, client) => register(core, input, client),
    requestPasswordReset: (input, client) => requestPasswordReset(core, input, client),
    resetPassword: (input, client) => resetPassword(core, input, client),
    createResetLink: (actor, userId) => createResetLink(core, actor, userId),
    createInvitation: (actor, input) => createInvitation(core, actor, input),
    listInvitations: (actor) => listInvitations(core, actor),
    revokeInvitation: (actor, id) => revokeInvitation(core, actor, id),
    askOnce: (call, run) => askOnce(core, call, run),
    listUsers: (actor) => listUsers(core, actor),
    createUser: (actor, input) => createUser(core, actor, input),
    updateUser: (actor, input) => updateUser(core, actor, input),
    getUser: (actor, id) => getUser(core, actor, id),
    endTerminalsOf: (actor, ending) => endTerminalsOf(core, actor, ending),
    deleteUser: (actor, deletion) => deleteUser(core, actor, deletion),
    listTokens: (actor) => listTokens(core, actor),
    createToken: (actor, input) => createToken(core, actor, input),
    revokeToken: (actor, id) => revokeToken(core, actor, id),
    getPreferences: (actor) => getPreferences(core, actor),
    setPreferences: (actor, input) => setPreferences(core, actor, input),
  };
}
