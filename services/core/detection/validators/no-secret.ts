/** What stands where a secret could and is none: code that fetches it, a type, a word about it, a place. */
import { isPlaceholder } from './placeholder.ts';
import { remembering } from './remembering.ts';

const NO_VALUE =
  /^(?:null|nil|none|true|false|undefined|string|str|text|number|int|integer|bool|boolean|object|required|optional|empty|hidden|masked|encrypted|hashed|unknown|missing|invalid|incorrect|wrong|expired|correct|strong|weak|default|n\/a|tbd|todo|value|input|field|reset|varchar.*|char\(.*)$/i;
/** Calls, indexing, interpolation, paths, URLs, addresses of members, types. */
const CODE =
  /^(?:[A-Za-z_$][\w$.:>-]*(?:\(|\[(?:$|["'\d:$]|[A-Za-z_]+\]))|(?:self|this|config|settings|options|opts|args|req|request|params|props|data|user|ctx|input|form|event|body|response|res|env|os|process|var|local|module|each|secrets|inputs|steps|Rails|System|Environment)\.|[$]this|\.{0,2}\/(?![A-Za-z\d+/]{30})|~\/|[a-z]{2,12}:\/\/|@(?:\w+$|")|&\w|#\{|f"|f'|:?:?\w+::|:{1,2}[a-z_]+$|\[\w|\{|\(|\.\$?[A-Za-z_]|!(?:[A-Za-z_]+|Base64)$|\\[un]|-{2,}|\||(?:required|nullable|sometimes)\|)/;
const INTERPOLATED = /\$\{|\$\(|#\{|\{\{|<%|%\(|\{\w*\}|%[sdvq]\b|\\\(/;
const FILE =
  /\.(?:txt|json|ya?ml|toml|ini|pem|key|crt|cer|p12|pfx|jks|env|conf|cfg|xml|html?|php|py|rb|js|ts|go|java|md|csv|sh|class)$/i;

export const isNoSecret = remembering(judgeNoSecret);

function judgeNoSecret(value: string): boolean {
  return (
    NO_VALUE.test(value) ||
    CODE.test(value) ||
    INTERPOLATED.test(value) ||
    FILE.test(value) ||
    isPlaceholder(value)
  );
}
