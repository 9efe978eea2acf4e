import { newId } from "@pilothouse/platform";
import type Sqlite from "better-sqlite3";
import { findFolder } from "./find-folder.ts";

export interface NewProject {
  readonly id: string;
  readonly owner: string;
}

/** Knows which project a working folder is of. */
export class ProjectRows {
  readonly #known = new Map<string, number>();
  readonly #sql;
  #met: NewProject[] = [];

  constructor(db: Sqlite.Database) {
    this.#sql = {
      place: db.prepare<[string, string], number>("select project from places where owner = ? and cwd = ?").pluck(),
      project: db.prepare<[string, string], number>("select id from projects where owner = ? and folder = ?").pluck(),
      addPlace: db.prepare<[string, string, number]>("insert into places (owner, cwd, project) values (?, ?, ?)"),
      addProject: db.prepare<[string, string, string]>("insert into projects (public_id, owner, folder) values (?, ?, ?)"),
    };
  }

  of(owner: string, cwd: string): number {
    const key = `${owner} ${cwd}`;
    const project = this.#known.get(key) ?? this.#sql.place.get(owner, cwd) ?? this.#meet(owner, cwd);
    this.#known.set(key, project);
    return project;
  }

  /** Those that were met for the first time since this was asked last. */
  takeMet(): readonly NewProject[] {
    const met = this.#met;
    this.#met = [];
    return met;
  }

  /** What was written has been taken back. */
  forget(): void {
    this.#known.clear();
    this.#met = [];
  }

  #meet(owner: string, cwd: string): number {
    const folder = findFolder(cwd);
    const project = this.#sql.project.get(owner, folder) ?? this.#add(owner, folder);
    this.#sql.addPlace.run(owner, cwd, project);
    return project;
  }

  #add(owner: string, folder: string): number {
    const id = newId();
    this.#met.push({ id, owner });
    return Number(this.#sql.addProject.run(id, owner, folder).lastInsertRowid);
  }
}
