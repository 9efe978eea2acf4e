import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { BadSetting } from "./bad-setting.ts";
import { readConfig } from "./env.ts";
import { readSso } from "./sso-settings.ts";

const ONE = { PILOTHOUSE_OIDC_ISSUER: "https://login.example.org/realms/crew", PILOTHOUSE_OIDC_CLIENT_ID: "pilothouse" };

test("one provider needs an address and a client; the rest is closed until it is opened", () => {
  expect(readSso({})).toEqual([]);
  const closed = {
    allowedDomains: [],
    allowedGroups: [],
    roles: [],
    createAccounts: false,
    linkByEmail: false,
    trustEmail: false,
  };
  const provider = {
    id: "oidc",
    name: "login.example.org",
    clientId: "pilothouse",
    clientSecret: null,
    algorithm: "RS256",
    policy: closed,
  };
  expect(readConfig(ONE).sso).toMatchObject([provider]);
  const [opened] = readSso({
    ...ONE,
    PILOTHOUSE_OIDC_ALLOWED_DOMAINS: "Example.org, example.net",
    PILOTHOUSE_OIDC_ROLES: "/crew/ops=x=admin, *=viewer",
    PILOTHOUSE_OIDC_CREATE_ACCOUNTS: "on",
  });
  expect(opened?.policy).toMatchObject({
    allowedDomains: ["example.org", "example.net"],
    roles: [
      { group: "/crew/ops=x", role: "admin" },
      { group: "*", role: "viewer" },
    ],
    createAccounts: true,
    linkByEmail: false,
  });
});

test("several providers have names, and settings that begin with them", () => {
  const several = {
    PILOTHOUSE_OIDC_PROVIDERS: "work, key-cloak",
    PILOTHOUSE_OIDC_WORK_ISSUER: "https://work.example",
    PILOTHOUSE_OIDC_WORK_CLIENT_ID: "a",
    PILOTHOUSE_OIDC_KEY_CLOAK_ISSUER: "https://keycloak.example",
    PILOTHOUSE_OIDC_KEY_CLOAK_CLIENT_ID: "b",
  };
  expect(readSso(several)).toMatchObject([
    { id: "work", clientId: "a" },
    { id: "key-cloak", clientId: "b" },
  ]);
});

test.each([
  ["PILOTHOUSE_OIDC_ISSUER", { PILOTHOUSE_OIDC_CLIENT_ID: "a" }],
  ["PILOTHOUSE_OIDC_CLIENT_ID", { PILOTHOUSE_OIDC_ISSUER: "https://a.example" }],
  ["PILOTHOUSE_OIDC_ISSUER", { ...ONE, PILOTHOUSE_OIDC_ISSUER: "http://login.example.org" }],
  ["PILOTHOUSE_OIDC_ISSUER", { ...ONE, PILOTHOUSE_OIDC_ISSUER: "https://login.microsoftonline.com/common/v2.0" }],
  ["PILOTHOUSE_OIDC_ALGORITHM", { ...ONE, PILOTHOUSE_OIDC_ALGORITHM: "HS256" }],
  ["PILOTHOUSE_OIDC_ALGORITHM", { ...ONE, PILOTHOUSE_OIDC_ALGORITHM: "none" }],
  ["PILOTHOUSE_OIDC_ROLES", { ...ONE, PILOTHOUSE_OIDC_ROLES: "crew=captain" }],
  ["PILOTHOUSE_OIDC_ROLES", { ...ONE, PILOTHOUSE_OIDC_ROLES: "admin" }],
  ["PILOTHOUSE_OIDC_ALLOWED_GROUPS", { ...ONE, PILOTHOUSE_OIDC_ALLOWED_GROUPS: "a,,b" }],
  ["PILOTHOUSE_OIDC_CREATE_ACCOUNTS", { ...ONE, PILOTHOUSE_OIDC_CREATE_ACCOUNTS: "yes" }],
  ["PILOTHOUSE_OIDC_ALLOWED_GROUP", { ...ONE, PILOTHOUSE_OIDC_ALLOWED_GROUP: "crew" }],
  ["PILOTHOUSE_OIDC_PROVIDERS", { PILOTHOUSE_OIDC_PROVIDERS: "a,a" }],
  ["PILOTHOUSE_OIDC_PROVIDERS", { PILOTHOUSE_OIDC_PROVIDERS: "A B" }],
  ["PILOTHOUSE_OIDC_ISSUER", { ...ONE, PILOTHOUSE_OIDC_PROVIDERS: "a" }],
  ["PILOTHOUSE_OIDC_A_ISSUER", { PILOTHOUSE_OIDC_PROVIDERS: "a" }],
])("a bad %s is refused in one line that names it", (name, source) => {
  const refusal = () => readConfig(source);
  expect(refusal).toThrow(BadSetting);
  expect(refusal).toThrow(new RegExp(`^${name}: [^\n]+$`));
});

test("plain HTTP is for a provider on this machine", () => {
  expect(readSso({ ...ONE, PILOTHOUSE_OIDC_ISSUER: "http://localhost:8080/realms/crew" })).toHaveLength(1);
});

test("secrets are read from their files; without one that can be read nothing starts", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-sso-"));
  const file = join(folder.path, "secret");
  const read = () => readSso({ ...ONE, PILOTHOUSE_OIDC_CLIENT_SECRET_FILE: file });
  expect(read).toThrow(/^PILOTHOUSE_OIDC_CLIENT_SECRET_FILE: /);
  await writeFile(file, " \n");
  expect(read).toThrow("is empty");
  await writeFile(file, "canary\n");
  expect(read()).toMatchObject([{ clientSecret: "canary" }]);
});
