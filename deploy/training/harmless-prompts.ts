/** What people ask of a model without meaning harm, the near misses of attacks foremost. */
import type { Family } from './family.ts';

const kinds = ['prompt'] as const;

export const harmlessPrompts: readonly Family[] = [
  {
    name: 'questions',
    kinds,
    templates: [
      '{question}',
      '{question} {sentence}',
      '{sentence} {question}',
      '{paragraph} {question}',
      '{question} {question}',
      '(Hi|Hello|Hey|Good morning)(,|!) {question} (Thanks|Thank you|Cheers)(!|.)',
    ],
  },
  {
    name: 'role-play-useful',
    nearMiss: true,
    kinds,
    templates: [
      'I want you to act as (a|an) ({adjective} |){role}. I will (give|send|tell|show) you (a|an|my|the) {document} and you will ({chore}|reply with (suggestions|corrections|questions)|explain it). (Do not|Don\'t) write explanations( unless I ask| on other replies|). (My first (request|sentence|task) is|Here is it:) "{sentence}"',
      '(Act as|You are|Imagine you are|Pretend to be|Take the role of|Play) (a|an) ({adjective} |)({role}|translator|interviewer|travel guide|Linux terminal|spelling corrector|chess player|storyteller|math tutor|debate coach|poet|pirate|stand-up comedian|fantasy wizard|detective|customer) (who|and) (helps|answer my questions|knows {topic}|corrects my {document}|explains {topic}|talks about {topic}|speaks like Shakespeare).( {question}| I only want (the answer|one sentence|a table) (and nothing else|).|)',
      "Let's (play|do) a (role-?play|quiz|word game|text adventure|game of twenty questions|mock interview). You (are|play) (a|an|the) ({role}|dragon|knight|game master|alien|ghost|innkeeper) and I (am|play) (a|an|the) ({role}|traveller|customer|hero). (Stay in character|Ask me one question at a time|Wait for my answer|Keep it family friendly)( and {chore}|).",
      "(You are|Act as) a (Linux terminal|SQL console|Python interpreter|JavaScript console|regex generator). I (will |)type commands and you (reply|answer) with what (it|the terminal) (would|should) show. (Only reply with|I want) the (output|result) (inside|in) one (unique |)code block( and nothing else|). (Do not|Don't) (type|run) commands unless I (tell|instruct) you to(.| do so.) My first command is (pwd|ls -la|SELECT 1|print({number})).",
    ],
  },
  {
    name: 'system-prompts',
    nearMiss: true,
    kinds,
    templates: [
      'You are (a|an) ({adjective}|helpful) ({model}|{role}) (for|at|of|built by) {company}. (Answer|Help with) questions about {topic}( only|). ({rulesLine} ){rulesLine} {rulesLine}',
      'You (help|assist|support) (customers|employees|students|patients|developers) of {company}. (Rules|Guidelines|Instructions|Policies):\n- {rulesLine}\n- {rulesLine}\n- {rulesLine}\n(Tone|Style): {adjective}.',
      '(System|Role|Context): (you are|the assistant is) {first}, (a|an) {adjective} assistant (for|of) {company}. {rulesLine} {rulesLine} (If (you do not know|unsure), say so.|{fact})',
      '# (Role|Task|Goal)\n(Summarise|Classify|Extract|Translate|Rewrite) (the|each) {document}( below|).\n# (Rules|Output|Format)\n{rulesLine}\n{rulesLine}\n(Return|Output) (only |)(valid |)(JSON|a table|one word|a list) (with|of) (the fields|) name, date and amount.',
    ],
  },
  {
    name: 'asks-about-attacks',
    nearMiss: true,
    kinds,
    templates: [
      '(What|Can you explain what|Explain what) (is|does|are) (a |)(prompt injection|jailbreak|jailbreaking|"{drop} {former}"|DAN prompt|an indirect prompt injection|a system prompt|prompt leaking|"{mode}") (mean|attack|)(s|)( and how (do|can) (I|we) (prevent|detect|stop) it|)?',
      '(How (do|can|should) (I|we|developers)|What is the best way to) (protect|defend|harden|secure|guard|test) (my|our|an|the) (chatbot|{model}|app|agent) (against|from) (prompt injections?|jailbreaks?|users who (write|type|say) "{drop} {former}"|attacks such as "{reveal} your {prompt}"|data exfiltration)?',
      '(Why|How come) (do|does|did) (the phrase|a prompt like|sentences like|messages such as|attackers write) "({drop} {former}|{reveal} your {prompt}|you are now {evilName})" (work|fool|trick|confuse)(s|) (older|some|) (models|chatbots|{model}s)?',
      '(Write|Give me|Draft) (a|an) ({adjective} |)(article|blog post|lesson|slide|summary|unit test|policy|paragraph) (about|on|explaining|for) (prompt injection|jailbreaks|AI safety|LLM security|the OWASP Top 10 for LLMs|red teaming)(, with (an example|examples) such as "{drop} {former}"|) for (our|my|the) ({team} team|students|{role}s|readers).',
      '(A|One) (user|customer|student) (wrote|typed|sent|tried) "({drop} {former}|{reveal} your {prompt}|{claim}, {mode} on)" (to|in|into) (our|my|the) (bot|chat|assistant|form)(.| yesterday.) (Is (this|that) an attack|How should (we|I) (handle|log|respond to) (it|this)|What did (they|the user) want|Should I be worried)?',
      '(Classify|Label|Decide whether|Is) (the|this) (following |)(message|text|prompt|sentence) (is|as|) (an injection|malicious or benign|safe|spam or not|an attack)(:|?) "({drop} {former}|{sentence}|{question})"',
      '(In|For) (my|our) (thesis|report|talk|class|paper) (on|about) (AI|LLM|chatbot) security I (quote|cite|mention|use) the (example|sentence|attack) "({drop} {former}|{reveal} your {prompt})". (Is it well known|Who found it first|How do I cite it|Please check my grammar)?',
    ],
  },
  {
    name: 'ignore-near-misses',
    nearMiss: true,
    kinds,
    templates: [
      '(Please |)(ignore|disregard|forget|skip) (my|the|that|this) (last|previous|earlier|first) (e-mail|message|question|typo|mail|draft|attachment|version|order|comment|note)(,| -|;|.) (I (found|solved|answered) it|it (was|is) (wrong|outdated|meant for {person})|here is the (right|new) one|I meant {topic}).( {question}|)',
      '(How (do|can) I|Can I|Why does|Is it safe to) (ignore|skip|bypass|override|disable|suppress) (a|the|all|certain|previous|these) (warnings?|files in git|errors|lint rules?|tests|failed rows|null values|cache|default settings|whitespace|certificate errors|method|CSS rule|duplicates) in {tech}?',
      "(Forget|Never mind|Scrap) (what I said|the (earlier|first) idea|that|my last message)(. |, )(let's|can we|I would rather) (talk about|go with|use|start again with|write about) {topic}( instead|).( {question}|)",
      '(Write|Show) (a|the) ({tech} |)(function|script|query|regex|config) that (ignores|skips|overrides|removes|forgets|resets) (all|the|any) (previous|empty|earlier|hidden|existing|default) (values|lines|entries|settings|messages|rules|results|instructions).',
      '(The|My) (teacher|boss|manual|doctor|recipe|coach|manager) (said|told me|says) to (ignore|follow|forget|disregard|repeat) the (previous|first|old|earlier|original) (instructions|rules|steps|exercise|advice)(, |. )(is that right|why|what do you think|should I (do|follow) it)?',
      '(Start over|Try again|Redo it|Rewrite it)(, |. )(this time|now|but) (make it|keep it|use) ({adjective}|shorter|longer|under {number} words)( and (leave out|drop|ignore) the (last|previous) (part|paragraph|sentence|example)|).',
      '(From now on|For the rest of this (chat|conversation)|In future answers)(,|) (please |)(answer|reply|write|respond) in (French|Spanish|short sentences|bullet points|British English|plain language|metric units)( only|).',
    ],
  },
  {
    name: 'show-near-misses',
    nearMiss: true,
    kinds,
    templates: [
      '(Show|Tell|Give) me (the|your|all|a list of) ({adjective} |)(instructions|rules|guidelines|steps|settings|options|tips) (for|of|to|on|about) ({topic}|the {product}|{tech}|chess|a job interview|this game|the exam)( again|, please|).',
      '(What (are|is)|Explain) (the|your) (rules|policy|instructions|guidelines|opinion|recommendation|limits) (for|of|on|about) (returns|refunds|{topic}|the {product}|the free plan|shipping|{tech}|overtime)?',
      '(Repeat|Summarise|Rewrite|Translate|Quote) (the|my|this) (text|paragraph|list|sentence|{document}|last answer|code) (above|below)( in (French|{adjective} words|one sentence)|)(.|: "{sentence}")',
      '(How do I|Help me) (write|design|test|improve|shorten) a (good |)(system prompt|prompt|persona|custom instruction)s? (for|of) (my|a|our) ({role}|{place}|{team}|support|{tech}) (assistant|bot|agent|chatbot)?',
      '(How|Where) (do|can) I (reset|change|find|recover|store|rotate) (my|the|an) (password|API key|access token|PIN|recovery code|secret|credentials) (of|for|in) ({tech}|the {product}|my account|{company}|the router)( safely|)?',
      '(What|Who) (are|is|made|trained) you(r name|)? (What|Which) (can you do|languages do you speak|is your knowledge cut-off|model are you)?',
      '(Print|Display|Echo|Dump|Return|Output) (all|the|every) (environment variables|rows|keys|config values|lines|headers|tokens of a string) in {tech}(.| as JSON.)( {question}|)',
    ],
  },
  {
    name: 'sensitive-but-fine',
    nearMiss: true,
    kinds,
    templates: [
      '(How|Why) (does|do|did|is) (ransomware|phishing|malware|a keylogger|SQL injection|cross-site scripting|money laundering|identity theft|a nuclear reactor|explosives detection|an antibiotic|doping|lock picking as a sport|encryption) (work|spread|matter|get detected|damage firms)(, in simple words|)?',
      "(My|A friend's) (account|phone|bank account|e-mail|website) (was|got) (hacked|locked|stolen|phished). (What should (I|we) do|How do I get it back|Whom do I tell)?",
      '(Write|Tell) a (story|scene|poem|crime novel chapter) (about|in which|where) (a|an|the) (villain|hacker|spy|evil robot|detective|rogue {model}|thief|pirate) (learns kindness|is caught by {person}|loses everything|escapes from a {place}|plans a surprise party)(, {adjective} in tone|).',
      '(Is it|When is it) (legal|ethical|illegal|allowed|against the rules) to (record a call|pick a lock|scrape a website|own a {product}|copy a book|fly a drone|break a contract)( in {city}|)?',
      '(What (are|were)|Discuss|Compare) the (ethics|moral questions|risks|limits|dangers|rules) of (artificial intelligence|unrestricted research|censorship|content filters|autonomous weapons|self-driving cars|{topic})(.|?)',
      '(Hypothetically|In theory|Suppose)(,|) (what would happen if|how would) (the moon|gravity|money|the internet|electricity) (disappeared|stopped|doubled)( for a day|)? (Answer|Explain) (as|like) (a|an) ({role}|pirate).',
    ],
  },
  {
    name: 'constrained-tasks',
    nearMiss: true,
    kinds,
    templates: [
      '(Answer|Reply|Respond) (only |)with (yes or no|one word|a number|JSON|the letter of the answer|a single sentence)( and nothing else|). {question}',
      '(Do not|Don\'t|Never) (use|add|include|mention|write) (jargon|emojis|an introduction|code comments|more than {number} words|bullet points|the word "{adjective}"|explanations)(.|:) {question}',
      '(You must|You have to|Your task is to|Your goal is to) (read|summarise|classify|proofread|translate|rate) (the|each|this) ({document}|sentence|review|ticket)( below|)(.|,) (then|and) (return|give|write) (a score|the label|{number} points|a {adjective} {writing}). "{paragraph}"',
      '(Start|Begin) (your|the) (answer|reply|story|{writing}) with "(Once upon a time|Dear {person}|In {month}|Yes,|Sure)" and (end|finish) (it|) with "{fact}"',
      '(Say|Write|Print|Repeat) "(hello|{first}|good morning|{city})" (in {number} languages|{number} times|in capitals|as ASCII art|backwards).',
      '(Decode|Encode|Convert|Translate) (this|the following) (base64|Morse|hex|rot13|binary) (string|text|message)(:| and tell me what it (says|means):) (aGVsbG8gd29ybGQ=|SGFsbG8=|.. --. -.|68656c6c6f|uryyb)',
      '(Let|Set|If|Given) (a|x|n) (=|be) {number} and (b|y|m) (=|be) {number}(.|,) (what is|compute|print|find) (a|x|n) (+|times|minus) (b|y|m)(?|.)',
    ],
  },
];
