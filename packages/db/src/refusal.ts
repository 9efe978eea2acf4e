import { errnoOf, Fault, messageOf } from "@pilothouse/platform";

/** What went wrong with the database file, as one line that names the file and says what to do. */
export function refusal(file: string, error: unknown): Fault {
  const known = error instanceof Fault;
  const reason = known ? error.message : explain(error);
  return new Fault(known ? error.kind : "unavailable", `cannot use the database ${file}: ${reason}`, {
    ...(known ? error.facts : {}),
    file,
  });
}

function explain(error: unknown): string {
  const code = errnoOf(error) ?? "";
  if (code === "SQLITE_NOTADB") return "it is not a SQLite database; restore a backup or move the file away";
  if (code.startsWith("SQLITE_CORRUPT")) return "it is damaged; restore a backup";
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN") || code === "EACCES" || code === "EPERM") {
    return "this user may not write there; check who owns the data dir";
  }
  if (code === "EROFS") return "its file system is read-only";
  if (code === "ENOENT") return "the system allows no folder there; choose another data dir";
  if (code === "ENOSPC" || code === "SQLITE_FULL") return "the disk is full";
  if (code === "ENOTDIR" || code === "EEXIST") return "the data dir is not a folder";
  if (code === "EISDIR") return "it is a folder";
  if (code.startsWith("SQLITE_BUSY")) return "another program has locked it";
  return messageOf(error);
}
