import { closeSync, fchmodSync, mkdirSync, openSync } from "node:fs";

/** Makes the folder, if it is not there, for its owner alone. One that is there keeps its mode: it may be shared on purpose. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Makes the file, if it is not there, and takes it away from everyone but its owner. Throws when it cannot be written. */
export function makePrivateFile(file: string): void {
  const descriptor = openSync(file, "a", 0o600);
  try {
    fchmodSync(descriptor, 0o600);
  } finally {
    closeSync(descriptor);
  }
}
