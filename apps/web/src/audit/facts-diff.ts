import type { AuditEntry, AuditFacts } from "@pilothouse/contracts";

export interface FactChange {
  readonly name: string;
  /** `null`: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
}

/** What an entry says of before and after, fact by fact; what changed first. */
export function diffFacts({ before, after }: Pick<AuditEntry, "before" | "after">): readonly FactChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const facts = names.map((name) => {
    const [was, is] = [textOf(before, name), textOf(after, name)];
    return { name, before: was, after: is, changed: was !== is };
  });
  return [...facts.filter(({ changed }) => changed), ...facts.filter(({ changed }) => !changed)];
}

function textOf(facts: AuditFacts | null, name: string): string | null {
  const value = facts?.[name];
  if (value === undefined) return null;
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
