import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { Email, LIMITS, Password, Registration } from "@pilothouse/contracts";
import type { EntraSettings, SsoProviderSettings } from "@pilothouse/identity";
import { LOG_LEVELS, type LogLevel } from "@pilothouse/platform";
import type { TerminalPolicy } from "@pilothouse/terminals";
import { z } from "zod";
import { BadSetting } from "./bad-setting.ts";
import { BACKUP_SETTINGS, type BackupPolicy, backupPolicy } from "./backup-settings.ts";
import { isEntraSetting, readEntra } from "./entra-settings.ts";
import { isLoopback } from "./loopback.ts";
import type { MailSettings } from "./mail.ts";
import { withSecretFiles } from "./secret-files.ts";
import { isSsoSetting, readSso } from "./sso-settings.ts";
import { TRANSCRIPT_SETTINGS, type TranscriptFolder, transcriptFolders } from "./transcript-settings.ts";
import { TERMINAL_SETTINGS, terminalPolicy } from "./terminal-settings.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Everything the server can be told from outside. The README's table is this schema in words. */
const Environment = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(7070),
    HOST: z.string().min(1).default("127.0.0.1"),
    PILOTHOUSE_DATA_DIR: z.string().min(1).optional(),
    PILOTHOUSE_ADMIN_EMAIL: Email.optional(),
    PILOTHOUSE_ADMIN_PASSWORD: Password.optional(),
    PILOTHOUSE_MASTER_KEY_FILE: z.string().min(1).optional(),
    PILOTHOUSE_SIGNING_KEY_DAYS: z.coerce
      .number()
      .int()
      .min(1)
      .max(365)
      .default(LIMITS.signingKeyMs / DAY_MS),
    PILOTHOUSE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    PILOTHOUSE_TRUSTED_PROXIES: z
      .string()
      .transform((list) => list.split(",").map((entry) => entry.trim()))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])))
      .optional(),
    PILOTHOUSE_TLS_CERT: z.string().min(1).optional(),
    PILOTHOUSE_TLS_KEY: z.string().min(1).optional(),
    PILOTHOUSE_REGISTRATION: Registration.default("off"),
    PILOTHOUSE_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    PILOTHOUSE_MAIL_FROM: z.string().min(3).max(300).optional(),
    PILOTHOUSE_TERMINALS_PER_USER: z.coerce.number().int().min(1).max(10_000).default(LIMITS.liveTerminalsPerUser),
    PILOTHOUSE_TERMINAL_KEPT_BYTES: z.coerce
      .number()
      .int()
      .min(LIMITS.hotRingBytes)
      .max(2 ** 40)
      .default(LIMITS.keptBytesPerTerminal),
    PILOTHOUSE_PING_SECONDS: z.coerce
      .number()
      .int()
      .min(1)
      .max(600)
      .default(LIMITS.pingMs / 1_000),
    PILOTHOUSE_PUSH_SERVICES: z
      .string()
      .transform((list) => list.split(",").map((entry) => entry.trim()))
      .pipe(z.array(z.url({ protocol: /^https$/ }).transform((url) => new URL(url).origin)))
      .default([]),
    PILOTHOUSE_RUNNER_BUILD: z.string().max(100).optional(),
    PILOTHOUSE_RUNNER_USER: z.string().min(1).max(100).optional(),
    ...TERMINAL_SETTINGS,
    ...BACKUP_SETTINGS,
    ...TRANSCRIPT_SETTINGS,
    LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  })
  .refine((env) => (env.PILOTHOUSE_ADMIN_EMAIL === undefined) === (env.PILOTHOUSE_ADMIN_PASSWORD === undefined), {
    path: ["PILOTHOUSE_ADMIN_EMAIL"],
    message: "set it together with PILOTHOUSE_ADMIN_PASSWORD",
  })
  .refine((env) => (env.PILOTHOUSE_TLS_CERT === undefined) === (env.PILOTHOUSE_TLS_KEY === undefined), {
    path: ["PILOTHOUSE_TLS_CERT"],
    message: "set it together with PILOTHOUSE_TLS_KEY",
  })
  .refine((env) => (env.PILOTHOUSE_SMTP_URL === undefined) === (env.PILOTHOUSE_MAIL_FROM === undefined), {
    path: ["PILOTHOUSE_MAIL_FROM"],
    message: "set it together with PILOTHOUSE_SMTP_URL",
  })
  .refine((env) => env.PILOTHOUSE_REGISTRATION !== "open" || env.PILOTHOUSE_SMTP_URL !== undefined, {
    path: ["PILOTHOUSE_REGISTRATION"],
    message: "open needs PILOTHOUSE_SMTP_URL: addresses are proven by mail",
  });

/** Read by the CLI or set in terminals, so not a mistake in the server's environment. */
const NOT_OURS = new Set(["PILOTHOUSE_URL", "PILOTHOUSE_TOKEN", "PILOTHOUSE_TERMINAL_ID"]);

/** Where the certificate, with those that lead to it, and its key are, as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly admin: { readonly email: string; readonly password: string } | null;
  /** Where the keys are that seal what is in the database; `undefined`: in the data folder. */
  readonly masterKeyFile: string | undefined;
  /** A key of access tokens signs for so long. */
  readonly signingKeyMs: number;
  /** The address people use when it is another one than loopback. */
  readonly publicUrl: URL | null;
  /** What the server speaks TLS with by itself; `null` when it does not. */
  readonly tls: TlsFiles | null;
  readonly trustedProxies: readonly string[];
  readonly registration: Registration;
  /** `null`: no mail is sent. */
  readonly mail: MailSettings | null;
  readonly terminalsPerUser: number;
  readonly terminalKeptBytes: number;
  /** Milliseconds of silence on a socket until it is pinged. */
  readonly pingMs: number;
  /** Origins of push services that are called although they are not on the open internet. */
  readonly pushServices: readonly string[];
  /** Instead of the digest of the runner's sources. */
  readonly runnerBuild: string | undefined;
  /** Whom programs in terminals run as: a name, a user id or `uid:gid`. */
  readonly runnerUser: string | undefined;
  readonly terminalPolicy: TerminalPolicy;
  readonly backupPolicy: BackupPolicy;
  /** Where agents write down what they do. */
  readonly transcriptFolders: readonly TranscriptFolder[];
  /** Where people can prove who they are beside here. */
  readonly sso: readonly SsoProviderSettings[];
  /** Whose access tokens are taken beside ours. */
  readonly entra: EntraSettings | null;
  readonly logLevel: LogLevel;
}

/** An empty value counts as unset, as in `PORT= npm start`. */
export function readConfig(source: Readonly<Record<string, string | undefined>>): Config {
  const given = withSecretFiles(
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== "")),
  );
  const unknown = Object.keys(given).find(
    (name) =>
      name.startsWith("PILOTHOUSE_") &&
      !(name in Environment.shape) &&
      !isSsoSetting(name) &&
      !isEntraSetting(name) &&
      !NOT_OURS.has(name),
  );
  if (unknown) throw new BadSetting(`${unknown}: there is no setting of this name; the README lists them all`);
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadSetting(`${issue?.path[0]?.toString() ?? "environment"}: ${issue?.message ?? "is malformed"}`);
  }
  const env = parsed.data;
  const config: Config = {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.PILOTHOUSE_DATA_DIR ? resolve(env.PILOTHOUSE_DATA_DIR) : defaultDataDir(given),
    admin:
      env.PILOTHOUSE_ADMIN_EMAIL && env.PILOTHOUSE_ADMIN_PASSWORD
        ? { email: env.PILOTHOUSE_ADMIN_EMAIL, password: env.PILOTHOUSE_ADMIN_PASSWORD }
        : null,
    masterKeyFile: env.PILOTHOUSE_MASTER_KEY_FILE && resolve(env.PILOTHOUSE_MASTER_KEY_FILE),
    signingKeyMs: env.PILOTHOUSE_SIGNING_KEY_DAYS * DAY_MS,
    publicUrl: env.PILOTHOUSE_PUBLIC_URL ? new URL(env.PILOTHOUSE_PUBLIC_URL) : null,
    tls:
      env.PILOTHOUSE_TLS_CERT && env.PILOTHOUSE_TLS_KEY
        ? { cert: resolve(env.PILOTHOUSE_TLS_CERT), key: resolve(env.PILOTHOUSE_TLS_KEY) }
        : null,
    trustedProxies: env.PILOTHOUSE_TRUSTED_PROXIES ?? [],
    registration: env.PILOTHOUSE_REGISTRATION,
    mail:
      env.PILOTHOUSE_SMTP_URL && env.PILOTHOUSE_MAIL_FROM
        ? { url: env.PILOTHOUSE_SMTP_URL, from: env.PILOTHOUSE_MAIL_FROM }
        : null,
    terminalsPerUser: env.PILOTHOUSE_TERMINALS_PER_USER,
    terminalKeptBytes: env.PILOTHOUSE_TERMINAL_KEPT_BYTES,
    pingMs: env.PILOTHOUSE_PING_SECONDS * 1_000,
    pushServices: env.PILOTHOUSE_PUSH_SERVICES,
    runnerBuild: env.PILOTHOUSE_RUNNER_BUILD,
    runnerUser: env.PILOTHOUSE_RUNNER_USER,
    terminalPolicy: terminalPolicy(env),
    backupPolicy: backupPolicy(env),
    transcriptFolders: transcriptFolders(env, given),
    sso: readSso(given),
    entra: readEntra(given),
    logLevel: env.LOG_LEVEL,
  };
  refuseOpenDoor(config);
  return config;
}

/** `$XDG_DATA_HOME/pilothouse`, or `~/.local/share/pilothouse` (XDG Base Directory Specification 0.8). */
function defaultDataDir(env: Readonly<Record<string, string | undefined>>): string {
  const base = env["XDG_DATA_HOME"];
  return join(base && isAbsolute(base) ? base : join(homedir(), ".local", "share"), "pilothouse");
}

/** Whoever reaches the port unencrypted can take a session, and with it a shell. */
function refuseOpenDoor({ host, publicUrl, tls, trustedProxies }: Config): void {
  if (tls && publicUrl && publicUrl.protocol !== "https:") {
    throw new BadSetting("PILOTHOUSE_PUBLIC_URL: with PILOTHOUSE_TLS_CERT it begins with https://");
  }
  if (isLoopback(host) || (publicUrl?.protocol === "https:" && (tls !== null || trustedProxies.length > 0))) return;
  throw new BadSetting(
    `HOST: ${host} is reachable from other machines without TLS; keep 127.0.0.1, or name the address people use with PILOTHOUSE_PUBLIC_URL=https://... and either declare a TLS proxy in front with PILOTHOUSE_TRUSTED_PROXIES=... or set PILOTHOUSE_TLS_CERT and PILOTHOUSE_TLS_KEY`,
  );
}
