import { type Auth, createClient, type LoginInput, type LoginResult, PilothouseError } from "@pilothouse/sdk";
import type { Environment } from "../env.ts";
import { CommandFailure } from "../failure.ts";
import { print } from "../output.ts";
import { DEFAULT_URL } from "../session/connect.ts";
import { CredentialsFile } from "../session/credentials.ts";
import { ask, readStandardInput } from "../session/prompt.ts";

export interface LoginOptions {
  readonly url?: string;
  readonly email?: string;
  readonly passwordStdin?: boolean;
}

/** Asks for the code of a device when the password was right and one is needed. */
async function signInAt({ login }: Pick<Auth, "login">, input: LoginInput): Promise<LoginResult> {
  try {
    return await login(input);
  } catch (error) {
    if (!(error instanceof PilothouseError) || error.facts["secondFactor"] === undefined) throw error;
    return login({ ...input, code: await ask("Code of your device, or a recovery code: ") });
  }
}

/** Signs in and remembers it for later commands. */
export async function login(environment: Environment, options: LoginOptions): Promise<void> {
  const file = new CredentialsFile(environment.configDir);
  // A damaged file is about to be replaced.
  const stored = await file.read().catch(() => null);
  const url = options.url ?? environment.url ?? stored?.url ?? DEFAULT_URL;
  const { auth } = createClient({ url });
  if ((await auth.providers()).setupRequired) {
    throw new CommandFailure(`${url} has no account yet; open the setup link that the server printed at its start`);
  }
  const email = options.email ?? (await ask("E-mail: "));
  const password = options.passwordStdin ? await readStandardInput() : await ask("Password: ", { hidden: true });
  const { user, tokens, accessExpiresAt } = await signInAt(auth, { email, password, transport: "bearer" });
  if (!tokens) throw new CommandFailure("the server gave no tokens");
  await file.write({ url, email: user.email, ...tokens, accessExpiresAt });
  print(`Signed in at ${url} as ${user.name} <${user.email}>.`);
}
