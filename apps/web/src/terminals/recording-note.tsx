import type { Terminal } from "@pilothouse/contracts";
import { HardDrive } from "lucide-react";
import type { ReactNode } from "react";
import { Ago } from "../time/ago.tsx";

/** Says, while it is so, that the disk refuses a terminal's output. */
export function RecordingNote({ recording }: Pick<Terminal, "recording">): ReactNode {
  if (recording.state === "on") return null;
  return (
    <span
      className="inline-flex items-center gap-1 text-amber"
      title="Its newest output is in memory. Free some space on the disk."
    >
      <HardDrive size={12} aria-hidden className="shrink-0" />
      Not recorded
    </span>
  );
}

/** The same in a sentence, above the terminal itself. */
export function RecordingBanner({ recording }: Pick<Terminal, "recording">): ReactNode {
  if (recording.state === "on") return null;
  return (
    <output
      className="flex shrink-0 items-start gap-2 border-b border-line bg-amber-soft px-3 py-1.5 text-amber"
      data-testid="recording-banner"
    >
      <HardDrive size={15} aria-hidden className="mt-0.5 shrink-0" />
      <p>
        <strong className="font-semibold">Not recorded.</strong> The disk has refused this terminal's output since{" "}
        <Ago at={recording.since} />. The program goes on, and recording resumes by itself once there is space.
      </p>
    </output>
  );
}
