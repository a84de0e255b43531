/** What came from outside, in the words of the usual frameworks. */
export const OUTSIDE =
  '(?:req(?:uest\\.(?:args|form|json|values|data|GET|POST|get_json|QueryString|query_string|query_params|headers|files|stream|InputStream|getReader|params|query|body|cookies)|\\.(?:query|body|params|cookies|headers|files?))|params\\[|\\$_(?:GET|POST|REQUEST|COOKIE)|getParameter|r\\.URL\\.Query|r\\.FormValue|ctx\\.(?:query|params)|event\\[["\']|input\\s?\\()';
