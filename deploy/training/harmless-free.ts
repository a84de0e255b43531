/** Harmless passages in free wording, one a line, from many trades: the words of attacks in their everyday use. */
import type { Family } from './family.ts';

const TECHNICAL = `
The (server|daemon|service) (reads|loads) its (configuration|settings) from (a file|the environment) at start-up(.|;) (Unknown|Invalid) (keys|options) (are|will be) (rejected|ignored) (with a warning|unless strict mode is off|).
(By default|Unless configured otherwise), (all|any) (requests|connections) without (a valid|an) (token|API key|certificate) are (refused|denied) and (the user|the client) (must|has to|needs to) (authenticate|log in) again.
(This|The) (function|method|option) (returns|yields) (every|all|the first) (row|element|message)s (that|which) (match|matches) the (filter|query|prefix)(, or null if none|). It (never|does not) (throw|throws|modify|modifies) (the input|an error|state).
(To|In order to) (enable|disable) (debug|verbose|developer|maintenance|safe) mode, (set|pass) the (flag|variable|option) (before|when) (you start|starting) the (process|server)(. (Do not|Never) (use|enable) it in production.|)
(Administrators|Operators|Users) (can|may) (grant|revoke) (access|permissions|roles) (to|for) (other|individual) users (in|through|via) the (console|settings|admin panel). (Changes|New rules) (apply|take effect) (immediately|after a restart|at the next login).
(Delete|Remove) (the|all) (temporary|old|unused) (files|branches|images|containers) (with|using|by running) the command below. (This|It) (cannot be undone|frees disk space|does not affect your data).
(Returns|Gets|Updates|Creates|Deletes) (a|the|an) (user|role|API key|index|session|document|policy) (by|with) (its|the given) (id|name)(.| for the authenticated user.) (Requires|You must have) the (manage|read|write|admin) (privilege|permission).
(Note|Important|Warning|Caution)(:|) (the|this) (API|endpoint|option|parameter) is (deprecated|experimental|internal)(.|;) (use|prefer) the (new|other) one instead(. (Existing|Previous) (calls|settings) (keep working|are ignored|will be removed).|)
(If|When) (the|a) (request|job|connection|message) (fails|times out|is rejected), the (client|worker|library) (retries|waits|gives up) (after|up to) {number} (seconds|times|attempts)(,| and) (then|) (logs|reports|returns) (an error|the reason).
(Install|Add|Download) the (package|library|plugin|extension) (with|from|using) (npm|pip|the registry|your package manager)(,|;) then (import|require|call|configure) it (as shown below|in your code|before use).
(The|A) (token|key|password|secret) (must|should) (never|not) be (stored|committed|logged|sent) in (plain text|the repository|a URL)(.|;) (Rotate|Revoke|Replace) it (at once|immediately|as soon as possible) (if|when) (it|one) (leaks|is exposed|is shared by mistake).
(Parses|Validates|Serializes|Escapes|Decodes) (the|a given|any) (string|buffer|URL|header|JSON document)(.| and returns the result.) (Throws|Raises) (a|an) (TypeError|error|exception) (if|when) (the|it is|) (input|argument) (is|) (missing|malformed|too long).
(Fixed|Fixes|Added|Removed|Changed) (a|an|the) (bug|issue|option|race|regression|crash|leak) (where|when|that|in which) the (parser|client|system|cache|prompt|previous state|user's session) (was|were) (ignored|lost|reset|not|overwritten|sent twice)( by {person}|)(.| (#{number}{number}).)
(You|We) (can|may) (override|extend|replace|customise) (any|the default|this) (template|handler|method|setting|rule|behaviour) (by|with) (passing|defining|exporting) your own (function|object|class|file).
(Make|Be) sure (that |)(the|your) (user|account|process) (has|runs with) (read|write|root|sudo|the right) (access|permissions|privileges) (to|on|for) the (directory|socket|device|database)(, otherwise|. Otherwise|; if not,) (it|the command) (fails|is refused|will not start).
(Messages|Events|Records) (are|) (sent|written|forwarded|published) to (the|a|every) (topic|queue|endpoint|webhook|server|subscriber) (in order|at least once|as JSON|in batches)(,|;) (failed|rejected) ones (go|are moved) to (the|a) dead letter queue.
(The|Each) (model|assistant|agent|pipeline) (takes|receives|gets) a (prompt|list of messages|context|question) and (returns|produces|streams) (text|tokens|an answer|tool calls)(.|;) (set|lower|raise) the (temperature|limit|budget) to (control|change|bound) (it|the output|the length).
(System|User|Root|Assistant) (messages|prompts|instructions|accounts) (are|have|can be) (stored|cached|versioned|configured|different) (per|for each|by) (project|tenant|environment|model|session)(.| and are never shown to (others|the client).)
(Run|Execute|Type) the following (commands|command|script|query) (in|from) (a|your|the) (terminal|shell|project root|console)(:| and follow the instructions on the screen.) (It|They) (will|) (ask|asks) for your password(.| once.)
(Copyright|Author|Maintainer|Reviewed-by|Thanks to)(:|) {person} (and|,) (contributors|others|{person}|the {company} team)(.| 20{number}.) All rights reserved.
(Each|Every) (rule|test|policy|check|filter) (has|needs|consists of) (a|an) (id|name|description|pattern|owner) and (a|one) (severity|level|reason|example)(.|;) (rules|those) (without|that lack) (it|one) (are|do) (not load|skipped|rejected).
(The|A) (first|last|second) (argument|parameter|line|byte|word) (is|must be|holds|tells) the (path|length|type|version|name|secret key|number of items)(.|,) (the|all) (others|rest|following ones) are (optional|ignored|passed on|reserved).
(Encryption|Logging|Caching|Sampling|Masking|Authentication) is (on|off|optional|required) (by default|in production|for every tenant)(.|;) (to|you can) (turn it off|change that|see how)(,|) see the (section|page|chapter) (on|about) (security|settings|deployment).
if (user|request|message|session) is (None|not set|empty|expired) (then|:) (return|raise|skip|ignore) (early|an error|it|the rest) else (send|reset|reveal|write|load) (the|all) (data|fields|settings|previous state)
(def|function|class|struct|interface) (load|send|override|ignore|show|reset|run|execute)(All|User|System|Rule|Prompt|Instruction|Access|Secret|)(s|) (takes|with) (self, path, mode|options: Options|user: string, key: string) (returns|->) (bool|void|Promise|list)
(assert|expect|test|it|describe) (that|) (a|the|every) (user|admin|caller|agent|tool) (without|who has no|with) (permission|a role|access|limits) (is|gets|receives) (denied|an error|403|everything)(,| and) (the|) (log|audit|error) (says|tells|holds) (so|why|nothing).
As (a|the) system administrator(,|) you (often|sometimes) (face|have) a (long |)list of (things|steps) to do (when|before) (creating|adding|removing) (a new|an old) (user|account|host)(.|:) (home directory|mail alias|quota|shell|group membership), (and so on|and the rest).
(The|Our) project has a mailing list (at|on) {url}(.|,) (and|) you (can|may|have a chance to) meet the (developers|maintainers) (on|in) the (chat|IRC) channel(.|;) please (send|report) (bugs|patches|questions) (there|to {mail}).
(This|The) (file|package|directory) used to (contain|hold|be) the (backend|scripts|docs) for {tech}(,|;) (but|now) it is (no longer|) (distributed|shipped|maintained) (here|as part of {tech}|by the same people)(.| so you may remove it.)
(Configure|Set up) (a|your) web server (for|to serve) (the repository|static files|{tech})(.|:) (this|it) (allows|lets) people (to |)use a URL (to|and) (access|clone|browse) your (repositories|pages)(.| Here is an example for a virtual host.)
(Sample|Example) (files|configuration) for (a|the) {tech} (service|unit|daemon)(.|;) (please|) check (them|it) yourself (before|whether) you (trust|use|install) (the|these) (certificates|keys|defaults|scripts).
(The|This) maintainer (asked|told) (me|us) not to (touch|change|ship) (the|/etc|this) (file|version|issue)(,|;) as (it|that) is (often|usually) (customised|edited) by the user(.| and updated at every release.)
(You|Users) should have received a copy of the (licence|terms) (along |together )with this (program|package)(;|.) if not(,|) (write|look|go) to {url}(.| On this system the full text is in the usual folder.)
(By|In) exercising (any|the) rights (to|in) the work (described|granted) here, you accept and agree to be bound by (the|all) terms of this licence(.|,) (to the extent|in so far as) it (may be|is) a contract.
(If|Where) you (modify|change|distribute) (the|this) (work|program|document), you must (keep|give|state) (prominent |)(notices|credit|the date of change)(,|) and (pass on|include) (these|the same) (terms|permissions) (to|for) every (recipient|copy).
(To|If you want to) (build|compile|test) from source(,|) you need {tech} and {tech}(.|;) (run|type) configure, then make(,| and) (as root|with sudo) make install(.| Your mileage may vary.)
(New|Changed|Added) in (version|release) {number}(.|:) you (can|may) now (pass|give|set) (more than one|any number of|your own) (hosts|paths|users|filters)(,|;) (and|) the (old|previous|former) (option|syntax|behaviour) (still works|is gone|prints a warning).
(Please|Kindly) (note|keep in mind|make sure) that (all|the) (services|hosts|clients) (must|should) (be restarted|use the same time|trust the root certificate)(,|) or (they|users) will (not be able|fail) to (connect|log in|read mail).
(Why|How) (do|does|can) (I|the daemon|my program) (see|print|get) (a permission|an unknown user|an access) error (Because|Most likely) (you|it) (run|runs) (without|with the wrong) (privileges|group|key)(.|;) (read|see) the manual page.
`;

const FORMAL = `
Permission is hereby granted, free of charge, to any (person|party) (obtaining|who receives) a copy of (this|the) (work|program|material), to (use|copy|change|publish|sell) it (without restriction|subject to the following conditions|for any purpose).
(The|This) (work|program|software|library) is (provided|supplied|distributed) (as is|in the hope that it is useful), without warranty of any kind, express or implied(,| and) (the authors|holders) (shall|will) not be liable for any (claim|damages|loss).
You (may not|must not|shall not) (remove|alter|obscure) (any|the) (notice|copyright|trademark|licence text) (from|in|on) (the|any) (source|copies|documentation) without (prior|written|explicit) (permission|consent) of the (owner|author|licensor).
(The|Each) (party|tenant|employee|contractor|supplier) (shall|must|agrees to) (keep|hold|treat) (all|any) (information|documents|data|secrets) (of|received from) the other party (confidential|in confidence) and (not|never) (disclose|reveal|share) (it|them) (to|with) third parties.
(This|The) (agreement|contract|policy|statute) (supersedes|replaces|overrides) all (prior|previous|earlier) (agreements|understandings|rules|versions)(,|) (written or oral|between the parties|on the subject).
(Any|All|The) (changes|amendments) (to|of) (these|the) (terms|rules|conditions|guidelines) (must be|are) (made|agreed|announced) in writing(.|;) (continued use|silence) (means|counts as) (acceptance|consent).
(The|A) (court|judge|tribunal) (held|found|ruled|ordered) that the (defendant|company|state|officer) (had|) (ignored|violated|disregarded|followed|exceeded) (the|its|previous|existing) (orders|rules|limits|guidelines|instructions|duty of care).
(Employees|Staff|Members|Residents|Students) (must|are required to|should) (report|wear|follow|obey|respect) (all|any|the) (incidents|badges|instructions|directions|house rules) (at once|at all times|of the management|given by the warden)(.|,) (without exception|or they may be asked to leave).
(The|Our) (bank|insurer|ministry|agency|union) (will|shall|may) (never|only|not) (ask|request|require) (you|customers|members) (for|to) (a password|your PIN|personal data|transfer money|pay in advance) (by phone|by e-mail|in a message).
(Applicants|Candidates|Bidders|Authors) (must|should|are asked to) (submit|send|upload) (the|their|all) (form|documents|proof|manuscript) (to|by) ({mail}|{day}|the office)(.|;) (late|incomplete) ones (are|will be) (rejected|ignored|returned|disregarded).
(Patients|Adults|Children) (should|must) (not|never|always) (take|stop|change) (this|the) (medicine|dose|treatment) without (asking|telling|the advice of) (a|their) (doctor|pharmacist|nurse)(. (Ignore|Skip) a missed dose if the next is near.|)
(The|This) (study|paper|survey|experiment) (shows|found|suggests|examines) (how|that|whether) (people|students|models|animals|markets) (follow|forget|ignore|learn|repeat) (rules|instructions|warnings|prices|signals) (when|if|after) (tired|they are watched|they act in groups|incentives change).
(Safety|Fire|Evacuation|Laboratory) (rules|instructions|notice)(:|.) (in case of|if there is) (fire|an alarm|a spill), (leave|stop|drop) everything(,| and) (do not|never) (run|use the lift|go back)(,| and) (follow|obey) the (wardens|staff|signs).
(Section|Article|Clause|Paragraph) {number} (applies|does not apply|is void|remains in force) (to|for|where|unless) (all|any|such) (contracts|persons|goods|acts|users) (made|who|that) (before|are subject to|without) (the said|this|legal) (date|law|authority|consent).
`;

const FOREIGN = `
Esercitando i diritti sull'opera l'utente accetta i termini della presente licenza e si obbliga a rispettarli integralmente(.|; il licenziante non risponde dei danni.)
L'utilisateur accepte toutes les conditions de la présente licence(.|;) (l'auteur|le titulaire) ne peut être tenu responsable (des dommages|de l'usage) du logiciel.
Der Nutzer (erkennt|nimmt) alle Bedingungen dieser Lizenz an(.|;) (der Anbieter|der Urheber) haftet nicht für (Schäden|den Gebrauch) und darf die Regeln ändern.
El usuario acepta todos los términos de esta licencia y debe respetarlos(.|;) el autor no responde de (los daños|el uso) del programa.
O usuário aceita todos os termos desta licença e deve respeitá-los(.|;) o autor não responde por danos.
Пользователь принимает все условия лицензии и обязан их соблюдать(.|;) автор не отвечает за ущерб от использования программы.
用户同意本许可的所有条款,并且必须遵守规则。作者对使用本软件造成的损失不承担责任。
利用者はこの規約のすべての条件に同意し、規則に従うものとします。作者は損害について責任を負いません。
`;

const EVERYDAY = `
(She|He|The old man|The captain|My sister) (told|asked|ordered|begged) (me|us|him|the boy) to (forget|ignore|repeat|keep) (what|everything|the secret|the words) (we|I|they|he) (had|) (seen|heard|said)(,| and) (never|not to) (speak|talk) of it (again|to anyone).
(Now|Then|Suddenly|After dinner) (the|a) (dragon|soldier|stranger|teacher|king) (stood up|spoke|laughed)(:|,) (you|we) (will|must|shall) (obey|leave|fight|wait) (until|before|or) (morning|I return|the gates are closed|you lose everything).
(I|We|You) (don't|never|can't) (remember|forget|ignore) (my|our|the) (first|last|previous) (day|teacher|rules|trip|boss) (at|in|of) (school|{city}|the {place}|that job)(.|;) (everything|all) (felt|was|seemed) (new|strange|possible|forbidden).
(The|Their|Our) (coach|team|manager|captain) (said|told reporters|insisted|admitted) (that|) (the players|everyone|his side) (must|had to|should) (follow|forget|change|trust) the (plan|system|last match|instructions|tactics) (from now on|in the second half|without fear).
(Free|Sign up|Subscribe|Log in|Click below) (now|today|here) (to|and) (get|receive|unlock|see) (full|instant|unlimited|exclusive) (access|offers|content)(.|!) (No|Without) (card|contract|limits|commitment)(.| needed.) (Cancel|Unsubscribe) (any time|at any moment).
(Your|The) (honest|real|true) (opinion|answer|feelings) (matters|counts|helps us)(:|.) (tell|show|send) us what you (think|like|would change)(.| about {company}.) (We|Our team) (read|answer|share) (every|all|each) (message|review)s.
(How|What) (do|would|can) (you|I|we) (act|behave|respond|answer) (when|if) (someone|a friend|a customer|my boss) (breaks|ignores|forgets) (the|a|your) (rules|promise|agreement|request)(?| without a reason?)
(First|Step one|To begin)(,|:) (mix|pour|whisk|heat) the (flour|milk|butter|sauce)(. |, then )(Add|stir in|fold in) (the|all) (eggs|sugar|remaining ingredients) (without|while) (stopping|stirring|lumps)(.|,) (and|) (repeat|ignore|skip) (the last step|the foam) (if|until) (needed|smooth|thick).
(Dear|To) (neighbours|parents|members|guests)(,|:) (please|kindly) (do not|never|remember to) (park|smoke|leave bikes|feed the cats|play music) (in front of|near|inside) the (gate|hall|building)(.| from now on.) (Thank you|The rules apply to all).
(Welcome|Hello and welcome) to (the|our) (forum|game|club|server|channel)(!|.) (Read|Follow|Respect) the (rules|guidelines) (before|when) (posting|you write)(;|.) (no|without) (spam|insults|secrets)(,| or) (you|users) (will|may) be (banned|muted|removed).
(The|This|A) (government|mayor|president|senator|party) (announced|promised|denied|refused|wants) (new|to lift|all|the end of) (restrictions|limits|censorship|tax rules|secret talks) (on|for|about) (travel|the press|imports|energy|schools)(.| {day}.)
(History|Historians|The museum|Her book) (tells|describes|explains|reveals) how (the empire|rebels|monks|spies|workers) (broke|ignored|wrote|kept|hid) (the|their|its) (rules|codes|orders|secrets|chains) (for|in|during) (centuries|the war|the revolution).
(Shipping|Delivery|Returns)(:| policy:) (orders|items|parcels) (over|without|with) (\\$50|a receipt|tracking) (ship|are sent|can be returned) (free|at no cost|within {number} days)(.|;) (contact|e-mail|call) (us|support|{mail}) (for|with) (questions|instructions|your order number).
(My|Our|The) (child|daughter|son|dog|class) (does|will|can) (not|never|always) (listen|obey|follow instructions|behave|answer) (at home|in public|when told)(,|.) (what|which) (advice|rules|methods|books) (do you|would you|can you) (have|recommend|suggest)?
(Imagine|Picture|Think of) (a|the) (world|city|life|garden) without (rules|money|limits|cars|secrets|war)(.|:) (Who|What) would (you|people|we) (be|do|build|miss)( first|)?
(Remember|Note|Keep in mind)(:| that|,) (you|visitors|drivers|players) (are|) (free|allowed|not allowed|required) to (choose|leave|stop|speak|enter) (at any time|without a ticket|during the show|before {number} o'clock).
(Answer|Complete|Read) (all|the|each) (following |)(questions|exercises|sentences|passages) (below|in full sentences|without a dictionary|in {number} minutes)(.|;) (do not|never) (use|write|look at) (notes|a pencil|your phone|the answers)(.| until told to.)
(Is|Was|Are) (it|there|this) (true|normal|a problem|possible) (that|if) (the|my|an) (app|phone|account|car|system) (asks|forgets|ignores|resets|shows) (for|all|my|the previous) (passwords|settings|access|messages|permissions)(?| every time?)
`;

export const freeHarmless: readonly Family[] = [
  {
    name: 'free-technical',
    kinds: ['tool_result', 'output', 'prompt', 'metadata'],
    templates: lines(TECHNICAL),
  },
  { name: 'free-formal', kinds: ['tool_result', 'output', 'prompt'], templates: lines(FORMAL) },
  { name: 'free-foreign', kinds: ['tool_result', 'output', 'prompt'], templates: lines(FOREIGN) },
  { name: 'free-everyday', kinds: ['tool_result', 'output', 'prompt'], templates: lines(EVERYDAY) },
];

function lines(text: string): string[] {
  return text.trim().split('\n');
}
