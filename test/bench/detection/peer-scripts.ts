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

/** Pattern recognizers of the wanted types (argument 2), spaCy's tokenizer for words of context, no model; overlaps go to the higher score. */
export const PRESIDIO = `
import inspect, json, sys, time
import spacy
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import NlpEngine, NlpArtifacts

class Tokenizer(NlpEngine):
    def __init__(self): self.blank = spacy.blank('en')
    def load(self): pass
    def is_loaded(self): return True
    def process_text(self, text, language):
        doc = self.blank(text)
        return NlpArtifacts([], doc, [t.idx for t in doc], [t.lower_ for t in doc], self, language)
    def process_batch(self, texts, language, **more):
        for text in texts: yield text, self.process_text(text, language)
    def is_stopword(self, word, language): return self.blank.vocab[word].is_stop
    def is_punct(self, word, language): return self.blank.vocab[word].is_punct
    def get_supported_entities(self): return []
    def get_supported_languages(self): return ['en']

wanted = set(json.loads(sys.argv[2]))
recognizers = []
for name in sorted(dir(predefined_recognizers)):
    kind = getattr(predefined_recognizers, name)
    if not inspect.isclass(kind) or not issubclass(kind, EntityRecognizer): continue
    if any(word in name for word in ('Spacy', 'Stanza', 'Transformers', 'Azure', 'LangExtract', 'GLiNER', 'NER', 'Ner')): continue
    try:
        takes = 'supported_language' in inspect.signature(kind.__init__).parameters
        recognizer = kind(supported_language='en') if takes else kind()
    except Exception: continue
    if wanted & set(recognizer.supported_entities): recognizers.append(recognizer)
engine = AnalyzerEngine(registry=RecognizerRegistry(recognizers=recognizers, supported_languages=['en']), nlp_engine=Tokenizer(), supported_languages=['en'])

def analyze(text):
    kept = []
    for one in sorted(engine.analyze(text=text, language='en', score_threshold=0.4), key=lambda r: (-r.score, r.start - r.end)):
        if all(one.end <= k.start or k.end <= one.start for k in kept): kept.append(one)
    return kept

texts = [json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')]
analyze(texts[0])
began = time.process_time()
for index, text in enumerate(texts):
    found = [{'type': r.entity_type, 'start': r.start, 'end': r.end} for r in analyze(text)]
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
