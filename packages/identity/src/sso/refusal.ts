import type { SsoProblem } from "@pilothouse/contracts";

/** Why somebody who comes from a provider is not let in. The message is for the log. */
export class SsoRefusal extends Error {
  override readonly name = "SsoRefusal";
  readonly problem: SsoProblem;

  constructor(problem: SsoProblem, message: string = problem, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
