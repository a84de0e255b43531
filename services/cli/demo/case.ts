/** One case of the demo: who asks what, and what the scripted model answers. */
import type { Category, Verdict } from '../../core/events/types.ts';

export interface Asker {
  userId: string;
  role: string;
  department: string;
  device: { id: string; ip: string; user_agent: string };
}

/** One answer of the scripted model, in the order asked. */
export interface Reply {
  say?: string;
  call?: { name: string; arguments: Record<string, unknown> }[];
  /** Answers with this HTTP status instead. */
  fails?: number;
  /** The stream breaks after this many pieces. */
  breaksAfter?: number;
}

export interface Case {
  /** What the reader sees; one line. */
  title: string;
  asker: Asker;
  session: string;
  useCase: string;
  question: string;
  streamed?: boolean;
  replies: Reply[];
  feedback?: { verdict: Verdict; comment: string; by: string };
  /** Categories that the detector must find somewhere in the interaction. */
  expected: Category[];
}
