import { workerData } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import { copyDatabase, type CopyOptions } from "./copy-database.ts";

/** Reading a whole database takes its time, which the server's thread does not have. */
const { file, ...options }: CopyOptions & { readonly file: string } = workerData;
const source = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
try {
  copyDatabase(source, options);
} finally {
  source.close();
}
