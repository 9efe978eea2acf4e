export type EnvironmentResult =
  | { readonly ok: true; readonly variables: Record<string, string> }
  | { readonly ok: false; readonly problem: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reads `NAME=value` lines. Empty lines and lines that begin with `#` are left out; quotes stay as they are. */
export function readEnvironment(text: string): EnvironmentResult {
  const variables: Record<string, string> = {};
  for (const [index, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const at = trimmed.indexOf("=");
    const name = at < 0 ? trimmed : trimmed.slice(0, at).trim();
    if (at < 0 || !NAME.test(name)) {
      return { ok: false, problem: `Line ${index + 1} of the environment is not NAME=value.` };
    }
    variables[name] = trimmed.slice(at + 1);
  }
  return { ok: true, variables };
}
