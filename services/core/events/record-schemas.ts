/** Which schema of schemas/ each kind of record is written with. */
import type { EventType, RecordType } from './types.ts';

export const EVENT_SCHEMAS: Readonly<Record<EventType, string>> = {
  prompt: 'PromptEvent',
  output: 'OutputEvent',
  tool: 'ToolEvent',
  feedback: 'FeedbackEvent',
  audit: 'AuditEvent',
};

export const RECORD_SCHEMAS: Readonly<Record<RecordType, string>> = {
  ...EVENT_SCHEMAS,
  enriched: 'EnrichedEvent',
  finding: 'FindingEvent',
  alert: 'Alert',
  dead_letter: 'DeadLetter',
  original_record: 'OriginalRecord',
  checkpoint: 'Checkpoint',
  hold: 'Hold',
  approval: 'Approval',
  claim: 'Claim',
  api_key: 'ApiKey',
};
