/** The twin's query DSL: match_all, ids, term, terms, prefix, range, exists and bool, on values compared whole. */
type Fields = Record<string, unknown>;
export type Predicate = (id: string, source: Fields) => boolean;

/** @throws Error for a query that the twin does not know */
export function compileQuery(query: Fields): Predicate {
  const [[kind, body] = ['match_all', {}]] = Object.entries(query) as [string, Fields][];
  switch (kind) {
    case 'match_all':
      return () => true;
    case 'ids':
      return (id) => (body['values'] as unknown[]).includes(id);
    case 'exists':
      return (_id, source) => valuesAt(source, String(body['field'])).length > 0;
    case 'bool':
      return compileBool(body);
    case 'term':
    case 'terms':
    case 'prefix':
    case 'range':
      return compileLeaf(kind, body);
    default:
      throw new Error(`the in-memory Elasticsearch does not know the query ${kind}`);
  }
}

/** Every value that stands at a dotted path, arrays flattened. */
export function valuesAt(source: unknown, path: string): unknown[] {
  const [head = '', ...rest] = path.split('.');
  if (Array.isArray(source)) return source.flatMap((item) => valuesAt(item, path));
  if (typeof source !== 'object' || source === null) return [];
  const value = (source as Fields)[head];
  if (value === undefined || value === null) return [];
  if (rest.length > 0) return valuesAt(value, rest.join('.'));
  return Array.isArray(value) ? value : [value];
}

function compileLeaf(kind: string, body: Fields): Predicate {
  const [[field, wanted] = ['', null]] = Object.entries(body);
  const test = leafTest(kind, wanted);
  return (_id, source) => valuesAt(source, field).some(test);
}

function leafTest(kind: string, wanted: unknown): (value: unknown) => boolean {
  if (kind === 'terms') return (value) => (wanted as unknown[]).includes(value);
  if (kind === 'range') return (value) => isInRange(value, wanted as Fields);
  const plain = isFields(wanted) ? wanted['value'] : wanted;
  return kind === 'prefix' ? (value) => String(value).startsWith(String(plain)) : (value) => value === plain;
}

function isInRange(value: unknown, bounds: Fields): boolean {
  const tests: Record<string, (order: number) => boolean> = {
    gt: (order) => order > 0,
    gte: (order) => order >= 0,
    lt: (order) => order < 0,
    lte: (order) => order <= 0,
  };
  return Object.entries(bounds).every(([name, bound]) => tests[name]?.(compareValues(value, bound)) ?? true);
}

export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : Number(left > right);
}

function compileBool(body: Fields): Predicate {
  const clauses = (name: string) => [body[name] ?? []].flat().map((clause) => compileQuery(clause as Fields));
  const all = [...clauses('must'), ...clauses('filter')];
  const none = clauses('must_not');
  const some = clauses('should');
  const least = Number(body['minimum_should_match'] ?? (all.length === 0 && some.length > 0 ? 1 : 0));
  return (id, source) =>
    all.every((test) => test(id, source)) &&
    !none.some((test) => test(id, source)) &&
    some.filter((test) => test(id, source)).length >= least;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
