const AZURE =
  /(?:^|\.)(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure|azure-api)\.(?:com|us|cn|net)$/;
const OPENAI = /(?:^|\.)openai\.com$/;

/** `openai`, `azure`, or the host of anybody else who speaks the same protocol. */
export function providerOf(baseURL: unknown): string | undefined {
  if (typeof baseURL !== 'string' || !URL.canParse(baseURL)) return undefined;
  const { hostname } = new URL(baseURL);
  if (OPENAI.test(hostname)) return 'openai';
  return AZURE.test(hostname) ? 'azure' : hostname || undefined;
}
