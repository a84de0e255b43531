/**
 * Tokens of the long tail: services whose tokens begin with a mark of their own and go on at random. One rule a family of services; what
 * follows the mark must be random, so that a function or a file of that name is left alone.
 */
import type { Severity } from '../../events/types.ts';
import type { Rule } from '../types.ts';
import { CREDENTIAL } from './taxonomy.ts';

const SAMPLE = 'kR7vTz1QmX9bL3fWc8HsJ2pYdN5gVu6EaO4iKxB0';
const HEX_SAMPLE = '7f3a9c1e5b8d2046af91c3e7d5b8204613579bdf02468ace1f3d5b7983a6c4e2';
const REASON = 'It opens the account to whoever holds it.';

interface Family {
  id: string;
  description: string;
  references: readonly string[];
  marks: readonly string[];
  /** What follows the mark; base62 with dashes when absent. */
  body?: string;
  sample?: string;
  severity?: Severity;
}

function tokensOf({
  id,
  description,
  references,
  marks,
  body,
  sample = SAMPLE,
  severity = 'CRITICAL',
}: Family): Rule {
  const [first = '', second = first] = marks;
  return {
    id,
    version: 1,
    category: 'SECRET',
    type: 'api_key',
    severity,
    confidence: 0.9,
    description,
    severity_reason: REASON,
    references,
    taxonomy: CREDENTIAL,
    triggers: marks,
    pattern: `(?<![A-Za-z0-9])(?:${marks.map(escape).join('|')})${body ?? '[A-Za-z0-9_-]{20,200}'}(?![A-Za-z0-9])`,
    validators: ['told_key'],
    examples: {
      match: [{ text: `token: ${first}${sample}` }, { text: `"${second}${sample}"` }],
      no_match: [
        { text: `${first}<your-key>` },
        { text: `${first}${'x'.repeat(40)}` },
        { text: `${first}configuration_of_the_service_for_all` },
      ],
    },
  };
}

function escape(literal: string): string {
  return literal.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

export const prefixedSecretRules: readonly Rule[] = [
  tokensOf({
    id: 'ai-service-token',
    description:
      'A token of a model host, an agent tool or a speech, search or evaluation service, by its prefix.',
    references: ['https://docs.runpod.io/get-started/api-keys', 'https://e2b.dev/docs/api-key'],
    marks: [
      'rpa_',
      'e2b_',
      'esecret_',
      'sk_car_',
      'sk_V2_',
      'sk-gamma-',
      'sk-helicone-',
      'pk-helicone-',
      'hl_sk_',
      'bt-st-',
      'flp_',
      'bb_live_',
      'phx_',
      'apify_api_',
      'unkey_',
      'luma-',
      'lmnr_',
      'mem0-',
      'm0-',
      'sk-bf-',
      'nvcf-',
    ],
  }),
  tokensOf({
    id: 'developer-service-token',
    description:
      'A token of a developer platform, a package host, a tracker or a build service, by its prefix.',
    references: ['https://apify.com/docs/api', 'https://docs.portainer.io/api/access'],
    marks: [
      'bitpat_',
      'aio_',
      'ion_',
      'zpka_',
      'tsec_',
      'signkey-prod-',
      'signkey-test-',
      'csb_v1_',
      'gb_api_',
      'mint_dsc_',
      'sktsec_',
      'slk_',
      'xau_',
      'mdb_sa_sk_',
      'ucat_',
      'ptr_',
      'nbp_',
      'jca_',
      'rootly_',
      'mlsn.',
      'CCDB1_',
      'trfm_',
      'cfut_',
      'cfat_',
      'cfk_',
      'secret-live-',
      'secret-test-',
      'testsk_',
      'hcp_',
      'gldp-',
      'akab-',
      'rlwy_',
      'pt_live_',
      'ory_pat_',
      'ory_at_',
      'zitadel_',
      'wf_prod_',
      'tok_live_',
    ],
  }),
  tokensOf({
    id: 'cloud-service-token',
    description: 'A token of a cloud or a cluster, by its prefix.',
    references: [
      'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
      'https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/authentication_and_authorization/index',
    ],
    marks: [
      'y0_',
      'AQVN',
      't1.',
      'sha256~',
      'AKLT',
      'IQoJb3JpZ2luX2Vj',
      'FwoGZXIvYXdz',
      'FQoGZXIvYXdz',
      'gAAAAAB',
    ],
    body: '[A-Za-z0-9_+/-]{30,1800}={0,2}',
  }),
  tokensOf({
    id: 'commerce-service-token',
    description: 'A token of a shipping, identity or market data service, by its prefix.',
    references: [
      'https://docs.withpersona.com/api-keys',
      'https://docs.coingecko.com/reference/authentication',
    ],
    marks: [
      'persona_production_',
      'persona_sandbox_',
      'LIVE_API_KEY:',
      'TEST_API_KEY:',
      'CG-',
      'EZTK',
      'prod_easyship_',
    ],
    body: '[A-Za-z0-9_:-]{22,130}',
  }),
  tokensOf({
    id: 'telnyx-key',
    description: 'A Telnyx API key.',
    references: ['https://developers.telnyx.com/development/api-fundamentals/authentication'],
    marks: [...'0123456789ABCDEF'].map((digit) => `KEY${digit}`),
    body: '[0-9A-F]{31}_[A-Za-z0-9]{22}',
    sample: `${HEX_SAMPLE.slice(0, 31).toUpperCase()}_${SAMPLE.slice(0, 22)}`,
  }),
  tokensOf({
    id: 'klaviyo-private-key',
    description: 'A Klaviyo private key.',
    references: ['https://developers.klaviyo.com/en/docs/authenticate_'],
    marks: ['pk_'],
    body: '[0-9a-f]{34}',
    sample: HEX_SAMPLE.slice(0, 34),
  }),
  tokensOf({
    id: 'convex-deploy-key',
    description: 'A Convex deploy key.',
    references: ['https://docs.convex.dev/cli/deploy-key-types'],
    marks: ['prod:', 'preview:', 'dev:'],
    body: '[a-z0-9:-]{6,60}\\|[A-Za-z0-9+/_=-]{40,200}',
    sample: `happy-otter-123|${SAMPLE}Qw==`,
  }),
  {
    ...tokensOf({
      id: 'environment-token',
      description:
        'A token that names its environment or its sort in its middle: `acme_live_…`, `acme_pat_…`.',
      references: ['https://docs.stripe.com/keys'],
      marks: [
        '_live_',
        '_prod_',
        '_production_',
        '_test_',
        '_sandbox_',
        '_staging_',
        '_pat_',
        '_api_',
        '_sk_',
        '_secret_',
        '_token_',
        '_apikey_',
        '-live-',
        '-prod-',
        '_oat_',
        '_uat_',
        '_sat_',
      ],
      severity: 'HIGH',
    }),
    confidence: 0.8,
    pattern:
      '(?<=(?<![A-Za-z0-9_-])(?<head>(?!pk|pub)[a-z]{2,16}))(?:_(?:live|prod|production|test|sandbox|staging|pat|api|sk|secret|token|apikey|oat|uat|sat)_|-(?:live|prod)-)[A-Za-z0-9]{20,200}(?![A-Za-z0-9])',
    validators: ['told_key'],
    examples: {
      match: [{ text: `acme_live_${SAMPLE}` }, { text: `key "acme_pat_${HEX_SAMPLE.slice(0, 40)}"` }],
      no_match: [
        { text: 'my_test_functionThatReturnsSomething2' },
        { text: `pk_live_${SAMPLE}` },
        { text: 'acme_live_xxxxxxxxxxxxxxxxxxxxxxxx' },
      ],
    },
  },
];
