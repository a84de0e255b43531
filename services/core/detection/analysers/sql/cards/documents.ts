/** Cards: databases that speak no SQL. */
import { ATTACK } from '../../tool-card.ts';
import { card } from './card.ts';

const MONGO = 'https://www.mongodb.com/docs/manual/reference/method/';
const REDIS = 'https://redis.io/docs/latest/commands/';

export const documentCards = [
  card({
    id: 'nosql-destruction',
    type: 'nosql_destruction',
    severity: 'CRITICAL',
    confidence: 0.85,
    description:
      'Drops a database, an index or a collection, or deletes or changes all that is in it (MongoDB, Redis, Elasticsearch, Cypher, Gremlin, SPARQL, GraphQL, Kusto, AQL, vector stores and others).',
    severity_reason: 'It cannot be undone.',
    references: [`${ATTACK}T1485/`, `${MONGO}db.dropDatabase/`, `${REDIS}flushall/`],
    weaknesses: ['CWE-1284'],
    match: [
      'db.dropDatabase()',
      'db.orders.deleteMany({})',
      '{"delete":"users","deletes":[{"q":{},"limit":0}]}',
      'FLUSHALL',
      'DELETE /customers',
      'MATCH (n) DETACH DELETE n',
    ],
    no_match: [
      'db.orders.deleteMany({status: "void"})',
      'DEL session:9',
      'DELETE /orders/_doc/5',
      'MATCH (n:Note {id: 5}) DETACH DELETE n',
    ],
  }),
  card({
    id: 'nosql-mass-read',
    type: 'nosql_mass_read',
    severity: 'HIGH',
    confidence: 0.75,
    description: 'Reads all documents about people, or lists every key.',
    severity_reason: 'One call empties the collection into the conversation.',
    references: [`${MONGO}db.collection.find/`, `${REDIS}keys/`],
    weaknesses: ['CWE-200', 'GDPR'],
    match: ['db.customers.find({})', '{"find":"users","filter":{}}', 'KEYS *', 'MATCH (u:User) RETURN u'],
    no_match: [
      'db.users.findOne({_id: 5})',
      'db.users.find({}).limit(5)',
      'db.orders.countDocuments({})',
      'MATCH (n:User) RETURN count(n)',
    ],
  }),
  card({
    id: 'nosql-outside',
    type: 'nosql_code',
    severity: 'HIGH',
    confidence: 0.8,
    description:
      'Runs code within the database, moves its files, loads modules, copies it to another host, stops it.',
    severity_reason: 'It leaves the database with the rights of its server.',
    references: [`${REDIS}config-set/`, `${ATTACK}T1505/001/`],
    weaknesses: ['CWE-94', 'CWE-943'],
    match: [
      'CONFIG SET dir /root/.ssh',
      'db.users.find({$where: "sleep(1000)"})',
      'MODULE LOAD /tmp/x.so',
      "LOAD CSV FROM 'http://x.example/a' AS l RETURN l",
    ],
    no_match: [
      'CONFIG GET maxmemory',
      'EVAL "return redis.call(\'GET\', KEYS[1])" 1 a',
      'db.users.find({where: "home"})',
    ],
  }),
  card({
    id: 'nosql-grant',
    type: 'nosql_privilege',
    severity: 'HIGH',
    confidence: 0.8,
    description: 'Makes accounts or gives roles.',
    severity_reason: 'It lasts.',
    references: [`${MONGO}db.createUser/`, `${REDIS}acl-setuser/`],
    weaknesses: ['CWE-269'],
    match: [
      "db.createUser({user: 'eve', pwd: 'x', roles: ['root']})",
      'ACL SETUSER eve on nopass ~* +@all',
      '{"createUser":"eve","pwd":"x","roles":["root"]}',
    ],
    no_match: ['db.users.insertOne({name: "eve"})', 'ACL WHOAMI'],
  }),
];
