/** The contestants of the emitter's comparison: each puts the same output of a model on record, in its own way. */
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { setLangfuseTracerProvider, startObservation } from '@langfuse/tracing';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import kafkajs from 'kafkajs';
import { createEmitter, type EmitterOptions } from '../../services/emitter/index.ts';
import { createWriter } from './prose.ts';
import { seeded } from './seeded.ts';

/** With what an event takes beside it, 1 KiB. */
const CONTENT_BYTES = 740;
const RECORD_BYTES = 1024;
const SESSIONS = 100;
/** As many as emitted between two flushes: nobody drops any. */
const QUEUE_EVENTS = 4096;

export interface Side {
  /** What an application calls and waits for. */
  emit(at: number): void;
  /** Resolves once all that was emitted has been taken. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface Places {
  brokers: string;
  topicPrefix: string;
  /** Of an HTTP sink. */
  url: string;
}

const content = createWriter(seeded(1)).prose(CONTENT_BYTES);

export const SIDES = {
  kafkajs: ({ brokers, topicPrefix }) => emitterSide({ kafka: { brokers: [brokers] }, topicPrefix }),
  platformatic: ({ brokers, topicPrefix }) =>
    emitterSide({ kafka: { brokers: [brokers], client: 'platformatic' }, topicPrefix }),
  gateway: ({ url }) => emitterSide({ gateway: { url, apiKey: 'bench' } }),
  kafkajsAlone: kafkajsSide,
  openTelemetry: openTelemetrySide,
  langfuse: langfuseSide,
} satisfies Record<string, (places: Places) => Side | Promise<Side>>;

export type SideName = keyof typeof SIDES;

function emitterSide(way: Pick<EmitterOptions, 'kafka' | 'gateway' | 'topicPrefix'>): Side {
  const emitter = createEmitter({ application: 'bench', sampling: 'off', ...way });
  return {
    emit: (at) => {
      const receipt = emitter.output({
        session_id: sessionOf(at),
        actor: { user_id: 'user-1', role: 'developer' },
        model: 'gpt-5',
        choices: [{ content }],
      });
      if (!receipt.accepted) throw new Error('the queue was full');
    },
    settle: () => emitter.flush(),
    close: () => emitter.close(),
  };
}

/** What one would write by hand, without the event. */
async function kafkajsSide({ brokers, topicPrefix }: Places): Promise<Side> {
  const kafka = new kafkajs.Kafka({ brokers: [brokers], logLevel: kafkajs.logLevel.ERROR });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  const value = Buffer.from(createWriter(seeded(1)).prose(RECORD_BYTES));
  let messages: { key: string; value: Buffer }[] = [];
  return {
    emit: (at) => void messages.push({ key: sessionOf(at), value }),
    settle: async () => {
      await producer.send({ topic: `${topicPrefix}llm.events`, acks: -1, messages });
      messages = [];
    },
    close: () => producer.disconnect(),
  };
}

/** A span for each event, by the GenAI conventions, through the batch processor as OTLP protobuf. */
function openTelemetrySide({ url }: Places): Side {
  const exporter = new OTLPTraceExporter({ url: `${url}/v1/traces` });
  const processor = new BatchSpanProcessor(exporter, { maxQueueSize: QUEUE_EVENTS });
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  const tracer = provider.getTracer('bench');
  return {
    emit: (at) => {
      const span = tracer.startSpan('chat gpt-5');
      span.setAttribute('gen_ai.conversation.id', sessionOf(at));
      span.setAttribute('user.id', 'user-1');
      span.setAttribute('user.roles', ['developer']);
      span.setAttribute('gen_ai.request.model', 'gpt-5');
      span.setAttribute('gen_ai.output.messages', content);
      span.end();
    },
    settle: () => provider.forceFlush(),
    close: () => provider.shutdown(),
  };
}

/** A generation for each event, through Langfuse's own processor as it comes, but for room in its queue. */
function langfuseSide({ url }: Places): Side {
  process.env['OTEL_BSP_MAX_QUEUE_SIZE'] = String(QUEUE_EVENTS);
  const processor = new LangfuseSpanProcessor({ publicKey: 'bench', secretKey: 'bench', baseUrl: url });
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  setLangfuseTracerProvider(provider);
  return {
    emit: (at) => {
      const metadata = { sessionId: sessionOf(at), userId: 'user-1', role: 'developer' };
      const generation = startObservation(
        'chat',
        { model: 'gpt-5', output: content, metadata },
        { asType: 'generation' },
      );
      generation.end();
    },
    settle: () => provider.forceFlush(),
    close: () => provider.shutdown(),
  };
}

function sessionOf(at: number): string {
  return `session-${at % SESSIONS}`;
}
