import type { ComponentProps, ReactNode } from "react";
import { TextField } from "./field.tsx";

type Props = Omit<ComponentProps<typeof TextField>, "label" | "type" | "autoComplete"> & { readonly label?: string };

/** Where a password is chosen: password managers offer one. */
export function NewPasswordField({
  label = "Password",
  hint = "At least 8 characters. A sentence is fine.",
  ...rest
}: Props): ReactNode {
  return <TextField {...rest} label={label} hint={hint} type="password" autoComplete="new-password" />;
}
