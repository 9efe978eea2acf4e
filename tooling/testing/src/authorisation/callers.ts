import type { Role, TeamRole, TokenScope } from "@pilothouse/contracts";
import { createClient } from "@pilothouse/sdk";
import type { TestServer } from "../test-server.ts";
import type { Caller } from "./expected.ts";
import { PASSWORD, type People, signInAs } from "./world.ts";

/** A caller, and what to call with; `null`: nothing. */
export interface KnownCaller extends Caller {
  readonly token: string | null;
  readonly email: string;
}

const STRANGERS: readonly Role[] = ["viewer", "member", "operator", "admin"];

const MATES: readonly { readonly name: string; readonly role: Role; readonly inTeam: TeamRole }[] = [
  { name: "team-viewer", role: "viewer", inTeam: "maintainer" },
  { name: "team-member", role: "member", inTeam: "member" },
  { name: "team-maintainer", role: "member", inTeam: "maintainer" },
];

const TOKENS: readonly { readonly of: Role; readonly scope: TokenScope }[] = [
  { of: "member", scope: "read" },
  { of: "member", scope: "write" },
  { of: "admin", scope: "read" },
  { of: "admin", scope: "write" },
  { of: "admin", scope: "admin" },
];

/** Who is in the victim's team. */
export const teamMates = MATES.map(({ name, inTeam }) => ({ email: `${name}@example.org`, role: inTeam }));

/** Everybody that the table tells apart, but guests of share links. */
export async function openCallers(server: TestServer, { admin, victim }: People): Promise<KnownCaller[]> {
  const stranger = { scope: null, inTeam: null, owns: false } as const;
  const callers: KnownCaller[] = [
    { ...stranger, name: "nobody", role: "nobody", token: null, email: "" },
    { ...stranger, name: "her", role: "member", inTeam: "member", owns: true, token: await victim.login(), email: victim.email },
  ];
  const people = [...STRANGERS.map((role) => ({ name: `other-${role}`, role, inTeam: null })), ...MATES];
  await Promise.all(
    people.map(({ name, role }) => admin.users.create({ email: `${name}@example.org`, password: PASSWORD, name, role })),
  );
  for (const { name, role, inTeam } of people) {
    const email = `${name}@example.org`;
    // One after the other: sign-ins under way count as failed ones from their address until they have succeeded.
    const login = await signInAs(server, email);
    const person = { ...stranger, name, role, inTeam, email, token: await login() };
    callers.push(person);
    using client = createClient({ url: server.url, token: login });
    for (const { scope } of TOKENS.filter((token) => inTeam === null && token.of === role)) {
      const { secret } = await client.tokens.create({ name: scope, scope });
      callers.push({ ...person, name: `${name} by a token to ${scope}`, scope, token: secret, email: "" });
    }
  }
  // A maintainer of another team is nothing in hers.
  const another = await admin.teams.create({ name: "Another team" });
  await admin.teams.members.add(another.id, { email: "other-member@example.org", role: "maintainer" });
  return callers;
}
