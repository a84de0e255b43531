import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

interface SavedObject {
  id: string;
  type: string;
  coreMigrationVersion: string;
  typeMigrationVersion: string;
  attributes: Record<string, unknown>;
  references: { name: string; type: string; id: string }[];
}
interface Column {
  operationType: string;
  sourceField: string;
  params?: { orderBy?: { columnId: string } };
}
interface Mapping {
  type?: string;
  properties?: Record<string, Mapping>;
  index?: boolean;
  doc_values?: boolean;
}
interface Template {
  composed_of?: string[];
  template: { aliases?: Record<string, object>; mappings?: Mapping };
}

const root = join(import.meta.dirname, '../..');
const AGGREGATABLE = /^(keyword|date|date_nanos|boolean|integer|long|double)$/;
const text = readFileSync(join(root, 'deploy/kibana/tripline.ndjson'), 'utf8');
const lines = text.split('\n').slice(0, -1);
const objects = lines.map((line) => JSON.parse(line) as SavedObject);
const byId = new Map(objects.map((object) => [object.id, object]));
const views = objects.filter(({ type }) => type === 'index-pattern');
const charts = objects.filter(({ type }) => type === 'lens');
const searches = objects.filter(({ type }) => type === 'search');
const dashboard = objects.find(({ type }) => type === 'dashboard');

test('the file is NDJSON: one object a line, a line break after the last', () => {
  assert.ok(text.endsWith('\n'));
  assert.ok(objects.length > 5);
  for (const line of lines) assert.equal(JSON.stringify(JSON.parse(line)), line);
});

test('ids are unique, and what is referred to stands before what refers to it', () => {
  assert.equal(byId.size, objects.length);
  objects.forEach(({ id, references }, index) => {
    assert.equal(new Set(references.map(({ name }) => name)).size, references.length, id);
    for (const reference of references) {
      const target = objects.slice(0, index).find((earlier) => earlier.id === reference.id);
      assert.equal(target?.type, reference.type, `${id} refers to ${reference.id}`);
    }
  });
});

test('every object says which migrations it has seen', () => {
  for (const { id, coreMigrationVersion, typeMigrationVersion } of objects) {
    assert.match(coreMigrationVersion, /^\d+\.\d+\.\d+$/, id);
    assert.match(typeMigrationVersion, /^\d+\.\d+\.\d+$/, id);
  }
});

test('there is a data view for each of the three aliases, with a time field that is a date', () => {
  assert.deepEqual(views.map(({ attributes }) => String(attributes['title'])).toSorted(), [
    'tripline-findings',
    'tripline-masked',
    'tripline-raw',
  ]);
  for (const { attributes } of views) {
    const type = fieldsOf(String(attributes['title'])).get(String(attributes['timeFieldName']))?.type;
    assert.match(type ?? 'nothing', /^date(_nanos)?$/);
  }
});

describe('every field of a chart is in the templates, with a type fit for its use', () => {
  for (const chart of charts) {
    test(chart.id, () => {
      const fields = fieldsOf(viewOf(chart));
      const columns = Object.entries(layerOf(chart).columns);
      assert.deepEqual(
        columns.map(([name]) => name),
        layerOf(chart).columnOrder,
      );
      for (const [name, column] of columns) {
        if (column.operationType === 'count') assert.equal(column.sourceField, '___records___');
        else checkAggregatable(fields, column);
        const { columnId } = column.params?.orderBy ?? { columnId: name };
        assert.ok(
          columns.some(([other]) => other === columnId),
          `${name} is ordered by a column that is not there`,
        );
      }
      checkQuery(fields, (chart.attributes['state'] as { query: { query: string } }).query.query);
    });
  }
});

describe('every chart shows columns that it has', () => {
  for (const chart of charts) {
    test(chart.id, () => {
      const shown =
        JSON.stringify((chart.attributes['state'] as { visualization: object }).visualization).match(
          /column-\d+/g,
        ) ?? [];
      assert.deepEqual([...new Set(shown)].toSorted(), layerOf(chart).columnOrder.toSorted());
    });
  }
});

describe('every field of a saved search is in the templates', () => {
  for (const search of searches) {
    test(search.id, () => {
      const fields = fieldsOf(viewOf(search));
      const { columns, sort } = search.attributes as { columns: string[]; sort: [string, string][] };
      for (const column of columns) assert.ok(fields.has(column), column);
      for (const [field] of sort) assert.match(fields.get(field)?.type ?? 'nothing', AGGREGATABLE, field);
      const { searchSourceJSON } = search.attributes['kibanaSavedObjectMeta'] as { searchSourceJSON: string };
      const source = JSON.parse(searchSourceJSON) as { query: { query: string }; indexRefName: string };
      assert.ok(search.references.some(({ name }) => name === source.indexRefName));
      checkQuery(fields, source.query.query);
    });
  }
});

test('the dashboard shows every chart and search, each panel resolved, none over another', () => {
  assert.ok(dashboard !== undefined);
  const panels = JSON.parse(String(dashboard.attributes['panelsJSON'])) as {
    type: string;
    panelIndex: string;
    panelRefName: string;
    gridData: { x: number; y: number; w: number; h: number; i: string };
  }[];
  const shown = panels.map(({ type, panelIndex, panelRefName, gridData }) => {
    assert.equal(gridData.i, panelIndex);
    assert.ok(gridData.x + gridData.w <= 48);
    const reference = dashboard.references.find(({ name }) => name === `${panelIndex}:${panelRefName}`);
    assert.equal(reference?.type, type);
    return reference?.id;
  });
  assert.deepEqual(shown.toSorted(), [...charts, ...searches].map(({ id }) => id).toSorted());
  const cells = panels.flatMap(({ gridData: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
  );
  assert.equal(new Set(cells).size, cells.length, 'panels overlap');
});

test("the article's four views are there", () => {
  const titles = [...charts, ...searches].map(({ attributes }) => attributes['title']);
  for (const title of ['Top prompts', 'Most-used tools', 'Flagged outputs', 'Findings over time'])
    assert.ok(titles.includes(title), title);
});

function checkAggregatable(fields: Map<string, Mapping>, { operationType, sourceField }: Column): void {
  const mapping = fields.get(sourceField);
  assert.ok(mapping !== undefined, `no template has ${sourceField}`);
  assert.match(
    mapping.type ?? 'object',
    operationType === 'date_histogram' ? /^date(_nanos)?$/ : AGGREGATABLE,
    sourceField,
  );
  assert.notEqual(mapping.doc_values, false, sourceField);
}

/** KQL: what stands before a colon or a comparison. */
function checkQuery(fields: Map<string, Mapping>, query: string): void {
  const named = [...query.matchAll(/([\w.@]+)\s*(?::|>|<)/g)].map(([, field]) => field ?? '');
  assert.ok(query === '' || named.length > 0, query);
  for (const field of named) {
    assert.ok(fields.has(field), `no template has ${field}`);
    assert.notEqual(fields.get(field)?.index, false, field);
  }
}

function layerOf(chart: SavedObject): { columns: Record<string, Column>; columnOrder: string[] } {
  const state = chart.attributes['state'] as {
    datasourceStates: { formBased: { layers: Record<string, never> } };
  };
  const [name, layer] = Object.entries(state.datasourceStates.formBased.layers)[0] ?? [];
  assert.ok(layer !== undefined);
  assert.ok(chart.references.some((reference) => reference.name === `indexpattern-datasource-layer-${name}`));
  return layer;
}

function viewOf({ references }: SavedObject): string {
  const view = byId.get(references.find(({ type }) => type === 'index-pattern')?.id ?? '');
  return String(view?.attributes['title']);
}

/** Leaf fields of the index template that gives the alias, its components included. */
function fieldsOf(alias: string): Map<string, Mapping> {
  const index = readTemplate(alias.replace('tripline-', 'index-'));
  assert.ok(Object.hasOwn(index.template.aliases ?? {}, alias), `no template gives the alias ${alias}`);
  const parts = [
    ...(index.composed_of ?? []).map((name) => readTemplate(name.replace('tripline-', 'component-'))),
    index,
  ];
  return new Map(parts.flatMap(({ template }) => leaves(template.mappings?.properties ?? {}, '')));
}

function readTemplate(name: string): Template {
  return JSON.parse(readFileSync(join(root, `deploy/elasticsearch/${name}.json`), 'utf8')) as Template;
}

function leaves(properties: Record<string, Mapping>, prefix: string): [string, Mapping][] {
  return Object.entries(properties).flatMap(([name, mapping]) =>
    mapping.properties === undefined
      ? [[`${prefix}${name}`, mapping] as [string, Mapping]]
      : leaves(mapping.properties, `${prefix}${name}.`),
  );
}
