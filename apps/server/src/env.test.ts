import { expect, test } from "vitest";
import { BadSetting } from "./bad-setting.ts";
import { readConfig } from "./env.ts";

const refusalOf = (source: Record<string, string>) => {
  try {
    readConfig(source);
  } catch (error) {
    if (error instanceof BadSetting) return error.message;
    throw error;
  }
  return null;
};

test("an empty environment gives the documented defaults", () => {
  const config = readConfig({ XDG_DATA_HOME: "/data" });
  expect(config).toMatchObject({
    port: 7070,
    host: "127.0.0.1",
    dataDir: "/data/pilothouse",
    admin: null,
    logLevel: "info",
    terminalsPerUser: 20,
    pushServices: [],
  });
});

test("an empty value counts as unset", () => {
  expect(readConfig({ PORT: "", LOG_LEVEL: "" }).port).toBe(7070);
});

test.each([
  ["PORT", { PORT: "eighty" }],
  ["PORT", { PORT: "65536" }],
  ["PORT", { PORT: "-1" }],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ["PILOTHOUSE_ADMIN_EMAIL", { PILOTHOUSE_ADMIN_EMAIL: "ada@example.org" }],
  ["PILOTHOUSE_ADMIN_EMAIL", { PILOTHOUSE_ADMIN_EMAIL: "ada", PILOTHOUSE_ADMIN_PASSWORD: "long enough" }],
  ["PILOTHOUSE_ADMIN_PASSWORD", { PILOTHOUSE_ADMIN_EMAIL: "ada@example.org", PILOTHOUSE_ADMIN_PASSWORD: "short" }],
  ["PILOTHOUSE_REGISTRATION", { PILOTHOUSE_REGISTRATION: "maybe" }],
  ["PILOTHOUSE_REGISTRATION", { PILOTHOUSE_REGISTRATION: "open" }],
  ["PILOTHOUSE_SMTP_URL", { PILOTHOUSE_SMTP_URL: "mail.example.org" }],
  ["PILOTHOUSE_MAIL_FROM", { PILOTHOUSE_SMTP_URL: "smtp://mail.example.org" }],
  ["PILOTHOUSE_PUBLIC_URL", { PILOTHOUSE_PUBLIC_URL: "pilothouse.example.org" }],
  ["PILOTHOUSE_TRUSTED_PROXIES", { PILOTHOUSE_TRUSTED_PROXIES: "10.0.0.0/33" }],
  ["PILOTHOUSE_TLS_CERT", { PILOTHOUSE_TLS_CERT: "/cert.pem" }],
  ["PILOTHOUSE_TLS_CERT", { PILOTHOUSE_TLS_KEY: "/key.pem" }],
  ["PILOTHOUSE_PUSH_SERVICES", { PILOTHOUSE_PUSH_SERVICES: "http://push.home.arpa" }],
  ["PILOTHOUSE_TERMINALS_PER_USER", { PILOTHOUSE_TERMINALS_PER_USER: "0" }],
  ["PILOTHOUSE_TERMINAL_KEPT_BYTES", { PILOTHOUSE_TERMINAL_KEPT_BYTES: "1" }],
  ["PILOTHOUSE_RETENTION_DAYS", { PILOTHOUSE_RETENTION_DAYS: "0" }],
  ["PILOTHOUSE_RETENTION_TOTAL_BYTES", { PILOTHOUSE_RETENTION_TOTAL_BYTES: "1" }],
  ["PILOTHOUSE_RETENTION_ENDED_TERMINALS", { PILOTHOUSE_RETENTION_ENDED_TERMINALS: "0" }],
  ["PILOTHOUSE_BACKUP_HOURS", { PILOTHOUSE_BACKUP_HOURS: "-1" }],
  ["PILOTHOUSE_BACKUP_KEEP", { PILOTHOUSE_BACKUP_KEEP: "0" }],
  ["PILOTHOUSE_DATADIR", { PILOTHOUSE_DATADIR: "/data" }],
])("a bad %s is refused in one line that names it", (name, source) => {
  const refusal = refusalOf(source);
  expect(refusal).toMatch(new RegExp(`^${name}: .+`));
  expect(refusal).not.toContain("\n");
});

test("a refusal never repeats the password", () => {
  expect(refusalOf({ PILOTHOUSE_ADMIN_EMAIL: "a@b.co", PILOTHOUSE_ADMIN_PASSWORD: "canary" })).not.toContain("canary");
});

test("what other parts of Pilothouse read is no mistake", () => {
  expect(refusalOf({ PILOTHOUSE_URL: "http://x", PILOTHOUSE_TOKEN: "t", PILOTHOUSE_TERMINAL_ID: "i" })).toBeNull();
});

test("S15: an address that other machines reach needs TLS, its own or that of a declared proxy", () => {
  for (const HOST of ["0.0.0.0", "::", "192.168.1.4", "pilothouse.lan"]) expect(refusalOf({ HOST })).toMatch(/^HOST: /);
  const tls = { PILOTHOUSE_PUBLIC_URL: "https://pilothouse.example.org", PILOTHOUSE_TRUSTED_PROXIES: "10.0.0.0/8, ::1" };
  expect(refusalOf({ HOST: "0.0.0.0", ...tls })).toBeNull();
  expect(refusalOf({ HOST: "0.0.0.0", ...tls, PILOTHOUSE_PUBLIC_URL: "http://pilothouse.example.org" })).toMatch(/^HOST: /);
  const own = { PILOTHOUSE_TLS_CERT: "/cert.pem", PILOTHOUSE_TLS_KEY: "/key.pem" };
  const publicUrl = { PILOTHOUSE_PUBLIC_URL: "https://pilothouse.lan:7070" };
  expect(refusalOf({ HOST: "0.0.0.0", ...own, ...publicUrl })).toBeNull();
  expect(refusalOf({ HOST: "0.0.0.0", ...own })).toMatch(/^HOST: .*PILOTHOUSE_PUBLIC_URL/);
  expect(refusalOf({ ...own, PILOTHOUSE_PUBLIC_URL: "http://pilothouse.lan" })).toMatch(/^PILOTHOUSE_PUBLIC_URL: /);
  for (const HOST of ["localhost", "127.0.0.1", "127.1.2.3", "::1"]) expect(refusalOf({ HOST })).toBeNull();
});
