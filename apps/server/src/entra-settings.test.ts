import { expect, test } from "vitest";
import { BadSetting } from "./bad-setting.ts";
import { readConfig } from "./env.ts";

const TENANT = "7D1A5D3E-6f2b-4c55-9a0e-1f2e3d4c5b6a";
const NEEDED = {
  PILOTHOUSE_ENTRA_TENANT: TENANT,
  PILOTHOUSE_ENTRA_AUDIENCES: "11111111-2222-4333-8444-555555555555,api://pilothouse",
  PILOTHOUSE_ENTRA_ALLOWED_GROUPS: "99999999-0000-4000-8000-000000000001",
};

test("a tenant, whom tokens are for and which groups may come in are needed; the rest is closed", () => {
  expect(readConfig({}).entra).toBeNull();
  expect(readConfig(NEEDED).entra).toMatchObject({
    authority: new URL("https://login.microsoftonline.com"),
    tenant: TENANT.toLowerCase(),
    audiences: ["11111111-2222-4333-8444-555555555555", "api://pilothouse"],
    scopes: [{ permission: "access_as_user", scope: "write" }],
    policy: { roles: [], createAccounts: false, linkByEmail: false },
  });
});

test.each([
  ["PILOTHOUSE_ENTRA_TENANT", { PILOTHOUSE_ENTRA_TENANT: "common" }],
  ["PILOTHOUSE_ENTRA_AUDIENCES", { PILOTHOUSE_ENTRA_AUDIENCES: undefined }],
  ["PILOTHOUSE_ENTRA_ALLOWED_GROUPS", { PILOTHOUSE_ENTRA_ALLOWED_GROUPS: undefined }],
  ["PILOTHOUSE_ENTRA_AUTHORITY", { PILOTHOUSE_ENTRA_AUTHORITY: "http://login.example.org" }],
  ["PILOTHOUSE_ENTRA_AUTHORITY", { PILOTHOUSE_ENTRA_AUTHORITY: "https://login.example.org/common" }],
  ["PILOTHOUSE_ENTRA_SCOPES", { PILOTHOUSE_ENTRA_SCOPES: "access_as_user" }],
  ["PILOTHOUSE_ENTRA_SCOPES", { PILOTHOUSE_ENTRA_SCOPES: "access_as_user=everything" }],
  ["PILOTHOUSE_ENTRA_ROLES", { PILOTHOUSE_ENTRA_ROLES: "crew=captain" }],
  ["PILOTHOUSE_ENTRA_SECRET", { PILOTHOUSE_ENTRA_SECRET: "x" }],
])("a bad %s is refused in one line that names it", (name, changes) => {
  const refusal = () => readConfig({ ...NEEDED, ...changes });
  expect(refusal).toThrow(BadSetting);
  expect(refusal).toThrow(new RegExp(`^${name}: [^\n]+$`));
});
