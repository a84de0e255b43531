/** What runs inside the peers' own environments: samples (JSON lines) in, findings (JSON lines) out, then the CPU seconds of scanning alone. */

export const DETECT_SECRETS = `
import json, sys, time
from detect_secrets.core import scan
from detect_secrets.settings import default_settings, get_settings
folder, count = sys.argv[1], int(sys.argv[2])
with default_settings():
    get_settings().disable_filters('detect_secrets.filters.common.is_ignored_due_to_verification_policies')
    list(scan.scan_file(f'{folder}/0.txt'))
    began = time.process_time()
    for index in range(count):
        found = [{'type': s.type, 'value': s.secret_value, 'line': s.line_number} for s in scan.scan_file(f'{folder}/{index}.txt')]
        if found:
            print(json.dumps({'index': index, 'found': found}))
    print(json.dumps({'cpu': time.process_time() - began}))
`;

export const PRESIDIO = `
import json, sys, time
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngine, NlpArtifacts

class NoModel(NlpEngine):
    def load(self): pass
    def is_loaded(self): return True
    def _nothing(self, language): return NlpArtifacts([], [], [], [], self, language)
    def process_text(self, text, language): return self._nothing(language)
    def process_batch(self, texts, language, **more):
        for text in texts: yield text, self._nothing(language)
    def is_stopword(self, word, language): return False
    def is_punct(self, word, language): return False
    def get_supported_entities(self): return []
    def get_supported_languages(self): return ['en']

registry = RecognizerRegistry(supported_languages=['en'])
registry.load_predefined_recognizers(languages=['en'])
registry.recognizers = [r for r in registry.recognizers if 'Spacy' not in type(r).__name__ and 'Stanza' not in type(r).__name__]
engine = AnalyzerEngine(registry=registry, nlp_engine=NoModel(), supported_languages=['en'])
texts = [json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')]
engine.analyze(text=texts[0], language='en')
began = time.process_time()
for index, text in enumerate(texts):
    found = [{'type': r.entity_type, 'start': r.start, 'end': r.end} for r in engine.analyze(text=text, language='en', score_threshold=0.4)]
    if found:
        print(json.dumps({'index': index, 'found': found}))
print(json.dumps({'cpu': time.process_time() - began}))
`;

export const VARD = `
import { readFileSync } from 'node:fs';
import vard from '@andersmyrmel/vard';
const texts = readFileSync(process.argv[2], 'utf8').trimEnd().split('\\n').map((line) => JSON.parse(line).text);
const before = process.cpuUsage();
const lines = texts.flatMap((text, index) =>
  vard.safe(text).safe ? [] : [JSON.stringify({ index, found: [{ type: 'injection', start: 0, end: text.length }] })],
);
const { user, system } = process.cpuUsage(before);
console.log([...lines, JSON.stringify({ cpu: (user + system) / 1e6 })].join('\\n'));
`;
