/** How much of a script is read; that there was more is told (judge.ts), for the rest may be anything. */

/** Substitutions within substitutions. */
export const MAX_DEPTH = 12;
/** Of a text of 1 MiB, 128 letters a command: with fewer on average they are padding. */
export const MOST_COMMANDS = 8192;
/** Groups within groups; brackets beyond this are passed over, not the commands in them. */
export const MOST_FRAMES = 1000;
/** A group hands at most so many of its commands on to a pipe. */
export const MOST_MEMBERS = 64;
/** Redirections and process substitutions of one command. */
export const MOST_PARTS = 1000;
/** Words of one command, or fields of one word. */
export const MOST_WORDS = 100_000;
