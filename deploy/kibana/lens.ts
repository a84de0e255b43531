/** Lens charts as saved objects: one layer over one data view, columns in order. */
export interface SavedObject {
  id: string;
  type: 'index-pattern' | 'lens' | 'search' | 'dashboard';
  coreMigrationVersion: string;
  typeMigrationVersion: string;
  attributes: Record<string, unknown>;
  references: { name: string; type: string; id: string }[];
}

/** A place on the dashboard, 48 units wide. */
export interface Panel {
  type: 'lens' | 'search';
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Column {
  operationType: 'terms' | 'date_histogram' | 'count' | 'unique_count';
  sourceField: string;
  label: string;
  /** For terms: how many. */
  size?: number;
}

export function termsOf(sourceField: string, label: string, size: number): Column {
  return { operationType: 'terms', sourceField, label, size };
}
export function dateColumn(sourceField: string): Column {
  return { operationType: 'date_histogram', sourceField, label: 'Time' };
}
export function countOf(label: string): Column {
  return { operationType: 'count', sourceField: '___records___', label };
}
export function uniqueOf(sourceField: string, label: string): Column {
  return { operationType: 'unique_count', sourceField, label };
}

const LAYER = 'layer';

export function dataTable(
  id: string,
  title: string,
  view: string,
  query: string,
  columns: Column[],
): SavedObject {
  const visualization = {
    layerId: LAYER,
    layerType: 'data',
    columns: columns.map((_, index) => ({ columnId: nameOf(index), isTransposed: false })),
  };
  return lens({ id, title, view, query, columns, visualizationType: 'lnsDatatable', visualization });
}

/** Columns: time, what splits the bars, the metric. */
export function xyChart(
  id: string,
  title: string,
  view: string,
  query: string,
  columns: [Column, Column, Column],
): SavedObject {
  const [xAccessor, splitAccessor, metric] = columns.map((_, index) => nameOf(index));
  const visualization = {
    legend: { isVisible: true, position: 'right' },
    valueLabels: 'hide',
    preferredSeriesType: 'bar_stacked',
    layers: [
      {
        layerId: LAYER,
        layerType: 'data',
        seriesType: 'bar_stacked',
        xAccessor,
        splitAccessor,
        accessors: [metric],
      },
    ],
  };
  return lens({ id, title, view, query, columns, visualizationType: 'lnsXY', visualization });
}

function lens(chart: {
  id: string;
  title: string;
  view: string;
  query: string;
  columns: Column[];
  visualizationType: string;
  visualization: object;
}): SavedObject {
  const { id, title, view, query, columns, visualizationType, visualization } = chart;
  const layer = {
    columns: Object.fromEntries(
      columns.map((column, index) => [nameOf(index), columnState(column, columns)]),
    ),
    columnOrder: columns.map((_, index) => nameOf(index)),
    incompleteColumns: {},
  };
  const state = {
    datasourceStates: { formBased: { layers: { [LAYER]: layer } } },
    visualization,
    query: { query, language: 'kuery' },
    filters: [],
    internalReferences: [],
    adHocDataViews: {},
  };
  return {
    id,
    type: 'lens',
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion: '8.9.0',
    attributes: { title, description: '', visualizationType, state },
    references: [{ name: `indexpattern-datasource-layer-${LAYER}`, type: 'index-pattern', id: view }],
  };
}

function columnState({ operationType, sourceField, label, size }: Column, all: Column[]): object {
  const base = { label, customLabel: true, operationType, sourceField };
  switch (operationType) {
    case 'date_histogram':
      return {
        ...base,
        dataType: 'date',
        isBucketed: true,
        scale: 'interval',
        params: { interval: 'auto', includeEmptyRows: true, dropPartials: false },
      };
    case 'terms':
      return {
        ...base,
        dataType: 'string',
        isBucketed: true,
        scale: 'ordinal',
        params: termsParams(size, all),
      };
    case 'count':
    case 'unique_count':
      return {
        ...base,
        dataType: 'number',
        isBucketed: false,
        scale: 'ratio',
        params: { emptyAsNull: false },
      };
  }
}

/** The most frequent by the first metric of the chart. */
function termsParams(size: number | undefined, all: Column[]): object {
  const metric = all.findIndex((column) => column.operationType.endsWith('count'));
  return {
    size,
    orderBy: { type: 'column', columnId: nameOf(metric) },
    orderDirection: 'desc',
    otherBucket: false,
    missingBucket: false,
    parentFormat: { id: 'terms' },
  };
}

function nameOf(index: number): string {
  return `column-${index}`;
}
