import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "../ui/button.tsx";
import { Face } from "../ui/faces.tsx";

export function NotFoundPage(): ReactNode {
  return (
    <main className="mt-[15vh]">
      <h1 className="sr-only">Not found</h1>
      <Face
        icon={Compass}
        title="There is nothing at this address"
        action={
          <Link to="/" className={buttonClass()}>
            Go home
          </Link>
        }
      >
        <p>The link may be old, or what it showed was deleted.</p>
      </Face>
    </main>
  );
}
