const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the screen mirror. Sizes are bytes unless said otherwise, times milliseconds. */
export const MIRROR_LIMITS = {
  /** Screens kept in memory, about 5 MB each; the least recently asked for is put on disk. */
  liveScreens: 32,
  /** Output is taken once it has been quiet for so long ... */
  quietMs: 50,
  /** ... or once so much of it waits (a quarter of what is kept, if that is less), or for so long. */
  lagBytes: 16 * MIB,
  lagMs: 2_000,
  /** Where somebody has asked for a screen, or was said to be about to, within this time, it is taken once so much waits. */
  watchedMs: 5_000,
  watchedLagBytes: 4 * MIB,
  /** Output handed to the worker at a time, so that a request of another terminal need not wait long ... */
  sliceBytes: 256 * KIB,
  /** ... and of a flood, most of which is passed over, so long as a slice takes less of the worker's time than this ... */
  floodSliceBytes: 4 * MIB,
  sliceMs: 50,
  /** ... and is done within this, however busy the machine is. */
  turnMs: 200,
  /** Output that a snapshot may catch up on before it answers with the place it reached ... */
  catchUpBytes: 16 * MIB,
  /** ... and the time it may take. */
  catchUpMs: 150,
  /** A screen is also put on disk after so much output, which bounds, with what was not taken yet, the work after a crash. */
  keyframeBytes: 4 * MIB,
  /** Past screens of one terminal on disk; of more, every second goes. */
  pastScreens: 256,
  /** Characters of one; a longer one has less scrollback. */
  pastChars: 512 * KIB,
  /** Past screens that are drawn at a time, for whoever moves about in recordings. */
  pastDrawings: 4,
  /** Less output than this is drawn without looking for what need not be ... */
  skimBytes: 32 * KIB,
  /** ... and while it is not plain text, it is looked at again after so much. */
  skimStepBytes: 4 * KIB,
  /** Characters of one line of text; what is longer counts as several lines. */
  lineChars: 16 * KIB,
  /** Characters of a drawn screen; a longer one is drawn with less scrollback. */
  drawnChars: 8 * MIB,
  /** Memory of the worker, in MiB; beyond, it is ended and started anew. */
  workerMiB: 1_024,
  /** A terminal whose output has ended the worker so often has no screen any more. */
  crashes: 3,
} as const;
