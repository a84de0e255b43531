/** Code that lets what came from outside change a query, or become an object. */
import type { Rule } from '../types.ts';
import { IN_OUTPUT } from './in-output.ts';
import { OUTSIDE } from './outside-input.ts';
import { OUTPUT } from './taxonomy.ts';

const CHEAT_SHEETS = 'https://cheatsheetseries.owasp.org/cheatsheets/';
const base = {
  ...IN_OUTPUT,
  severity: 'MEDIUM',
} as const;
/** What a stream can come from. */
const PEER =
  '(?:req(?:uest)?|http(?:Servlet)?Request|exchange|(?:client|server)?sock(?:et)?|client|conn(?:ection)?|peer)';

export const outsideCodeRules: readonly Rule[] = [
  {
    ...base,
    id: 'code-query-concatenation',
    type: 'sql_injection',
    confidence: 0.7,
    taxonomy: [OUTPUT, 'CWE-89'],
    description:
      'Code that builds a query by joining what came from outside, or a quoted value, to its text.',
    severity_reason: 'Whoever sends the value writes the query; it takes a request to reach it.',
    references: [`${CHEAT_SHEETS}Query_Parameterization_Cheat_Sheet.html`],
    triggers: [
      'execute(',
      'executequery(',
      'executeupdate(',
      'execute_sql(',
      '.query(',
      'queryrawunsafe(',
      '.raw(',
      'rawquery(',
      'createquery(',
      'createnativequery(',
      'prepare(',
      '->query(',
      '->exec(',
      ...['all', 'get', 'run', 'exec'].flatMap((call) => ['`', '"', "'"].map((quote) => `.${call}(${quote}`)),
      'mysqli_query(',
      'mysql_query(',
      'pg_query(',
      'sqlcommand(',
      'find_by_sql(',
      '.query(`',
      'sequelize.query(',
    ],
    pattern: `(?:\\.|->)?[\\w.]{3,20}\\([^\\n"'\`]{0,40}[frb@$]{0,2}["'\`]{1,3}\\s{0,3}(?:select\\s|insert\\s{1,2}into|update\\s|delete\\s{1,2}from)(?:[^\\n]{0,200}?(?:["'\`]\\s?(?:\\+|\\.|%|\\|\\|)\\s?\\(?|\\{|\\.format\\()\\s{0,2}(?:\\w{1,20}\\()?${OUTSIDE}|[^\\n"]{0,200}?(?:=|like)\\s{0,2}'%?(?:"\\s{0,2}[+.]\\s{0,2}[$\\w]|\\$?\\{\\s{0,2}\\w))[^\\n]{0,120}`,
    examples: {
      match: [
        { text: `cursor.execute("SELECT * FROM t WHERE id = '" + request.args['id'] + "'")` },
        { text: `db.query(\`SELECT * FROM t WHERE name = '${'$'}{req.query.name}'\`)` },
        { text: `$db->query("SELECT * FROM u WHERE id=" . $_GET['id']);` },
        { text: `cur.execute("SELECT * FROM u WHERE name = '" + name + "'")` },
      ],
      no_match: [
        { text: 'cursor.execute("SELECT * FROM t WHERE id = %s", (request.args["id"],))' },
        { text: "db.query('SELECT * FROM t WHERE id = $1', [req.params.id])" },
        { text: "db.query('SELECT * FROM t WHERE id = ' + TABLE_SUFFIX)" },
      ],
    },
  },
  {
    ...base,
    id: 'code-outside-object',
    type: 'deserialization',
    severity: 'HIGH',
    confidence: 0.75,
    taxonomy: [OUTPUT, 'CWE-502'],
    description: 'Code that builds objects of any type from what came from outside.',
    severity_reason: 'Whoever sends the bytes chooses the classes, and with them the code that runs.',
    references: [`${CHEAT_SHEETS}Deserialization_Cheat_Sheet.html`],
    triggers: [
      'objectinputstream(',
      'xmldecoder(',
      'binaryformatter()',
      'losformatter()',
      'soapformatter()',
      'objectstateformatter()',
      'netdatacontractserializer()',
      'typenamehandling.all',
      'typenamehandling.auto',
      'typenamehandling.objects',
      'enabledefaulttyping(',
      '.fromxml(',
      'jsonpickle.decode(',
      'dill.loads(',
      'cloudpickle.load',
      'torch.load(',
      'joblib.load(',
      'marshal.load',
      'shelve.open(',
      'read_pickle(',
      'np.load(',
    ],
    pattern: [
      `(?:ObjectInputStream|XMLDecoder)\\(\\s?(?:new\\s\\w{4,30}\\(\\s?){0,2}(?:\\w{1,20}\\.)?(?:${PEER}\\w{0,10}\\.get(?:InputStream|RequestBody)\\(|(?:Base64|Hex)\\b[^\\n;]{0,60}(?:cookie|param|header|request|body|session))[^\\n]{0,80}`,
      '(?:Binary|Los|Soap|ObjectState)Formatter\\(\\)\\s?\\.\\s?Deserialize\\([^\\n]{0,80}',
      'NetDataContractSerializer\\(\\)\\s?\\.\\s?(?:Deserialize|ReadObject)\\([^\\n]{0,80}',
      'TypeNameHandling\\.(?:All|Auto|Objects)\\b',
      'enableDefaultTyping\\(\\s?(?:ObjectMapper\\.)?\\w{0,30}',
      `\\.fromXML\\(\\s?(?:${PEER}\\b|body|payload|xml(?:Input)?\\b)[^\\n]{0,60}`,
      `(?:jsonpickle\\.decode|(?:dill|cloudpickle|marshal)\\.loads?|(?:torch|joblib|np)\\.load|shelve\\.open|read_pickle)\\([^\\n]{0,30}?${OUTSIDE}[^\\n]{0,60}`,
    ].join('|'),
    examples: {
      match: [
        { text: 'Object o = new ObjectInputStream(request.getInputStream()).readObject();' },
        { text: 'var o = new BinaryFormatter().Deserialize(Request.InputStream);' },
        { text: 'new XMLDecoder(socket.getInputStream()).readObject()' },
        { text: 'new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All }' },
      ],
      no_match: [
        { text: 'new ObjectInputStream(new FileInputStream("cache.ser"))' },
        { text: 'TypeNameHandling.None' },
        { text: 'var data = JsonSerializer.Deserialize<Order>(body);' },
      ],
    },
  },
];
