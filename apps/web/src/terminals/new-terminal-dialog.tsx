import type { ApiKeyGrant } from "@pilothouse/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { sentenceOf } from "../api/fault.ts";
import { api } from "../api/query.ts";
import { closeDialog } from "../shell/open-dialog.ts";
import { TeamChoice } from "../teams/team-choice.tsx";
import { useMyTeams } from "../teams/use-teams.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { formText } from "../ui/form-text.ts";
import { Notice } from "../ui/notice.tsx";
import { KeyChoice } from "../vault/key-choice.tsx";
import { EnvironmentFields } from "./environment-fields.tsx";
import { readEnvironment } from "./environment.ts";
import { ProgramChoice } from "./program-choice.tsx";
import { programsOf, SHELL } from "./programs.ts";
import { createTerminal } from "./use-create-terminal.ts";

/** Program, folder, title; Enter starts it. */
export function NewTerminalDialog(): ReactNode {
  const navigate = useNavigate();
  const runners = useQuery(api.runners.list.queryOptions());
  const runner = runners.data?.[0];
  const programs = programsOf(runner);
  const [program, setProgram] = useState(SHELL);
  const [environment, setEnvironment] = useState("");
  const [keys, setKeys] = useState<readonly ApiKeyGrant[]>([]);
  const teams = useMyTeams();
  const [teamId, setTeamId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const cwd = formText(form, "cwd");
    const title = formText(form, "title");
    const command = programs.find(({ id }) => id === program)?.command;
    const env = readEnvironment(environment);
    if (!env.ok) return setProblem(env.problem);
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await createTerminal({
        ...(command ? { command: [...command] } : {}),
        ...(cwd ? { cwd } : {}),
        ...(title ? { title } : {}),
        ...(keys.length > 0 ? { apiKeys: [...keys] } : {}),
        ...(teamId ? { teamId } : {}),
        ...(Object.keys(env.variables).length > 0 ? { env: env.variables } : {}),
      });
      closeDialog();
      await navigate({ to: "/terminals/$id", params: { id } });
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title="New terminal" open onClose={closeDialog}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <ProgramChoice programs={programs} value={program} onChange={setProgram} loading={runners.isPending} />
        {runner?.status === "offline" && <Notice>The runner is offline. A terminal can start when it is back.</Notice>}
        <TextField
          label="Folder"
          name="cwd"
          placeholder={runner?.home ?? "~"}
          className="font-mono"
          spellCheck={false}
          autoCapitalize="off"
          hint="Left empty: the home folder. ~ works."
        />
        <TextField label="Title" name="title" maxLength={200} placeholder="Named after its program" />
        <TeamChoice teams={teams} none="You" value={teamId} onChange={setTeamId} />
        <EnvironmentFields value={environment} onChange={setEnvironment}>
          <KeyChoice chosen={keys} onChange={setKeys} />
        </EnvironmentFields>
        {problem && <Notice>{problem}</Notice>}
        <DialogActions>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {busy ? "Starting…" : "Start terminal"}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
