/** A password of words drawn at random (`marble-orbit-saddle-juniper`): four or more, none of those that names, labels and sentences are made of. */
const CHAIN = /^[A-Za-z]{3,10}([-_.])[A-Za-z]{3,10}(?:\1[A-Za-z]{3,10}){2,6}$/;
const IN_NAMES =
  /(?<![a-z])(?:the|and|for|with|without|from|not|your|our|this|that|must|has|have|use|used|set|get|new|old|all|any|app|api|aws|gcp|azure|com|org|net|prod|production|stag(?:e|ing)|test|testing|dev|demo|local|servic(?:e|es)|server|cluster|client|admin|user|users|default|secret|secrets|pass\w*|pwd|token|key|keys|auth\w*|login|account|config|settings?|name|value|file|path|data|database|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|kafka|vault|grafana|external|internal|main|primary|root|reset|chang(?:e|ed)|please|here|example|sample|field|input|form|error|message|label|text|title|button|link|page|icon|color|hidden|visible|policy|manager|store|stored|string|type|none|null|true|false|required|encrypted|hashed|protected|shared|managed|generated|sensitive|based|only|strength|length|lookup|rotation|release|chart|operator|credentials?|insert|replace|here)(?![a-z])/i;

export function isWordChain(value: string): boolean {
  if (!CHAIN.test(value) || IN_NAMES.test(value)) return false;
  const words = value.split(/[-_.]/);
  return new Set(words).size === words.length && /^(?:[a-z_.-]+|(?:[A-Z][a-z]+[-_.]?)+)$/.test(value);
}
