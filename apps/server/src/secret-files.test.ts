import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "./env.ts";

test("S23: secrets can come from files, without the line break at their end", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "pilothouse-secret-"));
  const place = (name: string) => join(folder.path, name);
  await writeFile(place("password"), "correct horse battery\n");
  await writeFile(place("smtp"), "smtps://user:secret@mail.example.org");
  const config = readConfig({
    PILOTHOUSE_ADMIN_EMAIL: "ada@example.org",
    PILOTHOUSE_ADMIN_PASSWORD_FILE: place("password"),
    PILOTHOUSE_SMTP_URL_FILE: place("smtp"),
    PILOTHOUSE_MAIL_FROM: "pilothouse@example.org",
  });
  expect(config.admin?.password).toBe("correct horse battery");
  expect(config.mail?.url).toBe("smtps://user:secret@mail.example.org");
});

test("S23: a file that cannot be read, and a secret that is given twice, stop the start without naming the secret", () => {
  const email = { PILOTHOUSE_ADMIN_EMAIL: "ada@example.org", PILOTHOUSE_ADMIN_PASSWORD_FILE: "/nowhere/password" };
  expect(() => readConfig(email)).toThrow("PILOTHOUSE_ADMIN_PASSWORD_FILE: /nowhere/password cannot be read (ENOENT)");
  expect(() => readConfig({ ...email, PILOTHOUSE_ADMIN_PASSWORD: "correct horse battery" })).toThrow(
    /^PILOTHOUSE_ADMIN_PASSWORD_FILE: set either it or PILOTHOUSE_ADMIN_PASSWORD$/,
  );
  expect(() => readConfig({ PILOTHOUSE_OTHER_FILE: "/etc/hostname" })).toThrow("there is no setting of this name");
});
