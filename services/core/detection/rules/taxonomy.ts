/**
 * Taxonomy ids that rules share: OWASP Top 10 for LLM applications with the year of its numbering, MITRE ATLAS, CWE, and the
 * regulations that care.
 */
export const PERSONAL = ['OWASP:LLM02:2026', 'ATLAS:AML.T0057', 'CWE-359', 'GDPR'] as const;
export const HEALTH = [...PERSONAL, 'HIPAA'] as const;
export const CARD = [...PERSONAL, 'PCI-DSS'] as const;
export const FINANCIAL = [...PERSONAL, 'SOX'] as const;
export const CREDENTIAL = ['OWASP:LLM02:2026', 'ATLAS:AML.T0055', 'CWE-798', 'CWE-522'] as const;
export const INJECTION = ['OWASP:LLM01:2026', 'ATLAS:AML.T0051', 'CWE-1427'] as const;
export const JAILBREAK = ['OWASP:LLM01:2026', 'ATLAS:AML.T0054', 'CWE-1427'] as const;
export const PROMPT_LEAK = ['OWASP:LLM08:2026', 'ATLAS:AML.T0056', 'CWE-200'] as const;
export const OUTPUT = 'OWASP:LLM10:2026';
export const AGENCY = ['OWASP:LLM03:2026', 'ATLAS:AML.T0053'] as const;
export const FINGERPRINT = ['OWASP:LLM02:2026', 'ATLAS:AML.T0057', 'CWE-200'] as const;
