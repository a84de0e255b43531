/** The schemas of schemas/*.avsc, resolved and fingerprinted. */
import avsc from 'avsc';
import { rabinFingerprint } from './rabin.ts';
import { currentSchemas, historicSchemas } from './schemas.generated.ts';

export type AvroSchema = string | AvroSchema[] | AvroObject;
export interface AvroObject {
  type: string | AvroObject | AvroSchema[];
  name?: string;
  namespace?: string;
  doc?: string;
  logicalType?: string;
  fields?: AvroField[];
  items?: AvroSchema;
  values?: AvroSchema;
  symbols?: string[];
  size?: number;
  default?: unknown;
}
export interface AvroField {
  name: string;
  type: AvroSchema;
  doc?: string;
  default?: unknown;
}

/** One schema with every name it needs inside it. */
export interface ResolvedSchema {
  name: string;
  schema: AvroObject;
  /** Parsing canonical form (Avro specification). */
  canonical: string;
  /** CRC-64-AVRO of the canonical form. */
  fingerprint: bigint;
}

export const NAMESPACE = 'tripline.v1';

/** Current schemas by their short name (PromptEvent). */
export const current: ReadonlyMap<string, ResolvedSchema> = resolveAll(currentSchemas);

/** Every schema that was ever written with, the current ones included, by fingerprint. */
export const written: ReadonlyMap<bigint, ResolvedSchema> = new Map(
  [...current.values(), ...historicSchemas.map((schema) => resolve(schema as AvroObject))].map((schema) => [
    schema.fingerprint,
    schema,
  ]),
);

/** Schemas that name each other, each made whole. */
export function resolveAll(schemas: Readonly<Record<string, unknown>>): Map<string, ResolvedSchema> {
  return new Map(Object.keys(schemas).map((name) => [name, resolve(inline(schemas, name, new Set()))]));
}

function resolve(schema: AvroObject): ResolvedSchema {
  const canonical = JSON.stringify(
    avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'never' }).schema(),
  );
  return {
    name: schema.name ?? '',
    schema,
    canonical,
    fingerprint: rabinFingerprint(Buffer.from(canonical)),
  };
}

/** The first mention of a name becomes its definition, as Avro wants it in one document. */
function inline(schemas: Readonly<Record<string, unknown>>, name: string, seen: Set<string>): AvroObject {
  seen.add(`${NAMESPACE}.${name}`);
  return inlineIn(schemas, schemas[name] as AvroObject, seen) as AvroObject;
}

function inlineIn(
  schemas: Readonly<Record<string, unknown>>,
  schema: AvroSchema,
  seen: Set<string>,
): AvroSchema {
  if (Array.isArray(schema)) return schema.map((branch) => inlineIn(schemas, branch, seen));
  if (typeof schema === 'string')
    return isOurs(schema) && !seen.has(schema) ? inline(schemas, shortName(schema), seen) : schema;
  if (schema.name !== undefined) seen.add(`${NAMESPACE}.${schema.name}`);
  return {
    ...schema,
    ...(typeof schema.type === 'string' ? {} : { type: inlineIn(schemas, schema.type, seen) as AvroObject }),
    ...(schema.fields && {
      fields: schema.fields.map((field) => ({ ...field, type: inlineIn(schemas, field.type, seen) })),
    }),
    ...(schema.items && { items: inlineIn(schemas, schema.items, seen) }),
    ...(schema.values && { values: inlineIn(schemas, schema.values, seen) }),
  };
}

function isOurs(name: string): boolean {
  return name.startsWith(`${NAMESPACE}.`);
}

function shortName(name: string): string {
  return name.slice(NAMESPACE.length + 1);
}
