/** Keys of collaboration, identity, content and social services. */
import type { Rule } from '../types.ts';
import { embedded, named, prefixed } from './token-rule.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const collaborationSecretRules: readonly Rule[] = [
  prefixed(
    'atlassian-token',
    'An Atlassian API token.',
    'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    ['ATATT3'],
    '[A-Za-z0-9_=-]{100,220}',
  ),
  named(
    'atlassian-token-by-name',
    'An Atlassian API token of the older form after its name.',
    'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    ['atlassian', 'jira', 'confluence'],
    '[A-Za-z0-9]{24}',
  ),
  prefixed(
    'notion-token',
    'A Notion integration token.',
    'https://developers.notion.com/docs/authorization',
    ['ntn_'],
    '[A-Za-z0-9]{40,50}',
  ),
  prefixed(
    'notion-legacy-token',
    'A Notion integration token of the older form.',
    'https://developers.notion.com/docs/authorization',
    ['secret_'],
    '[A-Za-z0-9]{43}',
  ),
  prefixed(
    'linear-key',
    'A Linear API key or OAuth token.',
    'https://linear.app/developers/graphql',
    ['lin_api_', 'lin_oauth_'],
    '[A-Za-z0-9]{40,64}',
  ),
  prefixed(
    'figma-token',
    'A Figma personal access token.',
    'https://www.figma.com/developers/api#access-tokens',
    ['figd_', 'figo_', 'figu_'],
    '[A-Za-z0-9_-]{40,50}',
  ),
  airtableToken(),
  named(
    'airtable-key',
    'An Airtable API key after its name.',
    'https://airtable.com/developers/web/api/authentication',
    ['airtable'],
    'key[A-Za-z0-9]{14}',
  ),
  embedded(
    'asana-token',
    'An Asana personal access token.',
    'https://developers.asana.com/docs/personal-access-token',
    ['2/1', '1/1'],
    '[0-9]{14,16}/[0-9]{15,17}:[0-9a-f]{32}',
    'CRITICAL',
  ),
  named(
    'asana-secret',
    'An Asana token or client secret after its name.',
    'https://developers.asana.com/docs/oauth',
    ['asana'],
    '[0-9a-f]{32}',
  ),
  prefixed(
    'clickup-token',
    'A ClickUp personal token.',
    'https://developer.clickup.com/docs/authentication',
    ['pk_'],
    '[0-9]{6,10}_[A-Z0-9]{32}',
  ),
  prefixed(
    'trello-token',
    'A Trello token.',
    'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    ['ATTA'],
    '[0-9a-f]{64}[A-Fa-f0-9]{8}',
  ),
  named(
    'trello-key',
    'A Trello API key after its name.',
    'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
    ['trello'],
    '[0-9a-f]{32}',
  ),
  named(
    'monday-token',
    'A monday.com token after its name.',
    'https://developer.monday.com/api-reference/docs/authentication',
    ['monday_api', 'monday_token', 'monday.com'],
    'eyJhbGciOiJIUzI1NiJ9\\.[A-Za-z0-9_-]{40,400}\\.[A-Za-z0-9_-]{43}',
  ),
  prefixed(
    'hubspot-token',
    'A HubSpot private app token.',
    'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
    ['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'],
    UUID,
  ),
  named(
    'hubspot-key',
    'A HubSpot API key after its name.',
    'https://developers.hubspot.com/docs/guides/apps/authentication/intro-to-auth',
    ['hubspot', 'hapikey'],
    UUID,
  ),
  prefixed(
    'salesforce-session',
    'A Salesforce access token.',
    'https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_access_tokens.htm',
    ['00D'],
    '[A-Za-z0-9]{12,15}![A-Za-z0-9_.]{80,120}',
  ),
  named(
    'zendesk-token',
    'A Zendesk API token after its name.',
    'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    ['zendesk'],
    '[A-Za-z0-9]{40}',
  ),
  embedded(
    'okta-authorization',
    'An Okta API token in an authorization header.',
    'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    ['SSWS '],
    '00[A-Za-z0-9_-]{40}',
    'CRITICAL',
  ),
  named(
    'okta-token',
    'An Okta API token after its name.',
    'https://developer.okta.com/docs/guides/create-an-api-token/main/',
    ['okta'],
    '00[A-Za-z0-9_-]{40}',
  ),
  named(
    'auth0-secret',
    'An Auth0 client secret after its name.',
    'https://auth0.com/docs/get-started/applications/application-settings',
    ['auth0'],
    '[A-Za-z0-9_-]{64}',
  ),
  named(
    'clerk-secret',
    'A Clerk secret key after its name.',
    'https://clerk.com/docs/deployments/clerk-environment-variables',
    ['clerk'],
    'sk_(?:live|test)_[A-Za-z0-9]{40,50}',
  ),
];

/** `pat` begins too many words: the point after it and two hexadecimal digits are what wakes the rule. */
function airtableToken(): Rule {
  const hex = [...'0123456789abcdef'];
  return {
    ...prefixed(
      'airtable-token',
      'An Airtable personal access token.',
      'https://airtable.com/developers/web/guides/personal-access-tokens',
      ['pat'],
      '[A-Za-z0-9]{14}\\.[0-9a-f]{64}',
    ),
    triggers: hex.flatMap((first) => hex.map((second) => `.${first}${second}`)),
    pattern: '(?<=(?<![A-Za-z0-9])(?<head>pat[A-Za-z0-9]{14}))\\.[0-9a-f]{64}(?![A-Za-z0-9_-])',
  };
}
