/** The twin's strict mappings: enough of Elasticsearch's to refuse what it would refuse of our documents. */
export interface Mapping {
  type?: string;
  dynamic?: string;
  properties?: Record<string, Mapping>;
}
type Fields = Record<string, unknown>;

const RANGES: Record<string, number> = { integer: 2 ** 31, long: 2 ** 63 };
const MAX_TERM_BYTES = 32_766;

/** The error type that Elasticsearch gives, or null when the document fits. */
export function mappingFault(mapping: Mapping, document: unknown): string | null {
  if (!isFields(document)) return 'document_parsing_exception';
  for (const [name, value] of Object.entries(document)) {
    const field = mapping.properties?.[name];
    const fault = field === undefined ? unmapped(mapping) : valueFault(field, value);
    if (fault !== null) return fault;
  }
  return null;
}

/** Later mappings win, objects are merged. */
export function mergeMappings(mappings: Mapping[]): Mapping {
  const merged: Mapping = {};
  for (const mapping of mappings) {
    const properties = { ...merged.properties, ...mapping.properties };
    Object.assign(merged, mapping, Object.keys(properties).length > 0 && { properties });
  }
  return merged;
}

function unmapped(mapping: Mapping): string | null {
  return mapping.dynamic === 'strict' ? 'strict_dynamic_mapping_exception' : null;
}

function valueFault(field: Mapping, value: unknown): string | null {
  if (value === null) return null;
  if (Array.isArray(value)) return firstFault(value, (item) => valueFault(field, item));
  if (field.properties !== undefined) return mappingFault({ dynamic: 'strict', ...field }, value);
  if (field.type === 'flattened') return flattenedFault(value);
  return fits(field.type ?? 'object', value) ? null : 'document_parsing_exception';
}

function fits(type: string, value: unknown): boolean {
  if (typeof value === 'object') return false;
  switch (type) {
    case 'integer':
    case 'long':
      return typeof value === 'number' && Math.abs(value) < (RANGES[type] ?? 0);
    case 'double':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
    case 'date_nanos':
      return typeof value === 'number' || (typeof value === 'string' && isDate(value));
    default:
      return true;
  }
}

function isDate(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && time >= 0 && time < 9_223_372_036_854;
}

function flattenedFault(value: unknown): string | null {
  if (!isFields(value)) return 'document_parsing_exception';
  return firstFault(Object.keys(value), (key) =>
    key.includes('\0') || Buffer.byteLength(key) > MAX_TERM_BYTES ? 'document_parsing_exception' : null,
  );
}

function firstFault<T>(items: readonly T[], faultOf: (item: T) => string | null): string | null {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== null) return fault;
  }
  return null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
