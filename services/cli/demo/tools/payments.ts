/** Pays customers back; nobody's money moves. */
import { type Outcome, refusal, type Tool } from './tool.ts';

export function createPayments(): Tool {
  return {
    name: 'refund',
    kind: 'FUNCTION',
    description: 'Pays a customer back, in euros.',
    parameters: {
      type: 'object',
      properties: {
        customer_id: { type: 'integer', description: 'the customer’s number' },
        amount: { type: 'number', description: 'in euros' },
      },
      required: ['customer_id', 'amount'],
      additionalProperties: false,
    },
    endpoint: 'payments',
    authentication: { status: 'YES', method: 'service-account', principal: 'support-agent' },
    run: async ({ customer_id, amount }) => refund(customer_id, amount),
  };
}

function refund(customer_id: unknown, amount: unknown): Outcome {
  if (!Number.isSafeInteger(customer_id)) return refusal('customer_id must be a whole number.');
  if (typeof amount !== 'number' || !(amount > 0)) return refusal('amount must be more than nothing.');
  return { result: JSON.stringify({ customer_id, refunded: amount }), status: 200 };
}
