/** How a terminal treats what is typed, as tcgetattr(3) tells. */
export interface LineMode {
  /** What is typed is shown. Off at a password prompt, and in full-screen programs. */
  readonly echo: boolean;
  /** The kernel collects lines and lets them be edited. */
  readonly canonical: boolean;
}

/** Where `c_lflag` is in a `struct termios`, and two of its bits (termios.h of Linux and of macOS). */
const LAYOUTS: Readonly<Partial<Record<NodeJS.Platform, { offset: number; echo: number; canonical: number }>>> = {
  linux: { offset: 12, echo: 0o10, canonical: 0o2 },
  darwin: { offset: 24, echo: 0x8, canonical: 0x100 },
};
/** More than either structure has. */
const TERMIOS_BYTES = 128;

type Reader = (descriptor: number) => LineMode | null;

function openReader(): Reader {
  const layout = LAYOUTS[process.platform];
  // Older versions of Node cannot call the system's library.
  const ffi = process.getBuiltinModule("node:ffi");
  if (!layout || !ffi) return () => null;
  const { functions } = ffi.dlopen(null, { tcgetattr: { arguments: ["i32", "buffer"], return: "i32" } });
  const termios = Buffer.alloc(TERMIOS_BYTES);
  return (descriptor) => {
    if (functions.tcgetattr(descriptor, termios) !== 0) return null;
    const flags = termios.readUInt32LE(layout.offset);
    return { echo: (flags & layout.echo) !== 0, canonical: (flags & layout.canonical) !== 0 };
  };
}

let reader: Reader | null = null;

/** The line mode of the terminal that is open as `descriptor`, in some microseconds; `null` when it cannot be told. */
export function lineModeOf(descriptor: number): LineMode | null {
  try {
    reader ??= openReader();
    return reader(descriptor);
  } catch {
    // Without this library function nobody can tell; what depends on it then takes the careful way.
    reader = () => null;
    return null;
  }
}
