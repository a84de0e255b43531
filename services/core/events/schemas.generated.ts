// Generated from schemas/*.avsc by `npm run generate`. Do not edit.
export const currentSchemas = {
 "Alert": {
  "type": "record",
  "name": "Alert",
  "namespace": "tripline.v1",
  "doc": "A finding that somebody should see now. Holds no content: ids that a rule found something in are masked.",
  "fields": [
   {
    "name": "alert_id",
    "type": "string",
    "doc": "The finding's id: the same alert twice is one alert."
   },
   {
    "name": "finding",
    "type": "tripline.v1.Finding",
    "doc": "What was found."
   },
   {
    "name": "reason",
    "type": {
     "type": "enum",
     "name": "AlertReason",
     "namespace": "tripline.v1",
     "doc": "Why it is an alert.",
     "symbols": [
      "UNKNOWN",
      "SEVERITY",
      "PII_IN_PROMPT",
      "SENSITIVE_OUTPUT",
      "CODE_IN_OUTPUT",
      "HIGH_RISK_TOOL_CALL"
     ],
     "default": "UNKNOWN"
    },
    "doc": "Why it is an alert."
   },
   {
    "name": "event_id",
    "type": "string",
    "doc": "The event."
   },
   {
    "name": "event_type",
    "type": "string",
    "doc": "prompt, output, tool, feedback or audit."
   },
   {
    "name": "interaction_id",
    "type": "string",
    "doc": "The interaction."
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "The session.",
    "default": null
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Tenant."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "Application."
   },
   {
    "name": "environment",
    "type": "string",
    "doc": "Environment."
   },
   {
    "name": "occurred_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it happened."
   },
   {
    "name": "detected_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it was found."
   }
  ]
 },
 "ApiKey": {
  "type": "record",
  "name": "ApiKey",
  "namespace": "tripline.v1",
  "doc": "A key to the gateway, on llm.control. The secret itself is nowhere.",
  "fields": [
   {
    "name": "key_id",
    "type": "string",
    "doc": "The part of the key that names it."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "The only tenant it can say it is."
   },
   {
    "name": "name",
    "type": "string",
    "doc": "What it was made for."
   },
   {
    "name": "secret_hash",
    "type": "bytes",
    "doc": "SHA-256 of the secret, which is 256 random bits."
   },
   {
    "name": "scopes",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "What it may do: events:write, gate:check, approvals:read, approvals:write, feedback:write.",
    "default": []
   },
   {
    "name": "may_claim_identity",
    "type": "boolean",
    "doc": "Whether it may say who a user is and which role they have.",
    "default": false
   },
   {
    "name": "rate_per_second",
    "type": "double",
    "doc": "Requests per second that it may make.",
    "default": 50
   },
   {
    "name": "created_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it was made."
   },
   {
    "name": "revoked_at",
    "type": [
     "null",
     {
      "type": "long",
      "logicalType": "timestamp-micros"
     }
    ],
    "doc": "Since when it counts for nothing.",
    "default": null
   }
  ]
 },
 "Approval": {
  "type": "record",
  "name": "Approval",
  "namespace": "tripline.v1",
  "doc": "A person's answer about a held call, on llm.control.",
  "fields": [
   {
    "name": "hold_id",
    "type": "string",
    "doc": "The hold it answers."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose hold it is."
   },
   {
    "name": "verdict",
    "type": {
     "type": "enum",
     "name": "ApprovalVerdict",
     "namespace": "tripline.v1",
     "doc": "The answer.",
     "symbols": [
      "UNKNOWN",
      "APPROVED",
      "REJECTED"
     ],
     "default": "UNKNOWN"
    },
    "doc": "The answer."
   },
   {
    "name": "by",
    "type": "string",
    "doc": "Who answered."
   },
   {
    "name": "reason",
    "type": "string",
    "doc": "Why."
   },
   {
    "name": "arguments_digest",
    "type": "string",
    "doc": "Digest of the arguments that the answer is about."
   },
   {
    "name": "decided_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When."
   }
  ]
 },
 "AuditEvent": {
  "type": "record",
  "name": "AuditEvent",
  "namespace": "tripline.v1",
  "doc": "What a person or an operator did to the evidence.",
  "fields": [
   {
    "name": "origin",
    "type": "tripline.v1.Origin",
    "doc": "Header."
   },
   {
    "name": "action",
    "type": {
     "type": "enum",
     "name": "AuditAction",
     "namespace": "tripline.v1",
     "doc": "What was done.",
     "symbols": [
      "UNKNOWN",
      "REVEAL",
      "ERASE",
      "APPROVE",
      "REJECT",
      "REPLAY",
      "KEY_ROTATION",
      "POLICY_CHANGE"
     ],
     "default": "UNKNOWN"
    },
    "doc": "What was done."
   },
   {
    "name": "by",
    "type": [
     "null",
     "string"
    ],
    "doc": "Who did it.",
    "default": null
   },
   {
    "name": "reason",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Why: outside text.",
    "default": null
   },
   {
    "name": "about",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "Ids of the events or records it is about.",
    "default": []
   }
  ]
 },
 "Checkpoint": {
  "type": "record",
  "name": "Checkpoint",
  "namespace": "tripline.v1",
  "doc": "A signed statement of a ledger's size and root (C2SP tlog-checkpoint).",
  "fields": [
   {
    "name": "partition",
    "type": "int",
    "doc": "Partition of llm.enriched."
   },
   {
    "name": "next_offset",
    "type": "long",
    "doc": "First offset that the ledger does not hold."
   },
   {
    "name": "tree_size",
    "type": "long",
    "doc": "Leaves."
   },
   {
    "name": "root",
    "type": "bytes",
    "doc": "RFC 6962 root hash."
   },
   {
    "name": "note",
    "type": "bytes",
    "doc": "The signed note."
   },
   {
    "name": "occurred_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it was signed."
   }
  ]
 },
 "Claim": {
  "type": "record",
  "name": "Claim",
  "namespace": "tripline.v1",
  "doc": "That an approval is used for a run, on llm.control. The first one that stands in the log has it; an approval is for one run.",
  "fields": [
   {
    "name": "hold_id",
    "type": "string",
    "doc": "The hold whose approval it is."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose hold it is."
   },
   {
    "name": "claimed_by",
    "type": "string",
    "doc": "Who is about to run the call: an id made for this claim."
   },
   {
    "name": "claimed_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When."
   }
  ]
 },
 "DeadLetter": {
  "type": "record",
  "name": "DeadLetter",
  "namespace": "tripline.v1",
  "doc": "A record that could not go on, with why. Everything of the original is sealed.",
  "fields": [
   {
    "name": "letter_id",
    "type": "string",
    "doc": "Digest of stage, topic, partition and offset: 32 hex digits."
   },
   {
    "name": "stage",
    "type": {
     "type": "enum",
     "name": "Stage",
     "namespace": "tripline.v1",
     "doc": "Where it stopped.",
     "symbols": [
      "UNKNOWN",
      "GATEWAY",
      "DETECTOR",
      "INDEXER",
      "LEDGER"
     ],
     "default": "UNKNOWN"
    },
    "doc": "Where it stopped."
   },
   {
    "name": "reason",
    "type": "string",
    "doc": "Reason code, from the catalogue in docs/errors.md."
   },
   {
    "name": "detail",
    "type": "string",
    "doc": "What is wrong, without content.",
    "default": ""
   },
   {
    "name": "source",
    "type": "tripline.v1.Source",
    "doc": "Where the record stood."
   },
   {
    "name": "event_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Where it could be read and is a UUID.",
    "default": null
   },
   {
    "name": "size",
    "type": "long",
    "doc": "Bytes of the original value."
   },
   {
    "name": "key_id",
    "type": "string",
    "doc": "The root key it is sealed under."
   },
   {
    "name": "sealed",
    "type": "bytes",
    "doc": "Envelope of an OriginalRecord."
   },
   {
    "name": "occurred_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it was set aside."
   }
  ]
 },
 "Detector": {
  "type": "record",
  "name": "Detector",
  "namespace": "tripline.v1",
  "doc": "The detector that looked.",
  "fields": [
   {
    "name": "version",
    "type": "string",
    "doc": "Tripline version."
   },
   {
    "name": "rules_digest",
    "type": "string",
    "doc": "SHA-256 of the rule set, first 16 hex digits."
   }
  ]
 },
 "EnrichedEvent": {
  "type": "record",
  "name": "EnrichedEvent",
  "namespace": "tripline.v1",
  "doc": "A source record, to the byte, with what was found in it.",
  "fields": [
   {
    "name": "record",
    "type": "bytes",
    "doc": "The source record's bytes."
   },
   {
    "name": "findings",
    "type": {
     "type": "array",
     "items": "tripline.v1.Finding"
    },
    "doc": "What was found.",
    "default": []
   },
   {
    "name": "score",
    "type": "double",
    "doc": "0 to 100, from the findings.",
    "default": 0
   },
   {
    "name": "source",
    "type": "tripline.v1.Source",
    "doc": "Where the source record stood."
   },
   {
    "name": "detector",
    "type": "tripline.v1.Detector",
    "doc": "Who looked."
   }
  ]
 },
 "Failure": {
  "type": "record",
  "name": "Failure",
  "namespace": "tripline.v1",
  "doc": "What went wrong, as the source reported it.",
  "fields": [
   {
    "name": "type",
    "type": "string",
    "doc": "error.type"
   },
   {
    "name": "code",
    "type": [
     "null",
     "string"
    ],
    "doc": "The provider's own code.",
    "default": null
   },
   {
    "name": "message",
    "type": "bytes",
    "doc": "Outside text: UTF-8 where it can be, else as sent.",
    "default": ""
   }
  ]
 },
 "FeedbackEvent": {
  "type": "record",
  "name": "FeedbackEvent",
  "namespace": "tripline.v1",
  "doc": "What a person thought of an answer.",
  "fields": [
   {
    "name": "origin",
    "type": "tripline.v1.Origin",
    "doc": "Header."
   },
   {
    "name": "about_event_id",
    "type": "string",
    "doc": "The event judged."
   },
   {
    "name": "verdict",
    "type": {
     "type": "enum",
     "name": "Verdict",
     "namespace": "tripline.v1",
     "doc": "The judgement.",
     "symbols": [
      "UNKNOWN",
      "ACCURATE",
      "INACCURATE",
      "HARMFUL",
      "USEFUL"
     ],
     "default": "UNKNOWN"
    },
    "doc": "The judgement."
   },
   {
    "name": "comment",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Outside text.",
    "default": null
   },
   {
    "name": "by",
    "type": [
     "null",
     "string"
    ],
    "doc": "Who judged.",
    "default": null
   }
  ]
 },
 "Finding": {
  "type": "record",
  "name": "Finding",
  "namespace": "tripline.v1",
  "doc": "One thing that a rule found. Never holds the matched value.",
  "fields": [
   {
    "name": "finding_id",
    "type": "string",
    "doc": "Digest of rule, path, span and the ids of the events it is about: 32 hex digits."
   },
   {
    "name": "rule_id",
    "type": "string",
    "doc": "The rule."
   },
   {
    "name": "rule_version",
    "type": "int",
    "doc": "The rule's version.",
    "default": 1
   },
   {
    "name": "category",
    "type": {
     "type": "enum",
     "name": "Category",
     "namespace": "tripline.v1",
     "doc": "What kind of trouble.",
     "symbols": [
      "UNKNOWN",
      "PII",
      "SECRET",
      "PROMPT_INJECTION",
      "INSECURE_OUTPUT",
      "CODE",
      "TOOL_ABUSE",
      "COMPLIANCE",
      "CONFIDENTIAL",
      "ANOMALY",
      "INTEGRITY"
     ],
     "default": "UNKNOWN"
    },
    "doc": "What kind of trouble."
   },
   {
    "name": "type",
    "type": "string",
    "doc": "credit_card, email, …"
   },
   {
    "name": "severity",
    "type": {
     "type": "enum",
     "name": "Severity",
     "namespace": "tripline.v1",
     "doc": "How bad.",
     "symbols": [
      "UNKNOWN",
      "INFO",
      "LOW",
      "MEDIUM",
      "HIGH",
      "CRITICAL"
     ],
     "default": "UNKNOWN"
    },
    "doc": "How bad."
   },
   {
    "name": "confidence",
    "type": "double",
    "doc": "0 to 1."
   },
   {
    "name": "path",
    "type": "string",
    "doc": "Where: JSON Pointer (RFC 6901) into the event; map entries by position, as /tags/0/value."
   },
   {
    "name": "start",
    "type": "int",
    "doc": "UTF-16 code units into the decoded text, inclusive."
   },
   {
    "name": "end",
    "type": "int",
    "doc": "UTF-16 code units, exclusive."
   },
   {
    "name": "masked_start",
    "type": [
     "null",
     "int"
    ],
    "doc": "The same place in the masked text.",
    "default": null
   },
   {
    "name": "masked_end",
    "type": [
     "null",
     "int"
    ],
    "doc": "The same place in the masked text.",
    "default": null
   },
   {
    "name": "match_digest",
    "type": [
     "null",
     "string"
    ],
    "doc": "Keyed digest of the matched value, so that equal values correlate unseen.",
    "default": null
   },
   {
    "name": "taxonomy",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "OWASP:LLM01:2026, ATLAS:AML.T0051, CWE-79, GDPR, …",
    "default": []
   }
  ]
 },
 "FindingEvent": {
  "type": "record",
  "name": "FindingEvent",
  "namespace": "tripline.v1",
  "doc": "Findings about no single record: a gap, a run without a decision, a timer.",
  "fields": [
   {
    "name": "event_id",
    "type": {
     "type": "string",
     "logicalType": "uuid"
    },
    "doc": "UUIDv7 of the latest event it is about."
   },
   {
    "name": "about_event_ids",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "The events it is about.",
    "default": []
   },
   {
    "name": "interaction_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Interaction, where there is one.",
    "default": null
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Session, where there is one.",
    "default": null
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Tenant."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "Application."
   },
   {
    "name": "environment",
    "type": "string",
    "doc": "Environment."
   },
   {
    "name": "occurred_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "When it was found."
   },
   {
    "name": "findings",
    "type": {
     "type": "array",
     "items": "tripline.v1.Finding"
    },
    "doc": "What was found.",
    "default": []
   },
   {
    "name": "score",
    "type": "double",
    "doc": "0 to 100, from the findings.",
    "default": 0
   },
   {
    "name": "source",
    "type": "tripline.v1.Source",
    "doc": "The record that completed the finding."
   },
   {
    "name": "detector",
    "type": "tripline.v1.Detector",
    "doc": "Who looked."
   }
  ]
 },
 "Hold": {
  "type": "record",
  "name": "Hold",
  "namespace": "tripline.v1",
  "doc": "A tool call that waits for a person's answer, on llm.control. Neither arguments nor any text of the call.",
  "fields": [
   {
    "name": "hold_id",
    "type": "string",
    "doc": "Id of the call's HELD event."
   },
   {
    "name": "call_id",
    "type": "string",
    "doc": "The call."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose call it is."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "What made it."
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Session of the call.",
    "default": null
   },
   {
    "name": "interaction_id",
    "type": "string",
    "doc": "The question it came of."
   },
   {
    "name": "requested_event_id",
    "type": "string",
    "doc": "Id of the call's REQUESTED event."
   },
   {
    "name": "tool",
    "type": "tripline.v1.Tool",
    "doc": "Which tool."
   },
   {
    "name": "arguments_digest",
    "type": "string",
    "doc": "SHA-256 of the arguments: an answer is about these alone."
   },
   {
    "name": "policy",
    "type": "string",
    "doc": "The rule that held it."
   },
   {
    "name": "reasons",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "Why.",
    "default": []
   },
   {
    "name": "held_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Since when it waits."
   },
   {
    "name": "expires_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Until when an answer counts; then it is denied."
   },
   {
    "name": "environment",
    "type": "string",
    "doc": "Where it was made.",
    "default": "production"
   },
   {
    "name": "asker_digest",
    "type": "string",
    "doc": "SHA-256 of who asks, actor and authentication: an answer is for the same alone. Empty where it was not written yet, and then for nobody.",
    "default": ""
   }
  ]
 },
 "Model": {
  "type": "record",
  "name": "Model",
  "namespace": "tripline.v1",
  "doc": "A model and who serves it.",
  "fields": [
   {
    "name": "provider",
    "type": [
     "null",
     "string"
    ],
    "doc": "gen_ai.provider.name",
    "default": null
   },
   {
    "name": "name",
    "type": "string",
    "doc": "gen_ai.request.model"
   }
  ]
 },
 "Origin": {
  "type": "record",
  "name": "Origin",
  "namespace": "tripline.v1",
  "doc": "Who, where and when: the header that every event carries.",
  "fields": [
   {
    "name": "event_id",
    "type": {
     "type": "string",
     "logicalType": "uuid"
    },
    "doc": "UUIDv7 (RFC 9562), lower case. Its time decides the daily index."
   },
   {
    "name": "interaction_id",
    "type": "string",
    "doc": "One question with all that came of it."
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "The conversation.",
    "default": null
   },
   {
    "name": "parent_event_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "The event that caused this one.",
    "default": null
   },
   {
    "name": "trace_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "W3C trace id, 32 hex digits.",
    "default": null
   },
   {
    "name": "span_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "W3C span id, 16 hex digits.",
    "default": null
   },
   {
    "name": "occurred_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Microseconds since the Unix epoch, by the emitter's clock."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose data this is; keys are derived per tenant."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "The application that emitted it."
   },
   {
    "name": "environment",
    "type": "string",
    "doc": "production, staging, … (deployment.environment.name)."
   },
   {
    "name": "actor",
    "type": {
     "type": "record",
     "name": "Actor",
     "namespace": "tripline.v1",
     "doc": "Who acted.",
     "fields": [
      {
       "name": "user_id",
       "type": [
        "null",
        "string"
       ],
       "doc": "user.id",
       "default": null
      },
      {
       "name": "role",
       "type": [
        "null",
        "string"
       ],
       "doc": "Decides sampling and policy.",
       "default": null
      },
      {
       "name": "department",
       "type": [
        "null",
        "string"
       ],
       "doc": "Organisational unit.",
       "default": null
      }
     ]
    },
    "doc": "Who acted.",
    "default": {
     "user_id": null,
     "role": null,
     "department": null
    }
   },
   {
    "name": "device",
    "type": [
     "null",
     {
      "type": "record",
      "name": "Device",
      "namespace": "tripline.v1",
      "doc": "From where.",
      "fields": [
       {
        "name": "id",
        "type": [
         "null",
         "string"
        ],
        "doc": "device.id",
        "default": null
       },
       {
        "name": "ip",
        "type": [
         "null",
         "string"
        ],
        "doc": "client.address",
        "default": null
       },
       {
        "name": "user_agent",
        "type": [
         "null",
         "string"
        ],
        "doc": "user_agent.original",
        "default": null
       }
      ]
     }
    ],
    "doc": "From where.",
    "default": null
   },
   {
    "name": "use_case",
    "type": [
     "null",
     "string"
    ],
    "doc": "customer-support, code-generation, …",
    "default": null
   },
   {
    "name": "tags",
    "type": {
     "type": "map",
     "values": "string"
    },
    "doc": "Labels that the application chose.",
    "default": {}
   },
   {
    "name": "attributes",
    "type": {
     "type": "map",
     "values": "string"
    },
    "doc": "What a source sent and nobody mapped.",
    "default": {}
   },
   {
    "name": "emitter",
    "type": [
     "null",
     {
      "type": "record",
      "name": "Emitter",
      "namespace": "tripline.v1",
      "doc": "The program that produced the record; left out of source_digest, so that a retry by another path is the same event.",
      "fields": [
       {
        "name": "name",
        "type": "string",
        "doc": "Library name."
       },
       {
        "name": "version",
        "type": "string",
        "doc": "Library version."
       },
       {
        "name": "instance",
        "type": "string",
        "doc": "One per process start."
       },
       {
        "name": "sequence",
        "type": "long",
        "doc": "From 1, per instance and session; a gap is a loss."
       }
      ]
     }
    ],
    "doc": "The program that produced the record.",
    "default": null
   },
   {
    "name": "capture",
    "type": {
     "type": "enum",
     "name": "Capture",
     "namespace": "tripline.v1",
     "doc": "Whether the text is here (FULL) or was sampled away (STUB).",
     "symbols": [
      "UNKNOWN",
      "FULL",
      "STUB"
     ],
     "default": "UNKNOWN"
    },
    "doc": "Whether the text is here or was sampled away.",
    "default": "UNKNOWN"
   }
  ]
 },
 "OriginalRecord": {
  "type": "record",
  "name": "OriginalRecord",
  "namespace": "tripline.v1",
  "doc": "A Kafka record as it came: what a dead letter seals and replay sends.",
  "fields": [
   {
    "name": "key",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Record key.",
    "default": null
   },
   {
    "name": "value",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Record value.",
    "default": null
   },
   {
    "name": "headers",
    "type": {
     "type": "array",
     "items": {
      "type": "record",
      "name": "Header",
      "namespace": "tripline.v1",
      "doc": "A record header.",
      "fields": [
       {
        "name": "key",
        "type": "string",
        "doc": "Name."
       },
       {
        "name": "value",
        "type": [
         "null",
         "bytes"
        ],
        "doc": "Value.",
        "default": null
       }
      ]
     }
    },
    "doc": "Record headers.",
    "default": []
   }
  ]
 },
 "OutputEvent": {
  "type": "record",
  "name": "OutputEvent",
  "namespace": "tripline.v1",
  "doc": "What the model answered, raw.",
  "fields": [
   {
    "name": "origin",
    "type": "tripline.v1.Origin",
    "doc": "Header."
   },
   {
    "name": "model",
    "type": "tripline.v1.Model",
    "doc": "The model that answered."
   },
   {
    "name": "choices",
    "type": {
     "type": "array",
     "items": {
      "type": "record",
      "name": "Choice",
      "namespace": "tripline.v1",
      "doc": "One answer.",
      "fields": [
       {
        "name": "index",
        "type": "int",
        "doc": "gen_ai choice index.",
        "default": 0
       },
       {
        "name": "media_type",
        "type": "string",
        "doc": "MIME type of content.",
        "default": "text/plain"
       },
       {
        "name": "content",
        "type": "bytes",
        "doc": "Outside text, to the byte."
       },
       {
        "name": "finish_reason",
        "type": [
         "null",
         "string"
        ],
        "doc": "gen_ai.response.finish_reasons",
        "default": null
       },
       {
        "name": "tool_calls",
        "type": {
         "type": "array",
         "items": {
          "type": "record",
          "name": "ToolCall",
          "namespace": "tripline.v1",
          "doc": "A call that the model asked for.",
          "fields": [
           {
            "name": "id",
            "type": "string",
            "doc": "gen_ai.tool.call.id"
           },
           {
            "name": "name",
            "type": "string",
            "doc": "gen_ai.tool.name"
           },
           {
            "name": "arguments",
            "type": "bytes",
            "doc": "As the model wrote them; malformed JSON stays malformed."
           }
          ]
         }
        },
        "doc": "Calls asked for.",
        "default": []
       }
      ]
     }
    },
    "doc": "The answers.",
    "default": []
   },
   {
    "name": "status",
    "type": {
     "type": "enum",
     "name": "OutputStatus",
     "namespace": "tripline.v1",
     "doc": "How the answer ended.",
     "symbols": [
      "UNKNOWN",
      "COMPLETED",
      "BLOCKED",
      "FAILED",
      "ABORTED"
     ],
     "default": "UNKNOWN"
    },
    "doc": "How the answer ended.",
    "default": "UNKNOWN"
   },
   {
    "name": "error",
    "type": [
     "null",
     "tripline.v1.Failure"
    ],
    "doc": "Set when BLOCKED, FAILED or ABORTED.",
    "default": null
   },
   {
    "name": "usage",
    "type": [
     "null",
     {
      "type": "record",
      "name": "Usage",
      "namespace": "tripline.v1",
      "doc": "Tokens.",
      "fields": [
       {
        "name": "input_tokens",
        "type": "long",
        "doc": "gen_ai.usage.input_tokens"
       },
       {
        "name": "output_tokens",
        "type": "long",
        "doc": "gen_ai.usage.output_tokens"
       }
      ]
     }
    ],
    "doc": "Tokens used.",
    "default": null
   },
   {
    "name": "latency_ms",
    "type": [
     "null",
     "double"
    ],
    "doc": "Request to last byte, milliseconds.",
    "default": null
   },
   {
    "name": "streamed",
    "type": "boolean",
    "doc": "Whether it came as a stream.",
    "default": false
   },
   {
    "name": "complete",
    "type": "boolean",
    "doc": "False when the stream broke or the caller aborted.",
    "default": true
   }
  ]
 },
 "PromptEvent": {
  "type": "record",
  "name": "PromptEvent",
  "namespace": "tripline.v1",
  "doc": "What was asked.",
  "fields": [
   {
    "name": "origin",
    "type": "tripline.v1.Origin",
    "doc": "Header."
   },
   {
    "name": "model",
    "type": "tripline.v1.Model",
    "doc": "The model asked."
   },
   {
    "name": "messages",
    "type": {
     "type": "array",
     "items": {
      "type": "record",
      "name": "Message",
      "namespace": "tripline.v1",
      "doc": "One message of the conversation.",
      "fields": [
       {
        "name": "role",
        "type": "string",
        "doc": "system, user, assistant, tool, …"
       },
       {
        "name": "name",
        "type": [
         "null",
         "string"
        ],
        "doc": "Participant.",
        "default": null
       },
       {
        "name": "media_type",
        "type": "string",
        "doc": "MIME type of content.",
        "default": "text/plain"
       },
       {
        "name": "content",
        "type": "bytes",
        "doc": "Outside text, to the byte."
       }
      ]
     }
    },
    "doc": "The conversation as sent.",
    "default": []
   },
   {
    "name": "parameters",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Request parameters: JSON.",
    "default": null
   },
   {
    "name": "tools_offered",
    "type": {
     "type": "array",
     "items": {
      "type": "record",
      "name": "ToolOffer",
      "namespace": "tripline.v1",
      "doc": "A tool that the model may call.",
      "fields": [
       {
        "name": "name",
        "type": "string",
        "doc": "gen_ai.tool.name"
       },
       {
        "name": "definition",
        "type": [
         "null",
         "bytes"
        ],
        "doc": "Its definition: JSON.",
        "default": null
       }
      ]
     }
    },
    "doc": "Tools offered to the model.",
    "default": []
   },
   {
    "name": "status",
    "type": {
     "type": "enum",
     "name": "PromptStatus",
     "namespace": "tripline.v1",
     "doc": "What became of the prompt.",
     "symbols": [
      "UNKNOWN",
      "SENT",
      "BLOCKED",
      "FAILED"
     ],
     "default": "UNKNOWN"
    },
    "doc": "What became of the prompt.",
    "default": "UNKNOWN"
   },
   {
    "name": "error",
    "type": [
     "null",
     "tripline.v1.Failure"
    ],
    "doc": "Set when BLOCKED or FAILED.",
    "default": null
   },
   {
    "name": "content_length",
    "type": [
     "null",
     "long"
    ],
    "doc": "Stubs: bytes of content left out, all messages together.",
    "default": null
   },
   {
    "name": "content_digest",
    "type": [
     "null",
     "string"
    ],
    "doc": "Stubs: keyed digest (HMAC-SHA256, hex) of what was left out.",
    "default": null
   }
  ]
 },
 "Source": {
  "type": "record",
  "name": "Source",
  "namespace": "tripline.v1",
  "doc": "Where a record stood in Kafka.",
  "fields": [
   {
    "name": "topic",
    "type": "string",
    "doc": "Topic."
   },
   {
    "name": "partition",
    "type": "int",
    "doc": "Partition."
   },
   {
    "name": "offset",
    "type": "long",
    "doc": "Offset."
   },
   {
    "name": "timestamp",
    "type": {
     "type": "long",
     "logicalType": "timestamp-millis"
    },
    "doc": "The broker's LogAppendTime."
   }
  ]
 },
 "Tool": {
  "type": "record",
  "name": "Tool",
  "namespace": "tripline.v1",
  "doc": "Which tool, and what it reaches.",
  "fields": [
   {
    "name": "name",
    "type": "string",
    "doc": "gen_ai.tool.name"
   },
   {
    "name": "kind",
    "type": {
     "type": "enum",
     "name": "ToolKind",
     "namespace": "tripline.v1",
     "doc": "What kind of system it reaches.",
     "symbols": [
      "UNKNOWN",
      "HTTP",
      "DATABASE",
      "SHELL",
      "MESSAGING",
      "MCP",
      "FUNCTION"
     ],
     "default": "UNKNOWN"
    },
    "doc": "What kind of system it reaches.",
    "default": "UNKNOWN"
   },
   {
    "name": "endpoint",
    "type": [
     "null",
     "string"
    ],
    "doc": "URL, data source or program.",
    "default": null
   }
  ]
 },
 "ToolEvent": {
  "type": "record",
  "name": "ToolEvent",
  "namespace": "tripline.v1",
  "doc": "What was done with it: one phase of one tool call.",
  "fields": [
   {
    "name": "origin",
    "type": "tripline.v1.Origin",
    "doc": "Header."
   },
   {
    "name": "phase",
    "type": {
     "type": "enum",
     "name": "ToolPhase",
     "namespace": "tripline.v1",
     "doc": "Where the call stands.",
     "symbols": [
      "UNKNOWN",
      "REQUESTED",
      "HELD",
      "APPROVED",
      "DENIED",
      "COMPLETED",
      "FAILED"
     ],
     "default": "UNKNOWN"
    },
    "doc": "Where the call stands."
   },
   {
    "name": "call_id",
    "type": "string",
    "doc": "gen_ai.tool.call.id; the same in every phase."
   },
   {
    "name": "tool",
    "type": "tripline.v1.Tool",
    "doc": "The tool."
   },
   {
    "name": "arguments",
    "type": "bytes",
    "doc": "Outside text, to the byte."
   },
   {
    "name": "arguments_digest",
    "type": [
     "null",
     "string"
    ],
    "doc": "SHA-256 of arguments, hex: what was approved is what runs.",
    "default": null
   },
   {
    "name": "result",
    "type": [
     "null",
     "bytes"
    ],
    "doc": "Outside text, to the byte.",
    "default": null
   },
   {
    "name": "authentication",
    "type": [
     "null",
     {
      "type": "record",
      "name": "Authentication",
      "namespace": "tripline.v1",
      "doc": "Whether the call was authenticated.",
      "fields": [
       {
        "name": "status",
        "type": {
         "type": "enum",
         "name": "Authenticated",
         "namespace": "tripline.v1",
         "doc": "Whether the call was authenticated.",
         "symbols": [
          "UNKNOWN",
          "YES",
          "NO"
         ],
         "default": "UNKNOWN"
        },
        "doc": "Whether the call was authenticated.",
        "default": "UNKNOWN"
       },
       {
        "name": "method",
        "type": [
         "null",
         "string"
        ],
        "doc": "oauth2, api_key, …",
        "default": null
       },
       {
        "name": "principal",
        "type": [
         "null",
         "string"
        ],
        "doc": "As whom.",
        "default": null
       }
      ]
     }
    ],
    "doc": "Whether and as whom the call was authenticated.",
    "default": null
   },
   {
    "name": "response_cached",
    "type": [
     "null",
     "boolean"
    ],
    "doc": "Whether the response was cached.",
    "default": null
   },
   {
    "name": "response_stored",
    "type": [
     "null",
     "boolean"
    ],
    "doc": "Whether the response was stored.",
    "default": null
   },
   {
    "name": "status_code",
    "type": [
     "null",
     "int"
    ],
    "doc": "Exit code or HTTP status.",
    "default": null
   },
   {
    "name": "duration_ms",
    "type": [
     "null",
     "double"
    ],
    "doc": "Start to end, milliseconds.",
    "default": null
   },
   {
    "name": "error",
    "type": [
     "null",
     "tripline.v1.Failure"
    ],
    "doc": "Set when DENIED or FAILED.",
    "default": null
   },
   {
    "name": "decision",
    "type": [
     "null",
     {
      "type": "record",
      "name": "Decision",
      "namespace": "tripline.v1",
      "doc": "What the policy said.",
      "fields": [
       {
        "name": "effect",
        "type": {
         "type": "enum",
         "name": "Effect",
         "namespace": "tripline.v1",
         "doc": "What the policy said.",
         "symbols": [
          "UNKNOWN",
          "ALLOW",
          "ALERT",
          "HOLD",
          "DENY"
         ],
         "default": "UNKNOWN"
        },
        "doc": "What the policy said."
       },
       {
        "name": "policy",
        "type": "string",
        "doc": "The policy that decided."
       },
       {
        "name": "reasons",
        "type": {
         "type": "array",
         "items": "string"
        },
        "doc": "Why.",
        "default": []
       },
       {
        "name": "approver",
        "type": [
         "null",
         "string"
        ],
        "doc": "Who approved or rejected.",
        "default": null
       }
      ]
     }
    ],
    "doc": "What the policy said.",
    "default": null
   }
  ]
 }
};
export const historicSchemas: readonly unknown[] = [
 {
  "type": "record",
  "name": "Hold",
  "namespace": "tripline.v1",
  "doc": "A tool call that waits for a person's answer, on llm.control. Neither arguments nor any text of the call.",
  "fields": [
   {
    "name": "hold_id",
    "type": "string",
    "doc": "Id of the call's HELD event."
   },
   {
    "name": "call_id",
    "type": "string",
    "doc": "The call."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose call it is."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "What made it."
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Session of the call.",
    "default": null
   },
   {
    "name": "interaction_id",
    "type": "string",
    "doc": "The question it came of."
   },
   {
    "name": "requested_event_id",
    "type": "string",
    "doc": "Id of the call's REQUESTED event."
   },
   {
    "name": "tool",
    "type": {
     "type": "record",
     "name": "Tool",
     "namespace": "tripline.v1",
     "doc": "Which tool, and what it reaches.",
     "fields": [
      {
       "name": "name",
       "type": "string",
       "doc": "gen_ai.tool.name"
      },
      {
       "name": "kind",
       "type": {
        "type": "enum",
        "name": "ToolKind",
        "namespace": "tripline.v1",
        "doc": "What kind of system it reaches.",
        "symbols": [
         "UNKNOWN",
         "HTTP",
         "DATABASE",
         "SHELL",
         "MESSAGING",
         "MCP",
         "FUNCTION"
        ],
        "default": "UNKNOWN"
       },
       "doc": "What kind of system it reaches.",
       "default": "UNKNOWN"
      },
      {
       "name": "endpoint",
       "type": [
        "null",
        "string"
       ],
       "doc": "URL, data source or program.",
       "default": null
      }
     ]
    },
    "doc": "Which tool."
   },
   {
    "name": "arguments_digest",
    "type": "string",
    "doc": "SHA-256 of the arguments: an answer is about these alone."
   },
   {
    "name": "policy",
    "type": "string",
    "doc": "The rule that held it."
   },
   {
    "name": "reasons",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "Why.",
    "default": []
   },
   {
    "name": "held_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Since when it waits."
   },
   {
    "name": "expires_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Until when an answer counts; then it is denied."
   }
  ]
 },
 {
  "type": "record",
  "name": "Hold",
  "namespace": "tripline.v1",
  "doc": "A tool call that waits for a person's answer, on llm.control. Neither arguments nor any text of the call.",
  "fields": [
   {
    "name": "hold_id",
    "type": "string",
    "doc": "Id of the call's HELD event."
   },
   {
    "name": "call_id",
    "type": "string",
    "doc": "The call."
   },
   {
    "name": "tenant",
    "type": "string",
    "doc": "Whose call it is."
   },
   {
    "name": "application",
    "type": "string",
    "doc": "What made it."
   },
   {
    "name": "session_id",
    "type": [
     "null",
     "string"
    ],
    "doc": "Session of the call.",
    "default": null
   },
   {
    "name": "interaction_id",
    "type": "string",
    "doc": "The question it came of."
   },
   {
    "name": "requested_event_id",
    "type": "string",
    "doc": "Id of the call's REQUESTED event."
   },
   {
    "name": "tool",
    "type": {
     "type": "record",
     "name": "Tool",
     "namespace": "tripline.v1",
     "doc": "Which tool, and what it reaches.",
     "fields": [
      {
       "name": "name",
       "type": "string",
       "doc": "gen_ai.tool.name"
      },
      {
       "name": "kind",
       "type": {
        "type": "enum",
        "name": "ToolKind",
        "namespace": "tripline.v1",
        "doc": "What kind of system it reaches.",
        "symbols": [
         "UNKNOWN",
         "HTTP",
         "DATABASE",
         "SHELL",
         "MESSAGING",
         "MCP",
         "FUNCTION"
        ],
        "default": "UNKNOWN"
       },
       "doc": "What kind of system it reaches.",
       "default": "UNKNOWN"
      },
      {
       "name": "endpoint",
       "type": [
        "null",
        "string"
       ],
       "doc": "URL, data source or program.",
       "default": null
      }
     ]
    },
    "doc": "Which tool."
   },
   {
    "name": "arguments_digest",
    "type": "string",
    "doc": "SHA-256 of the arguments: an answer is about these alone."
   },
   {
    "name": "policy",
    "type": "string",
    "doc": "The rule that held it."
   },
   {
    "name": "reasons",
    "type": {
     "type": "array",
     "items": "string"
    },
    "doc": "Why.",
    "default": []
   },
   {
    "name": "held_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Since when it waits."
   },
   {
    "name": "expires_at",
    "type": {
     "type": "long",
     "logicalType": "timestamp-micros"
    },
    "doc": "Until when an answer counts; then it is denied."
   },
   {
    "name": "environment",
    "type": "string",
    "doc": "Where it was made.",
    "default": "production"
   }
  ]
 }
];
