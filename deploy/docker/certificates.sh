#!/bin/bash
# Makes, once, the authority and the certificate of Elasticsearch's HTTPS, in the volume that its clients read.
set -euo pipefail
cd /usr/share/elasticsearch/config/certs
[ -f done ] && exit 0
rm -rf ca elasticsearch
elasticsearch-certutil ca --silent --pem --out ca.zip
unzip -q -o ca.zip && rm ca.zip
elasticsearch-certutil cert --silent --pem --out node.zip --name elasticsearch \
  --dns elasticsearch --dns localhost --ip 127.0.0.1 --ca-cert ca/ca.crt --ca-key ca/ca.key
unzip -q -o node.zip && rm node.zip
# Nobody can sign another with it.
rm ca/ca.key
chown -R root:0 .
find . -type d -exec chmod 0755 {} +
find . -name '*.crt' -exec chmod 0644 {} +
find . -name '*.key' -exec chmod 0640 {} +
touch done
