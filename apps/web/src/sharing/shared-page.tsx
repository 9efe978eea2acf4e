import { openShare, type SharedTerminal } from "@pilothouse/sdk";
import { LinkIcon, Unlink } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { isKind, sentenceOf } from "../api/fault.ts";
import { useTerminalCanvas } from "../surface/use-terminal-canvas.ts";
import { endOf, plainTitle } from "../terminals/describe.ts";
import { Button } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";
import { Mark } from "../ui/mark.tsx";
import { StateMark } from "../ui/state-mark.tsx";
import { type SharedState, showShared } from "./show-shared.ts";

/** What somebody without an account sees who was sent a share link. */
export function SharedPage(): ReactNode {
  const [token, setToken] = useState(tokenInAddress);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const read = (): void => setToken(tokenInAddress());
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return <OpenedLink key={`${tries} ${token}`} token={token} onRetry={() => setTries((count) => count + 1)} />;
}

function OpenedLink({ token, onRetry }: { token: string; onRetry: () => void }): ReactNode {
  const [shared, setShared] = useState<SharedTerminal | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let opened: SharedTerminal | null = null;
    let left = false;
    openShare({ url: location.origin, token }).then(
      (terminal) => {
        if (left) return terminal.close();
        opened = terminal;
        setShared(terminal);
      },
      (error: unknown) => !left && setFailure(error),
    );
    return () => {
      left = true;
      opened?.close();
    };
  }, [token]);
  if (failure !== null) return <NoTerminal error={failure} onRetry={onRetry} />;
  if (shared === null) {
    return (
      <main className="grid min-h-full place-items-center">
        <output className="text-ink-faint">Opening the link…</output>
      </main>
    );
  }
  return <SharedScreen shared={shared} onRetry={onRetry} />;
}

function tokenInAddress(): string {
  return location.hash.slice(1);
}

function NoTerminal({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  const isOver = isKind(error, "not_found") || isKind(error, "unauthenticated");
  return (
    <main role="alert" className="flex min-h-full flex-col justify-center">
      {isOver ? (
        <Face icon={Unlink} title="This link does not work">
          <h1 className="sr-only">Shared terminal</h1>
          <p>It has ended, was revoked, or was not copied whole. Ask whoever sent it for a new one.</p>
        </Face>
      ) : (
        <Face icon={LinkIcon} title="The link cannot be opened now" action={<Button onClick={onRetry}>Try again</Button>}>
          <h1 className="sr-only">Shared terminal</h1>
          <p>{sentenceOf(error)}</p>
        </Face>
      )}
    </main>
  );
}

function SharedScreen({ shared, onRetry }: { shared: SharedTerminal; onRetry: () => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<SharedState>({ is: "connecting" });
  const [given, setTitle] = useState(shared.opened.title);
  const title = plainTitle(given);
  useTerminalCanvas();
  useEffect(() => {
    document.title = `${title} · Pilothouse`;
  }, [title]);
  useEffect(
    () => (place.current ? showShared(shared, { container: place.current, onState: setState, onTitle: setTitle }) : undefined),
    [shared],
  );
  if (state.is === "failed") return <NoTerminal error={state.error} onRetry={onRetry} />;
  return (
    <main className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-line bg-panel px-3 py-1">
        <Mark />
        <h1 className="min-w-0 truncate font-medium max-sm:flex-1">{title}</h1>
        <span className="min-w-0 truncate text-xs text-ink-soft max-sm:order-last max-sm:basis-full">
          Read only, shared by {plainTitle(shared.opened.sharedBy) || "its owner"}
        </span>
        <output data-testid="shared-state" data-state={state.is} className="ml-auto shrink-0 text-xs text-ink-soft">
          <StateWords state={state} kind={shared.opened.kind} />
        </output>
      </header>
      <div className="min-h-0 flex-1 overflow-auto bg-(--terminal-canvas) p-2">
        <div ref={place} data-testid="shared-screen" className="h-full" />
      </div>
    </main>
  );
}

const WORDS = {
  connecting: "Connecting…",
  reconnecting: "Reconnecting…",
  complete: "What was recorded until it was shared",
} as const;

function StateWords({ state, kind }: { state: SharedState; kind: SharedTerminal["opened"]["kind"] }): ReactNode {
  if (state.is === "ended") return <StateMark state={endOf(state)} words />;
  if (state.is === "live") return kind === "live" ? "Live" : "Loading the recording…";
  return state.is === "failed" ? null : WORDS[state.is];
}
