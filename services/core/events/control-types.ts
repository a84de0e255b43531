/** The records of `llm.control` as types.ts says of all. */
import type { Tool } from './types.ts';

export type ApprovalVerdict = 'UNKNOWN' | 'APPROVED' | 'REJECTED';
/** A tool call that waits for a person's answer: neither arguments nor any text of the call. */
export interface Hold {
  type: 'hold';
  /** Id of the call's HELD event. */
  hold_id: string;
  call_id: string;
  tenant: string;
  application: string;
  environment: string;
  session_id: string | null;
  interaction_id: string;
  requested_event_id: string;
  tool: Tool;
  arguments_digest: string;
  policy: string;
  reasons: string[];
  held_at: number;
  expires_at: number;
  /** Of who asks, actor and authentication; empty in holds of before, with which no call goes on. */
  asker_digest: string;
}
/** Counts when tenant and digest are the hold's and it was decided before the hold expired; the first that counts wins. */
export interface Approval {
  type: 'approval';
  hold_id: string;
  tenant: string;
  verdict: ApprovalVerdict;
  by: string;
  reason: string;
  arguments_digest: string;
  decided_at: number;
}
/** An approval is for one run: of the claims to it the first in the log has it. */
export interface Claim {
  type: 'claim';
  hold_id: string;
  tenant: string;
  claimed_by: string;
  claimed_at: number;
}
export interface ApiKey {
  type: 'api_key';
  key_id: string;
  tenant: string;
  name: string;
  secret_hash: Buffer;
  scopes: string[];
  may_claim_identity: boolean;
  rate_per_second: number;
  created_at: number;
  revoked_at: number | null;
}
/** What `llm.control` carries. */
export type ControlRecord = Hold | Approval | Claim | ApiKey;
