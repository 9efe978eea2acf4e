const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Lives and bounds of logins and tokens. Times are milliseconds. */
export const POLICY = {
  accessTokenLifeMs: 15 * MINUTE,
  /** How far the clocks of two servers may be apart. */
  clockSkewMs: 5 * SECOND,
  /** The same for the clock of Microsoft Entra ID. */
  entraSkewMs: MINUTE,
  /** A login ends then, however often it is refreshed. */
  loginLifeMs: 30 * DAY,
  /** The same for one that a provider of identities vouched for: whom it has put out does not stay for longer. */
  ssoLoginLifeMs: DAY,
  /** API tokens of users without a password, whom a provider alone vouches for, end after at most so many days. */
  ssoTokenDays: 30,
  /** A refresh token that is not used for that long ends. */
  refreshIdleMs: 7 * DAY,
  /** A used refresh token may come back for that long, as when two tabs refresh at once. */
  refreshGraceMs: 10 * SECOND,
  /** The least recently seen login gives way to one more. */
  loginsPerUser: 100,
  apiTokensPerUser: 100,
  /** API tokens that ended are forgotten after that. */
  endedTokensKeptMs: 30 * DAY,
  /** Moments of last use are written at most that often. */
  lastSeenStepMs: MINUTE,
  /** A login or token that was found alive counts as alive for that long, unless it is revoked. */
  activeForMs: SECOND,
  /** A link for a new account that somebody asked for, or for a new password. */
  linkLifeMs: 30 * MINUTE,
  invitationLifeMs: 7 * DAY,
  /** Invitations that were not taken up. */
  invitations: 1_000,
  mail: {
    atOnce: 2,
    /** Mails that wait; one more is dropped. */
    waiting: 100,
  },
  secondFactor: {
    /** Each code is for so long. */
    stepMs: 30 * SECOND,
    /** Codes before and behind the one of now that are taken too: clocks differ. */
    stepsApart: 1,
    secretBytes: 20,
    recoveryCodes: 10,
    recoveryCodeBytes: 10,
  },
  passkeys: {
    /** What a device is asked to sign holds for so long. */
    challengeMs: 5 * MINUTE,
    /** Those that were used and have not ended; of more, none is taken. */
    usedChallenges: 10_000,
  },
  throttle: {
    /** Failed sign-ins in a row before the first delay. */
    freeFailures: 5,
    /** A failure is forgotten that long after it, or after the delay it brought. */
    windowMs: 5 * MINUTE,
    firstDelayMs: 30 * SECOND,
    longestDelayMs: 15 * MINUTE,
  },
} as const;
