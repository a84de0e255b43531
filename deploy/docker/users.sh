#!/bin/bash
# Gives Kibana its password and the indexer a user that can write Tripline's indices and nothing else.
set -euo pipefail
url=https://elasticsearch:9200

# Passwords come on standard input, so that no process list shows them.
ask() {
  curl --silent --show-error --fail --output /dev/null --cacert config/certs/ca/ca.crt \
    --config <(printf 'user = "elastic:%s"\n' "$ELASTIC_PASSWORD") \
    --header 'Content-Type: application/json' --request "$1" --data-binary @- "$url/$2"
}

printf '{"password":"%s"}' "$KIBANA_PASSWORD" | ask POST _security/user/kibana_system/_password
ask PUT _security/role/tripline_indexer <<'JSON'
{
  "cluster": ["monitor", "manage_index_templates"],
  "indices": [
    {
      "names": ["tripline-*"],
      "privileges": ["create_index", "create_doc", "index", "read", "view_index_metadata", "monitor", "manage"]
    }
  ]
}
JSON
printf '{"password":"%s","roles":["tripline_indexer"]}' "$INDEXER_PASSWORD" | ask PUT _security/user/tripline_indexer
