import { money } from "../conversations/money.ts";
import type { Environment } from "../env.ts";
import { plain, print } from "../output.ts";
import { connect } from "../session/connect.ts";
import { table } from "../table.ts";

/** Lists the projects that agents worked in, those that were worked in last at the top. */
export async function listProjects(
  environment: Environment,
  { archived = false, json = false }: { readonly archived?: boolean; readonly json?: boolean },
): Promise<void> {
  const { client } = await connect(environment);
  const { projects, next } = await client.projects.list({ archived, limit: 200 });
  if (json) return print(JSON.stringify(projects, null, 2));
  if (projects.length === 0) return print("No projects. They come from the folders that agents worked in.");
  const rows = projects.map((project) => [
    plain(project.name),
    String(project.conversations),
    project.lastAt === null ? "" : new Date(project.lastAt).toISOString().slice(0, 10),
    money(project.spent),
    plain(project.folders.join(", ")),
  ]);
  for (const line of table([["PROJECT", "CONVERSATIONS", "LAST", "COST", "FOLDERS"], ...rows])) print(line);
  if (next !== null) print("There are more; the dashboard shows them all.");
}
