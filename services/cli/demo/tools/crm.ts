/** A customer system over HTTP: answers for most customers, fails for 500 and never answers for 504. */
import { fastify } from 'fastify';
import { CARD, CRM_TOKEN } from '../fakes.ts';
import { type Outcome, objectSchema, refusal, type Tool } from './tool.ts';

const PATIENCE_MS = 300;

export async function startCrm(): Promise<Tool & { stop(): Promise<void> }> {
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${CRM_TOKEN}`)
      await reply.code(401).send({ error: 'who are you?' });
  });
  app.get<{ Params: { id: string } }>('/customers/:id', ({ params }, reply) => {
    if (params.id === '504') return;
    if (params.id === '500') return void reply.code(500).send({ error: 'the order service is down' });
    void reply.send({ id: Number(params.id), name: 'Ada Lindqvist', plan: 'gold', card: CARD });
  });
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/customers`;
  return {
    name: 'look_up_customer',
    kind: 'HTTP',
    description: 'Reads a customer of the customer system by number.',
    parameters: objectSchema('customer_id', 'integer', 'the customer’s number'),
    endpoint: url,
    authentication: { status: 'YES', method: 'bearer', principal: 'support-agent' },
    run: (input, signal) => lookUp(url, input['customer_id'], signal),
    stop: () => app.close(),
  };
}

async function lookUp(url: string, id: unknown, signal: AbortSignal): Promise<Outcome> {
  if (!Number.isSafeInteger(id)) return refusal('customer_id must be a whole number.');
  try {
    const response = await fetch(`${url}/${String(id)}`, {
      headers: { authorization: `Bearer ${CRM_TOKEN}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const outcome = { result: await response.text(), status: response.status };
    const error = { type: 'HttpError', message: `The customer system answered ${response.status}.` };
    return response.ok ? outcome : { ...outcome, error };
  } catch (error) {
    const type = error instanceof Error ? error.name : 'Error';
    return { error: { type, message: 'The customer system did not answer in time.' } };
  }
}
