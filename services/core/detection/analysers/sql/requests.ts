/** Databases that are asked over HTTP (Elasticsearch, Solr, vector stores, Prometheus): a method, a path and a body. */
import { reachesEverything } from './filters.ts';
import { looseValueAt } from './loose-values.ts';
import type { Tell } from './tell.ts';

/** Paths that stop, close or open a cluster, or take away what would bring data back. */
const POWERS =
  /^(?:[^/]{1,100}\/_(?:close|freeze|shrink)|_cluster\/(?:settings|reroute)|_nodes\/[^/]{1,100}\/_?shutdown|_shutdown|_snapshot\/.{1,200}\/_restore|api\/v\d\/admin\/tsdb\/(?:delete_series|clean_tombstones|snapshot))\b/i;
const REMOVED =
  /^_(?:snapshot|data_stream|index_template|template|component_template|ilm\/policy|slm\/policy|ingest\/pipeline|security)\/|^(?:collections|v\d\/schema|schema|databases|indexes|buckets|namespaces|v\d\/collections|api\/v\d\/(?:collections|databases|buckets))\/[^/]{1,100}\/?$|^[^/]{1,100}\/_doc\/?$/i;

export function judgeRequest(method: string, url: string, sameLine: string, body: string, tell: Tell): void {
  const [path = '', search = ''] = url.replaceAll(/%2a/gi, '*').split('?', 2);
  const lower = search.toLowerCase();
  if (/^solr\//i.test(path) && /\baction=(?:unload|delete)/.test(lower))
    return tell('nosql-destruction', 'HIGH');
  if (method === 'GET') return;
  if (/\/_security\/(?:user|role|api_key)/.test(`/${path}`)) tell('nosql-grant');
  if (method === 'DELETE') {
    const isIndex =
      /^(?:_all|[a-z*.][\w*.,+-]{0,100})\/?$/i.test(path) &&
      path.toLowerCase() !== 'from' &&
      sameLine.trim() === '';
    return isIndex || REMOVED.test(path) ? tell('nosql-destruction') : undefined;
  }
  if (POWERS.test(path) || (path.endsWith('/_settings') && /blocks\.|"blocks"/.test(body)))
    return tell('nosql-destruction', 'HIGH');
  if (path.endsWith('_aliases') && /"remove_index"/.test(body)) return tell('nosql-destruction', 'HIGH');
  const given = bodyOf(`${sameLine} ${body}`);
  if (/_(?:delete|update)_by_query$/.test(path)) {
    const asked = /(?:^|&)q=([^&]{0,200})/.exec(search)?.[1];
    if (
      asked === undefined
        ? reachesEverything(given?.['query'])
        : /^(?:\*|%2a)(?:(?::|%3a)(?:\*|%2a))?$/i.test(asked)
    )
      tell('nosql-destruction');
  } else if (/\/(?:points|vectors|entities|objects|documents)\/delete$|\/vectors\/delete$/.test(path)) {
    if (
      given?.['deleteAll'] === true ||
      (given !== null && !('ids' in given) && !('points' in given) && reachesEverything(given['filter']))
    )
      tell('nosql-destruction');
  } else if (/\/update(?:\/json)?$/.test(path) && /\*:\*/.test(body) && /delete/.test(body))
    tell('nosql-destruction');
}

function bodyOf(text: string): Record<string, unknown> | null {
  const at = text.indexOf('{');
  const value = at === -1 ? {} : looseValueAt(text, at)?.value;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
