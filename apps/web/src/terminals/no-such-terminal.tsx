import { Link } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";

/** In place of a terminal that is not there, or is not for this person. */
export function NoSuchTerminal(): ReactNode {
  return (
    <Face
      icon={Unplug}
      title="There is no such terminal"
      action={
        <Link to="/terminals" className={buttonClass()}>
          Go to terminals
        </Link>
      }
    >
      <p>It was deleted, or it belongs to someone else.</p>
    </Face>
  );
}
