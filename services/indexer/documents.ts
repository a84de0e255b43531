/** What is stored of an event: the sealed raw document, the masked one, one document a finding. Shapes as in deploy/elasticsearch. */
import { SEVERITIES } from '../core/events/enums.ts';
import type { Finding, FindingEvent } from '../core/events/types.ts';
import { commitTo, identityOf } from '../core/evidence/identity.ts';
import type { Keyring, Sealer } from '../core/evidence/types.ts';
import type { CreateOperation } from '../platform/elasticsearch/port.ts';
import { type Copy, dailyIndex } from '../platform/elasticsearch/templates.ts';
import type { StoredEvent, StoredFindings } from './examine.ts';
import { type MaskedEvent, maskEvent } from './mask-event.ts';
import { maskedBody } from './masked-body.ts';
import { type Fields, isoMicros, metadataOf, modelAndTool } from './metadata.ts';
import { serialize, serializeWith } from './serialize.ts';

export interface DocumentDeps {
  keyring: Keyring;
  sealer: Sealer;
  indexPrefix: string;
}

/** Identity stands here in clear; whatever else came from outside is in the seal. */
export function rawOperation(
  stored: StoredEvent,
  { keyring, sealer, indexPrefix }: DocumentDeps,
): CreateOperation {
  const { event, enriched } = stored;
  const { event_id, tenant } = event.origin;
  const identity = identityOf(event);
  const { salt, commitment } = commitTo(identity);
  const document = {
    ...metadataOf(stored, { ...event, origin: { ...event.origin } }, identity, keyring.activeKeyId),
    identity_commitment: commitment,
    identity_salt: salt,
  };
  const sealed = sealer.seal(enriched.record, { tenant, event_id, field: 'raw' }).toString('base64');
  return operation(indexPrefix, 'raw', stored.time, event_id, serializeWith(document, 'sealed', sealed));
}

/** The masked document first, then its findings. */
export function maskedOperations(stored: StoredEvent, deps: DocumentDeps): CreateOperation[] {
  const { event, enriched, time } = stored;
  const masked = maskEvent(event, enriched.findings, deps.keyring);
  const metadata = metadataOf(stored, masked.document, masked.identity, deps.keyring.activeKeyId);
  const document = {
    ...metadata,
    ...maskedBody(event, masked, deps.keyring),
    findings: summaryOf(enriched.findings),
  };
  return [
    operation(deps.indexPrefix, 'masked', time, event.origin.event_id, serialize(document)),
    ...findingOperations(masked.findings, findingMetadata(metadata, masked), time, deps),
  ];
}

/** What a finding of ours about this event, as the INTEGRITY ones, is stored as. */
export function extraFinding(stored: StoredEvent, finding: Finding, deps: DocumentDeps): CreateOperation[] {
  const masked = maskEvent(stored.event, stored.enriched.findings, deps.keyring);
  const metadata = metadataOf(stored, masked.document, masked.identity, deps.keyring.activeKeyId);
  return findingOperations([finding], findingMetadata(metadata, masked), stored.time, deps);
}

/** A FindingEvent's strings were masked by the detector that made it. */
export function findingsOperations(stored: StoredFindings, deps: DocumentDeps): CreateOperation[] {
  const { event, position, time } = stored;
  return findingOperations(event.findings, findingEventMetadata(event, { ...position }, deps), time, deps);
}

function findingEventMetadata(event: FindingEvent, enriched: Fields, { keyring }: DocumentDeps): Fields {
  const { event_id, about_event_ids, interaction_id, session_id, tenant, application, environment } = event;
  const { score, source, detector, occurred_at } = event;
  return {
    '@timestamp': isoMicros(occurred_at, event_id),
    event_id,
    event_type: 'finding',
    about_event_ids,
    interaction_id,
    session_id,
    tenant,
    application,
    environment,
    key_id: keyring.activeKeyId,
    score,
    source: { ...source },
    enriched,
    detector: { ...detector },
  };
}

function findingMetadata(metadata: Fields, masked: MaskedEvent): Fields {
  const { event_id, event_type, interaction_id, session_id, tenant, application, environment } = metadata;
  const { key_id, score, source, enriched, detector, actor, use_case } = metadata;
  return {
    '@timestamp': metadata['@timestamp'],
    event_id,
    event_type,
    about_event_ids: [event_id],
    interaction_id,
    session_id,
    tenant,
    application,
    environment,
    key_id,
    score,
    source,
    enriched,
    detector,
    actor,
    use_case,
    ...modelAndTool(masked.document),
  };
}

function findingOperations(
  findings: readonly Finding[],
  metadata: Fields,
  time: number,
  { indexPrefix }: DocumentDeps,
): CreateOperation[] {
  return findings.map((finding) =>
    operation(indexPrefix, 'findings', time, finding.finding_id, serialize({ ...metadata, ...finding })),
  );
}

function summaryOf(findings: readonly Finding[]): Fields {
  const distinct = (field: 'category' | 'type' | 'rule_id') => [
    ...new Set(findings.map((each) => each[field])),
  ];
  const worst = findings.reduce((most, { severity }) => Math.max(most, SEVERITIES.indexOf(severity)), -1);
  return {
    count: findings.length,
    severity: SEVERITIES[worst] ?? null,
    categories: distinct('category'),
    types: distinct('type'),
    rules: distinct('rule_id'),
  };
}

function operation(prefix: string, copy: Copy, time: number, id: string, document: Buffer): CreateOperation {
  return { index: dailyIndex(prefix, copy, time), id, document };
}
