/** The only door of the emitter: what an application imports as `tripline`. */
export { catalogue, type ErrorCode, isTriplineError, TriplineError } from '../core/errors.ts';
export { currentContext, withContext } from './call-context.ts';
export { createEmitter } from './emitter.ts';
export { createGuard } from './guard/create-guard.ts';
export { GuardDenied } from './guard/denied.ts';
export { createPolicy, type PolicyOptions, type SharedPolicy } from './guard/shared-policy.ts';
export type * from './guard/types.ts';
export { instrumentOpenAI, type OpenAIInstrumentation } from './instrument/openai/instrument.ts';
export type * from './types.ts';
