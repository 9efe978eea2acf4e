import type { BudgetPeriod, BudgetUnit, TranscriptAgent } from "@pilothouse/contracts";
import type { NamedProject, OwnProject } from "../read/sight.ts";
import type { OwnerColumns } from "./owner.ts";

/** A budget as it is kept. */
export interface BudgetRecord {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly unit: BudgetUnit;
  readonly period: BudgetPeriod;
  /** In its unit. */
  readonly amount: number;
  readonly projectId: string | null;
  readonly timeZone: string;
  readonly alertAt: readonly number[];
  /** The highest part that was told, in the period that began then. */
  readonly alerted: number | null;
  readonly alertedFrom: number | null;
  readonly createdAt: number;
}

export interface NewProject extends OwnProject {
  readonly userId: string;
  readonly createdAt: number;
}

/** Whose the transcripts in a folder are. */
export interface SourceRecord extends OwnerColumns {
  readonly agent: TranscriptAgent;
  readonly path: string;
}

/** What people say of transcripts and projects, and what they want to spend. */
export interface OwnStore {
  projectsOf(userId: string): Promise<OwnProject[]>;
  /** What a user and these teams say of projects that were found. */
  namedBy(userId: string, teamIds: readonly string[]): Promise<NamedProject[]>;
  /** Says `false`, and adds nothing, where there are as many already. */
  addProject(project: NewProject, limit: number): Promise<boolean>;
  updateProject(userId: string, project: OwnProject): Promise<void>;
  /** Says whether there was one. */
  deleteProject(userId: string, id: string): Promise<boolean>;
  putNamed(project: NamedProject, owner: OwnerColumns): Promise<void>;
  /** Of one user, or of all; in the order in which they were made. */
  budgets(userId?: string): Promise<BudgetRecord[]>;
  /** Says `false`, and adds nothing, where there are as many already. */
  addBudget(budget: BudgetRecord, limit: number): Promise<boolean>;
  updateBudget(budget: BudgetRecord): Promise<void>;
  /** Remembers what was told of a budget. Says `false`, and changes nothing, where it is not as it is known here any more. */
  tellBudget(known: BudgetRecord, told: Pick<BudgetRecord, "alerted" | "alertedFrom">): Promise<boolean>;
  /** Says whether there was one. */
  deleteBudget(userId: string, id: string): Promise<boolean>;
  sources(): Promise<SourceRecord[]>;
  putSource(source: SourceRecord): Promise<void>;
  /** Who was the first of those that are administrators; `null`: nobody is one yet. */
  firstAdministrator(): Promise<string | null>;
  /** Whether there is such a user, or team. */
  isThere(owner: OwnerColumns): Promise<boolean>;
}
