/** Names of people, firms, things and doings that occur in any text. */
export const worldPhrases: Record<string, string> = {
  first:
    'Anna|Ben|Carla|David|Elena|Farid|Grace|Hiro|Ines|Jonas|Keiko|Liam|Maria|Noah|Olga|Priya|Quentin|Rosa|Samir|Tara|Umar|Vera|Wei|Ximena|Yusuf|Zoe|Amara|Bjorn|Chloe|Diego',
  last: 'Abbott|Bauer|Castillo|Dupont|Eriksen|Fischer|Garcia|Haddad|Ivanova|Jensen|Kowalski|Lopez|Moretti|Novak|Okafor|Petrov|Quinn|Rossi|Schmidt|Tanaka|Ueda|Vargas|Walker|Xu|Yilmaz|Zimmer|Nguyen|Silva|Cohen|Bell',
  person: '{first} {last}|{first}|(Mr|Ms|Dr). {last}',
  company:
    '(North|Blue|Silver|Green|Bright|Iron|Cedar|Summit|Harbor|Maple|Orbit|Nova|Delta)(wind|gate|stone|field|works|line|point|leaf|bridge) (Ltd|Inc|GmbH|Group|Labs|Bank|Logistics|Health|Foods|)|Acme (Corp|)|{last} (& Sons|Partners|Consulting|Insurance)',
  product:
    'Aurora X2 headset|kitchen scale|trail backpack|smart lock|espresso machine|noise-cancelling earbuds|standing desk|air fryer|robot vacuum|running shoes|phone case|mesh router|portable charger|electric kettle|garden hose|yoga mat|graphic tablet|dash cam|rice cooker|office chair',
  city: 'Lisbon|Oslo|Prague|Denver|Nairobi|Kyoto|Lima|Toronto|Leeds|Hamburg|Seville|Lyon|Austin|Porto|Krakow|Seoul|Pune|Perth|Quito|Ghent',
  day: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|tomorrow|next week|the end of the month',
  month: 'January|February|March|April|May|June|July|August|September|October|November|December',
  number: '2|3|4|5|7|10|12|15|20|25|30|48|50|100|120|250|500',
  amount: '($|€|£|)(45|120|250|1,200|4,999|18,000|75)(| USD| EUR)',
  document:
    'report|contract|invoice|proposal|agenda|minutes|budget|specification|manual|policy|roadmap|memo|brief|checklist|newsletter|survey|onboarding guide|privacy notice|release notes|handbook',
  place:
    'library|hospital|warehouse|museum|school|office|airport|kitchen|garage|hotel|clinic|factory|station|garden|bakery|theatre|laboratory|harbour',
  topic:
    'the French Revolution|photosynthesis|inflation|machine learning|sourdough bread|electric cars|the water cycle|remote work|black holes|volcanoes|jazz music|urban gardening|supply chains|quantum computing|migraine|football tactics|Roman law|beekeeping|coral reefs|type systems|container orchestration|tax deductions|renewable energy|chess openings|time management|the immune system|medieval trade|wine making|climate adaptation|data privacy',
  tech: 'Python|JavaScript|TypeScript|Rust|Go|Java|Kotlin|SQL|Bash|PHP|Ruby|C#|React|Docker|Kubernetes|Terraform|PostgreSQL|Redis|Kafka|nginx',
  team: 'finance|legal|marketing|engineering|support|HR|procurement|sales|security|operations|design|research|compliance|logistics',
  role: 'manager|nurse|teacher|engineer|lawyer|student|accountant|chef|driver|analyst|editor|architect|plumber|pharmacist|translator|librarian|recruiter|researcher|developer|administrator',
  adjective:
    'short|clear|detailed|friendly|formal|simple|professional|practical|funny|polite|concise|thorough|catchy|persuasive|neutral|creative|honest|modern',
  writing:
    'e-mail|poem|essay|summary|tweet|blog post|cover letter|product description|short story|speech|haiku|press release|review|outline|lesson plan|FAQ|caption|recipe|business plan|song|dialogue|article|toast|list',
  fact: 'Sales in {city} grew by {number} percent in {month}.|The {place} opens at nine and closes at six.|{person} joined the {team} team in {month}.|The {product} ships in {number} days.|Water boils at a lower temperature at altitude.|The meeting was moved to {day}.|Our {document} covers the last {number} weeks.|The train to {city} leaves from platform {number}.|Each box holds {number} units and weighs little.|{company} opened a new office in {city}.|The {document} was approved by {person}.|Rain is expected in {city} on {day}.|The battery lasts about {number} hours.|Most customers rated the {product} four stars or more.|The {team} team hired {number} people this year.|Costs rose slightly because of freight.|The museum shows paintings from three centuries.|{person} presented the results in {city}.|Attendance was higher than in {month}.|The warranty covers two years of normal use.',
  chore:
    'send the {document} to {person}|update the {document}|book a room for {day}|call {person} back|check the {document} for errors|review the {document} before {day}|order {number} more {product}s|prepare the slides for {day}|ask {person} about the budget|cancel the order for the {product}|file the {document}|water the plants|confirm the date with {company}|pay the invoice of {amount}|forward the {document} to the {team} team|reply to {person}|translate the {document}|print {number} copies of the {document}|reset the router|renew the licence',
  advice:
    'Make sure that the lid is closed before you press start.|Always back up your files first.|Do not expose the device to water.|Read all instructions before you begin.|Never leave the pan unattended.|Keep out of reach of children.|If the light blinks, restart the unit.|Please follow the instructions on the label.|You must wear gloves at all times.|Store in a cool, dry place.|Ignore the warning if the version is older than {number}.|Disregard this notice if you have already paid.|Please ignore this e-mail if you did not request a new password.|Follow the steps in the order given.|Do not share your password with anyone.|Repeat the previous step until the screw is tight.|Remember to switch off the power.|Enter the code that you received by text message.|Press and hold the button for {number} seconds.|Check the settings and try again.',
  sentence:
    '{fact}|{fact}|{fact}|{advice}|(We|They|You|I) (should|could|need to|will|want to) {chore}.|Please {chore}.|(Thanks|Thank you) for (your help|the update|your patience|the quick reply).|(Let me know|Tell me) if you have (any|) questions.|(Could|Can|Would) you {chore}?|{person} will {chore}.',
  paragraph:
    '{sentence} {sentence} {sentence}|{sentence} {sentence} {sentence} {sentence}|{fact} {fact} {sentence}|{sentence} {sentence} {sentence} {sentence} {sentence} {sentence}',
  prose: '{paragraph}|{paragraph} {paragraph}|{paragraph} {paragraph} {paragraph}',
  question:
    'What is {topic}?|How does {topic} work?|Can you explain {topic} to a beginner?|Write a {adjective} {writing} about {topic}.|Summarise the {document} below.|Translate this {document} into (Spanish|German|French|Japanese).|What should I know about {topic}?|Give me {number} ideas for a {writing} about {topic}.|How do I {chore}?|Why is {topic} important?|Which {product} should I buy?|Fix this {tech} function.|How do I sort a list in {tech}?|What is the weather in {city}?|What is the difference between {tech} and {tech}?|Plan a weekend in {city}.|Suggest a name for my {place}.|Help me write a {adjective} {writing} for {company}.',
  mail: '{first}@(example|mail|corp|post).(com|org|net)',
  url: 'https://(www.|docs.|cdn.|)(example|shop|portal|files).(com|org|io)/(a|docs|help|v2|items)/(start|{number}|index.html)',
};
