import { mkdir } from "node:fs/promises";
import { join } from "node:path";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Where Node keeps what it compiled, if whoever runs the tests said so: half of a program's start is that. */
export function compileCache(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}

/**
 * All that a test's server may know of this machine: the PATH, and folders inside its own one. `PORT` 0 lets the
 * operating system choose.
 */
export async function serverEnvironment(
  folder: string,
  options: { readonly admin: Credentials | "none"; readonly env: Readonly<Record<string, string>> },
): Promise<Record<string, string>> {
  const home = join(folder, "home");
  await mkdir(home, { recursive: true });
  const { admin } = options;
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    ...compileCache(),
    HOME: home,
    USER: "tester",
    SHELL: "/bin/bash",
    LANG: "C.UTF-8",
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "info",
    PILOTHOUSE_DATA_DIR: join(folder, "data"),
    ...(admin === "none" ? {} : { PILOTHOUSE_ADMIN_EMAIL: admin.email, PILOTHOUSE_ADMIN_PASSWORD: admin.password }),
    ...options.env,
  };
}
