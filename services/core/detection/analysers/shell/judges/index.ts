/** Which judges look at which program, and which at all of them. */
import { type Call, type Inquiry, type Judge, operands } from '../call.ts';
import { bucketJudges } from './buckets.ts';
import { builderJudges } from './builders.ts';
import { clientJudges } from './clients.ts';
import { containerJudges } from './containers.ts';
import { credentialJudges, judgeFiles, judgeMetadata, judgeTools } from './credential-access.ts';
import { searchJudges } from './credential-search.ts';
import { deletionJudges } from './deletion.ts';
import { destroyerJudges } from './destroyers.ts';
import { downloadJudges } from './downloads.ts';
import { emptyingJudges } from './emptying.ts';
import { escapeJudges, judgeBareShell } from './escape.ts';
import { evasionJudges, judgeMining } from './evasion.ts';
import { exfiltrationJudges } from './exfiltration.ts';
import { expansionJudges } from './expansions.ts';
import { fedJudges } from './fed.ts';
import { interactiveJudges } from './interactive.ts';
import { orchestrationJudges } from './orchestration.ts';
import { judgeWriting, persistenceJudges } from './persistence.ts';
import { privilegeJudges } from './privilege.ts';
import { remoteShellJudges } from './remote-shell.ts';
import { repositoryJudges } from './repositories.ts';
import { requestJudges } from './requests.ts';
import { ruleJudges } from './rules.ts';
import { runningOptionJudges } from './running-options.ts';
import { serviceJudges } from './services.ts';
import { statementJudges } from './statements.ts';
import { systemJudges } from './system.ts';
import { targetJudges } from './targets.ts';
import { transferJudges } from './transfers.ts';

const byName = new Map<string, Judge[]>();
for (const [name, judge] of [
  ...deletionJudges,
  ...systemJudges,
  ...serviceJudges,
  ...clientJudges,
  ...persistenceJudges,
  ...privilegeJudges,
  ...exfiltrationJudges,
  ...transferJudges,
  ...bucketJudges,
  ...repositoryJudges,
  ...remoteShellJudges,
  ...downloadJudges,
  ...containerJudges,
  ...credentialJudges,
  ...searchJudges,
  ...escapeJudges,
  ...interactiveJudges,
  ...runningOptionJudges,
  ...builderJudges,
  ...ruleJudges,
  ...fedJudges,
  ...destroyerJudges,
  ...emptyingJudges,
  ...requestJudges,
  ...targetJudges,
  ...statementJudges,
  ...orchestrationJudges,
  ...expansionJudges,
  ...evasionJudges,
  ['tee', tee] as const,
]) {
  const judges = byName.get(name);
  if (judges === undefined) byName.set(name, [judge]);
  else judges.push(judge);
}
const NOBODY: readonly Judge[] = [];

export function judgesOf(name: string): readonly Judge[] {
  return byName.get(name) ?? NOBODY;
}

/** Whatever the program: files with credentials among its arguments or redirections. */
export function judgeUnwrapped(call: Call, inquiry: Inquiry): void {
  if (call.args.length > 0 || call.command.redirects.length > 0) judgeFiles(call, inquiry);
}

export function judgeEvery(call: Call, inquiry: Inquiry): void {
  judgeBareShell(call, inquiry);
  if (call.args.length === 0) return;
  judgeMetadata(call, inquiry);
  judgeMining(call, inquiry);
  judgeTools(call, inquiry);
}

/** `… | tee -a file` writes as `>>` does. */
function tee(call: Call, inquiry: Inquiry): void {
  const isAppending = call.args.some((arg) => /^-a|^--append/.test(arg));
  for (const target of operands(call.args))
    judgeWriting(target, inquiry.inputOf(call.command), isAppending, call, inquiry);
}
