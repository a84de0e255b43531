/** An event as analysts may see it: every outside string masked by the findings, identity as tokens, findings told their new place. */
import { type EventDocument, renderEvent } from '../core/events/render.ts';
import type { Finding, TriplineEvent } from '../core/events/types.ts';
import { type HmacKey, hmacKey } from '../core/evidence/hmac.ts';
import { type Identity, identityOf, tokenIdentity } from '../core/evidence/identity.ts';
import { isMasked, maskText } from '../core/evidence/mask.ts';
import { escapeTokens, maskToken } from '../core/evidence/tokens.ts';
import type { Keyring } from '../core/evidence/types.ts';

export interface MaskedEvent {
  document: EventDocument;
  identity: Identity;
  findings: Finding[];
  tokenKey: HmacKey;
}

export function maskEvent(event: TriplineEvent, findings: readonly Finding[], keyring: Keyring): MaskedEvent {
  const { tenant } = event.origin;
  const tokenKey = hmacKey(keyring.derive('tokens', tenant));
  const identity = tokenIdentity(keyring, tenant, identityOf(event));
  const placed = findings.map((finding) => ({ ...finding, masked_start: null, masked_end: null }));
  const unplaced = Map.groupBy<string, Finding>(placed, (finding) => finding.path);
  const document = renderEvent(event, (path, text) => maskAt(path, text, unplaced, tokenKey));
  // A masked finding whose place is not in the event leaves one safe reading: any text may be meant.
  const isLost = [...unplaced.values()].flat().some(isMasked);
  if (!isLost) return { document, identity, findings: placed, tokenKey };
  const nowhere = placed.map((finding) => ({ ...finding, masked_start: null, masked_end: null }));
  return { document: maskAll(event, tokenKey), identity, findings: nowhere, tokenKey };
}

/** Takes the path's findings out of `unplaced` as it places them. */
function maskAt(path: string, text: string, unplaced: Map<string, Finding[]>, key: HmacKey): string {
  const here = unplaced.get(path);
  if (here === undefined) return escapeTokens(text);
  unplaced.delete(path);
  const masked = maskText(text, here, (type, value) => maskToken(key, type, value));
  here.forEach((finding, index) => {
    finding.masked_start = masked.places[index]?.start ?? null;
    finding.masked_end = masked.places[index]?.end ?? null;
  });
  return masked.text;
}

function maskAll(event: TriplineEvent, key: HmacKey): EventDocument {
  return renderEvent(event, (_path, text) => maskToken(key, 'MASKED', text));
}
