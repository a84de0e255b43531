/** deploy/kibana/tripline.ndjson: data views, the article's dashboard and what it shows, as Kibana 9 imports them. */
import {
  countOf,
  dataTable,
  dateColumn,
  type Panel,
  type SavedObject,
  termsOf,
  uniqueOf,
  xyChart,
} from './lens.ts';

const RAW = 'tripline-raw';
const MASKED = 'tripline-masked';
const FINDINGS = 'tripline-findings';
const FLAGGED = 'tripline-flagged-outputs';

/** One JSON object a line, what is referred to before what refers to it. */
export function kibanaObjects(): string {
  const objects = [
    dataView(RAW, 'Tripline raw (sealed)'),
    dataView(MASKED, 'Tripline masked'),
    dataView(FINDINGS, 'Tripline findings'),
    flaggedOutputs(),
    ...charts(),
    dashboard(),
  ];
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}

function dataView(id: string, name: string): SavedObject {
  return {
    id,
    type: 'index-pattern',
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion: '8.0.0',
    attributes: { title: id, name, timeFieldName: '@timestamp' },
    references: [],
  };
}

function charts(): SavedObject[] {
  const prompts = 'event_type : "prompt"';
  return [
    xyChart('tripline-findings-over-time', 'Findings over time', FINDINGS, '', [
      dateColumn('@timestamp'),
      termsOf('severity', 'Severity', 5),
      countOf('Findings'),
    ]),
    dataTable('tripline-top-prompts', 'Top prompts', MASKED, `${prompts} and question : *`, [
      termsOf('question', 'Prompt (masked)', 10),
      countOf('Asked'),
      uniqueOf('actor.user_id', 'By people'),
    ]),
    dataTable(
      'tripline-repeated-questions',
      'Questions asked repeatedly in one session',
      MASKED,
      `${prompts} and question_digest : * and session_id : *`,
      [
        termsOf('session_id', 'Session', 10),
        termsOf('question_digest', 'Question (keyed digest)', 3),
        countOf('Asked'),
        uniqueOf('interaction_id', 'Interactions'),
      ],
    ),
    dataTable('tripline-most-used-tools', 'Most-used tools', MASKED, 'event_type : "tool"', [
      termsOf('tool.name', 'Tool', 10),
      termsOf('tool.kind', 'Kind', 1),
      uniqueOf('call_id', 'Calls'),
    ]),
    dataTable(
      'tripline-failing-tools',
      'Failing and denied tools',
      MASKED,
      'event_type : "tool" and phase : ("FAILED" or "DENIED")',
      [termsOf('tool.name', 'Tool', 10), termsOf('phase', 'Phase', 2), uniqueOf('call_id', 'Calls')],
    ),
    dataTable('tripline-findings-by-type', 'Findings by type', FINDINGS, '', [
      termsOf('category', 'Category', 10),
      termsOf('type', 'Type', 10),
      countOf('Findings'),
      uniqueOf('interaction_id', 'Interactions'),
    ]),
  ];
}

/** Newest first, each with its masked text. */
function flaggedOutputs(): SavedObject {
  const query = { query: 'event_type : "output" and findings.count > 0', language: 'kuery' };
  return {
    id: FLAGGED,
    type: 'search',
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion: '10.5.0',
    attributes: {
      title: 'Flagged outputs',
      description: '',
      columns: [
        'application',
        'model.name',
        'findings.severity',
        'findings.types',
        'choices.content',
        'interaction_id',
      ],
      sort: [['@timestamp', 'desc']],
      grid: {},
      hideChart: true,
      isTextBasedQuery: false,
      timeRestore: false,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          query,
          filter: [],
          indexRefName: 'kibanaSavedObjectMeta.searchSourceJSON.index',
        }),
      },
    },
    references: [{ name: 'kibanaSavedObjectMeta.searchSourceJSON.index', type: 'index-pattern', id: MASKED }],
  };
}

const PANELS: readonly Panel[] = [
  { type: 'lens', id: 'tripline-findings-over-time', x: 0, y: 0, w: 30, h: 13 },
  { type: 'lens', id: 'tripline-findings-by-type', x: 30, y: 0, w: 18, h: 13 },
  { type: 'lens', id: 'tripline-top-prompts', x: 0, y: 13, w: 30, h: 13 },
  { type: 'lens', id: 'tripline-most-used-tools', x: 30, y: 13, w: 18, h: 13 },
  { type: 'lens', id: 'tripline-repeated-questions', x: 0, y: 26, w: 30, h: 13 },
  { type: 'lens', id: 'tripline-failing-tools', x: 30, y: 26, w: 18, h: 13 },
  { type: 'search', id: FLAGGED, x: 0, y: 39, w: 48, h: 20 },
];

function dashboard(): SavedObject {
  return {
    id: 'tripline-first-eyes',
    type: 'dashboard',
    coreMigrationVersion: '8.8.0',
    typeMigrationVersion: '10.3.0',
    attributes: {
      title: 'Tripline: first eyes',
      description:
        'What is asked, which tools are used, which outputs were flagged, what is found over time.',
      panelsJSON: JSON.stringify(PANELS.map(panelOf)),
      optionsJSON: JSON.stringify({ useMargins: true, syncColors: true, hidePanelTitles: false }),
      timeRestore: true,
      timeFrom: 'now-24h',
      timeTo: 'now',
      refreshInterval: { pause: false, value: 60_000 },
      version: 1,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
      },
    },
    references: PANELS.map(({ type, id }) => ({ name: `${id}:panel_${id}`, type, id })),
  };
}

function panelOf({ type, id, x, y, w, h }: Panel): object {
  return {
    type,
    gridData: { x, y, w, h, i: id },
    panelIndex: id,
    embeddableConfig: { enhancements: {} },
    panelRefName: `panel_${id}`,
  };
}
