#!/usr/bin/env node
/** `tripline`: one file a verb. Exit codes: 0 done, 1 failed, 2 not understood. */
import { assertNode } from '../platform/lifecycle/assert-node.ts';

assertNode();
const { runCli } = await import('./program.ts');
await runCli(process.argv);
