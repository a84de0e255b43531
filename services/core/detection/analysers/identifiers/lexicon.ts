/**
 * What words near a number say it is, by topic, in lower case; words of a phrase may be written apart, with `_`, `-` or `.`, or in
 * camel case. `other` says that a number is none of ours: an order, a part, a version.
 */
export const lexicon = {
  other:
    'order|orders|order no|order number|order id|invoice|inv|rechnung|rechnungsnummer|facture|factura|fattura|bestellung|bestellnummer|commande|pedido|ordine|zamówienie|tracking|tracking number|shipment|parcel|sendungsnummer|reference|ref|ref no|referenz|aktenzeichen|isbn|issn|ean|upc|gtin|asin|sku|part|part no|part number|p n|artikel|article no|item|item no|serial|serial no|serial number|sn|seriennummer|batch|lot|lot no|version|build|revision|rev|release|commit|sha|hash|checksum|md5|digest|etag|ticket|case|case no|pid|port|offset|bytes|size|length|count|total|qty|quantity|amount|price|timestamp|epoch|seq|sequence|catalog|barcode|transaction|transaction id|txn|txid|receipt|booking|confirmation|confirmation number|flight|po|purchase order|rma|asset tag|product|product id|request id|event id|shard|quote|quote no|contract no|voucher|coupon|customer number|customer id|customer no|kundennummer|member since|message id|uid|gid|inode|firmware|chip|resistor|doi|arxiv|pmid|cas|zip|zip code|postcode|plz|phone id|phone like|device id|card like|gtin|matrix',
  card: 'card|card number|credit card|debit card|visa|mastercard|amex|american express|discover|maestro|carte|carte bancaire|carte bleue|kreditkarte|kreditkartennummer|kartennummer|tarjeta|carta di credito|carta|cartão|creditcard|cc|pan|ccn|karta|karty|kaart|creditcardnummer|卡号|信用卡|カード番号',
  ssn: 'ssn|ssns|social security|social security number|social security no|social security card|soc sec|social sec|social|ss|ss no|ss number',
  itin: 'itin|individual taxpayer|individual taxpayer identification|taxpayer id|taxpayer identification number|tin|tax id|tax identification',
  ein: 'ein|fein|employer identification|employer identification number|employer id|federal tax id|federal ein|federal employer|tax id|tin|taxpayer identification number|irs',
  nino: 'nino|ni number|ni no|national insurance|national insurance number|nat ins|n i number|insurance number',
  nhs: 'nhs|nhs number|nhs no|national health service',
  utr: 'utr|unique taxpayer reference|unique taxpayer|self assessment|tax reference|taxpayer reference',
  de_tax:
    'steuer id|steuerid|steuer identifikationsnummer|steueridentifikationsnummer|steuerliche identifikationsnummer|idnr|id nr|identifikationsnummer|tin|tax id|tax identification|german tax id|steuernummer|tax number|tax id number',
  de_card:
    'personalausweis|personalausweisnummer|ausweis|ausweisnummer|ausweisnr|perso|id card|identity card|german id',
  de_insurance:
    'sozialversicherungsnummer|sozialversicherungsnr|sv nummer|svnr|sv nr|versicherungsnummer|rentenversicherungsnummer|rentenversicherung|rv nummer|rvnr|social security|social insurance|pension insurance|sozialversicherung|sozialversicherungs nr',
  de_health:
    'krankenversicherung|krankenversichertennummer|krankenversicherungsnummer|kvnr|versichertennummer|gesundheitskarte|health insurance|krankenkasse|egk',
  fr_nir:
    'nir|sécurité sociale|securite sociale|numéro de sécurité sociale|insee|sécu|social security|carte vitale|vitale|n ss|numéro ss',
  fr_spi:
    'spi|numéro fiscal|numero fiscal|fiscal number|numéro spi|tax number|tax id|tin|impôts|référence fiscale',
  fr_company: 'siren|siret|sirene',
  es_id:
    'dni|nif|nie|cif|documento nacional|documento de identidad|documento nacional de identidad|n i f|d n i|identidad|tax id|vat',
  it_cf: 'codice fiscale|cod fiscale|cod fisc|cf|c f|fiscal code|tax code|italian tax code|codicefiscale',
  it_vat: 'partita iva|p iva|piva|partitaiva|p i|vat|vat number|vat no|iva',
  it_card: 'carta d identità|carta identità|carta di identità|identity card|cie',
  bsn: 'bsn|burgerservicenummer|burger service nummer|sofi|sofinummer|citizen service number|bsn nummer',
  pesel: 'pesel|numer pesel|nr pesel',
  nip: 'nip|numer nip|nr nip|tax id|vat|identyfikacji podatkowej',
  regon: 'regon|numer regon',
  pl_card: 'dowód osobisty|dowód|dowodu osobistego|dowodu|seria i numer|nr dowodu|id card|identity card',
  cpf: 'cpf|cadastro de pessoas físicas|cadastro de pessoas fisicas|contribuinte|cpf mf',
  cnpj: 'cnpj|cadastro nacional|cgc',
  aadhaar: 'aadhaar|aadhar|adhar|adhaar|uidai|uid|aadhaar number|aadhaar no|आधार',
  in_pan: 'pan|pan card|pan number|pan no|permanent account number|permanent account|income tax',
  gstin: 'gstin|gst|gst number|gst no',
  in_voter: 'voter|voter id|epic|epic no|voter card|election card|elector',
  in_vehicle:
    'vehicle|registration|registration number|registration no|vehicle number|car number|reg no|rto|number plate|plate|vahan',
  tfn: 'tfn|tax file number|tax file no|tax file',
  abn: 'abn|australian business number|business number',
  acn: 'acn|australian company number|company number|arbn',
  medicare: 'medicare|medicare number|medicare no|medicare card',
  sin: 'sin|social insurance|social insurance number|numéro d assurance sociale|assurance sociale|nas|s i n|sin number',
  ca_health: 'ohip|health card|health card number|msp|phn|personal health number|ramq|health number',
  be_nrn:
    'rijksregisternummer|rijksregister|registre national|numéro national|national register|national number|niss|insz|nrn|numéro de registre national|nationalregisternummer',
  se_pnr:
    'personnummer|personal number|personnr|samordningsnummer|personal identity number|pnr|social security',
  hetu: 'hetu|henkilötunnus|henkilotunnus|personal identity code|personbeteckning|sotu',
  cpr: 'cpr|cpr nummer|cpr nr|cprnr|personnummer|cpr number',
  fnr: 'fødselsnummer|fodselsnummer|personnummer|fnr|fødselsnr|d nummer|national identity number|national id|birth number',
  ahv: 'ahv|ahv nummer|ahv nr|avs|numéro avs|oasi|social security|sozialversicherungsnummer|svn',
  at_svnr:
    'svnr|sv nummer|sozialversicherungsnummer|versicherungsnummer|sv nr|social security|social insurance|sozialversicherung|vsnr',
  pt_nif:
    'nif|contribuinte|número de contribuinte|numero de contribuinte|número fiscal|nipc|tax id|identificação fiscal',
  pps: 'pps|ppsn|pps number|pps no|personal public service|personal public service number',
  rodne: 'rodné číslo|rodne cislo|rodné č|r č|rč|rodného čísla|birth number|national id',
  cnp: 'cnp|cod numeric personal|codul numeric personal|personal numeric code',
  egn: 'egn|егн|единен граждански номер',
  oib: 'oib|osobni identifikacijski broj',
  emso: 'emšo|emso|jmbg|matični broj|maticni broj',
  isikukood: 'isikukood|asmens kodas|asmens kodo|personal code|personal id code',
  hu_id: 'adóazonosító|adóazonosító jel|taj|taj szám|adószám|személyi',
  afm: 'αφμ|afm|α φ μ|tin|tax id',
  amka: 'αμκα|amka|α μ κ α',
  za_id: 'za id|id number|identity number|rsa id|south african id|sa id|id no|identity no|identiteitsnommer',
  curp: 'curp|clave única|clave unica|registro de población',
  rfc: 'rfc|registro federal|registro federal de contribuyentes',
  ar_id: 'cuit|cuil|dni|documento',
  rut: 'rut|run|rol único|rol unico|rut nro|r u t',
  cn_id:
    'resident identity|resident id|identity card|id card|shenfenzheng|身份证|身份证号|身份证号码|公民身份号码|證件|证件号',
  my_number: 'my number|mynumber|マイナンバー|個人番号|individual number',
  rrn: 'rrn|resident registration|resident registration number|주민등록번호|주민번호|jumin|alien registration|외국인등록번호',
  nric: 'nric|fin|nric fin|identity card|ic number|ic no|singapore ic',
  uen: 'uen|unique entity number|company registration',
  hkid: 'hkid|hkid no|hk id|hong kong id|hong kong identity|identity card|身份證|香港身份證',
  tw_id: 'taiwan id|身分證|身分證字號|national id|統一編號',
  th_id:
    'thai id|national id|citizen id|บัตรประชาชน|เลขประจำตัวประชาชน|thai national|id card|identification number',
  tckn: 'tc kimlik|t c kimlik|tckn|tc kimlik no|kimlik|kimlik no|kimlik numarası|tc no',
  il_id: 'teudat zehut|תעודת זהות|ת ז|מספר זהות|israeli id|identity number|id number',
  snils: 'снилс|snils|страховое свидетельство',
  inn: 'инн|inn',
  mykad: 'mykad|my kad|nric|ic number|ic no|kad pengenalan|no kp|no ic',
  nik: 'nik|ktp|nomor induk kependudukan|nomor ktp|e ktp',
  cnic: 'cnic|nicop|national identity card',
  ird: 'ird|ird number|inland revenue',
  sa_id: 'iqama|saudi id|national id|رقم الهوية|هوية',
  emirates: 'emirates id|eid|هوية الإمارات',
  nigeria: 'nin|national identification number|bvn|bank verification number',
  national_id:
    'national id|national identity|identity number|id number|identification number|personal id|citizen id|government id|id card|id card number|identity card|identity document|nationale id|numéro d identité|carte d identité|documento de identidad|document number',
  vat: 'vat|vat id|vat no|vat number|vat reg|ust id|ustid|ust idnr|ustidnr|umsatzsteuer|umsatzsteuer id|tva|n tva|numéro tva|iva|btw|btw nummer|btw nr|moms|mva|uid|uid nummer|tax id|mwst|dph|dič|dic|cvr|che',
  account:
    'account number|account no|account nr|account num|acct no|acct number|acct num|bank account|checking|savings|checking account|savings account|bank acct|a c no|kontonummer|konto nr|ktonr|numéro de compte|compte bancaire|número de cuenta|cuenta bancaria|conto corrente|numero di conto|rekeningnummer|numer konta|direct deposit',
  account_word: 'account|acct|a c|konto|compte|cuenta|conto|rekening|conta|rachunek',
  bank: 'bank|banking|checking|savings|routing|deposit|wire|aba|transfer|ach|iban|bic|swift|payment|payments|payout|payroll|sort code|bsb|blz|bankleitzahl|überweisung|überweisen|bankverbindung|banque|virement|banco|transferencia|banca|bonifico|funds|refund|chase|wells fargo|citibank|debit|withdraw|credit union|beneficiary',
  routing:
    'routing|routing number|routing no|aba|aba number|aba routing|rtn|transit number|routing transit|wire|ach|bank routing',
  sort: 'sort code|sortcode|sort',
  bsb: 'bsb|bsb number|bsb no',
  bic: 'bic|swift|swift code|bic swift|bic code|swift bic',
  blz: 'blz|bankleitzahl',
  phone:
    'phone|phone no|phone number|telephone|telephone number|tel|tel no|mobile|mobile no|mobile number|cell|cellphone|cell phone|cell number|fax|call|call me|calls|calling|called|dial|ring|ring me|sms|text me|text us|texted|whatsapp|signal|viber|contact number|contact no|hotline|helpline|landline|reach me|reach us|reach him|reach her|reachable|callback|voicemail|handy|handynummer|telefon|telefonnummer|telefonnr|telefonisch|mobil|mobilnummer|mobiltelefon|rufnummer|festnetz|erreichen|erreichbar|anrufen|ruf|rückruf|téléphone|telephone portable|téléphoner|portable|tél|numéro de téléphone|appelez|appeler|joindre|joignable|teléfono|telefono|tfno|tlf|móvil|movil|celular|llámame|llamar|llame|llámenos|cellulare|chiamare|chiamami|telefone|telemóvel|telemovel|ligue|contato|telefoon|telefoonnummer|mobiel|bellen|bel|numer telefonu|komórka|komórkowy|zadzwoń|zadzwonić|dzwonić|puhelin|telefonní|телефон|тел|моб|звоните|電話|电话|手机|手机号|手機|携帯|電話番号|전화|전화번호|휴대폰|msisdn|ph|phn no|extension|emergency contact',
  birth:
    'date of birth|dateofbirth|dob|d o b|birth date|birthdate|birthday|birth|born|born on|bday|b day|geburtsdatum|geb|geboren|geboren am|geburtstag|geb datum|date de naissance|naissance|né le|née le|ne le|nee le|fecha de nacimiento|nacimiento|nacido|nacida|nació|fecha nacimiento|fecha nac|data di nascita|nascita|nato il|nata il|nato|nata|data de nascimento|nascimento|nascido|nascida|geboortedatum|geboren op|geb dat|data urodzenia|urodzenia|urodzony|urodzona|ur|född|födelsedatum|født|fødselsdato|fødselsdag|syntymäaika|syntynyt|datum narození|narozen|narozena|data nașterii|születési idő|doğum tarihi|дата рождения|родился|родилась|出生日期|生年月日|생년월일|tanggal lahir',
  passport:
    'passport|passport no|passport number|passport nr|passports|reisepass|reisepassnummer|passnummer|pass nr|pass nummer|passeport|numéro de passeport|pasaporte|número de pasaporte|passaporto|passaporte|paspoort|paspoortnummer|paszport|paszportu|numer paszportu|护照|護照|パスポート|여권|паспорт|travel document',
  license:
    'driver license|drivers license|driver s license|driver licence|drivers licence|driver s licence|driving license|driving licence|driver license number|driver s license number|drivers license number|driving licence number|driving license number|licence number|license number|license no|licence no|dl|dl no|dl number|d l|dln|lic no|operator license|dvla|dmv|führerschein|führerscheinnummer|fuehrerschein|permis de conduire|carnet de conducir|permiso de conducir|licencia de conducir|patente di guida|patente|rijbewijs|rijbewijsnummer|prawo jazdy|prawa jazdy|cnh|carteira de habilitação|körkort|driver id',
  record:
    'mrn|mrn no|medical record|medical record number|medical record no|medical rec|med rec|med rec no|patient id|patient number|patient no|patient num|patient identifier|patientid|chart number|chart no|chart|hospital number|hospital no|health record|health record number|patient record|patient record number|record number|record no|emr|ehr|patientennummer|patienten id|patienten nr|fallnummer|dossier médical|dossier patient|numéro patient|ipp|historia clínica|número de historia|cartella clinica|patiëntnummer|unit number',
  npi: 'npi|npi number|npi no|national provider|national provider identifier|provider id|provider',
  dea: 'dea|dea number|dea no|dea registration|dea license|dea lic|prescriber|medical license',
  mbi: 'mbi|medicare beneficiary|medicare|medicare id|beneficiary',
  health_plan:
    'member id|member number|member no|memberid|subscriber id|subscriber number|subscriber no|subscriber|policy number|policy no|policy id|health plan|health plan id|health plan number|plan id|insurance id|insurance number|insurance no|insurance policy|insurance policy number|beneficiary number|beneficiary id|group number|medicaid|medicaid id|bcbs|aetna|cigna|payer id',
  vin: 'vin|vehicle identification|vehicle identification number|vin number|vin no|chassis|chassis number|chassis no|fahrgestellnummer|fin|fahrzeug identifizierungsnummer|telaio|frame number|bastidor',
  imei: 'imei|imei number|imeisv|imei no|device imei',
  imsi: 'imsi',
  iccid: 'iccid|sim|sim card',
  plate:
    'plate|number plate|license plate|licence plate|license plate number|registration plate|plate number|plate no|kennzeichen|nummernschild|amtliches kennzeichen|plaque|immatriculation|plaque d immatriculation|matrícula|matricula|targa|kenteken|tablica|rejestracyjny|numer rejestracyjny|rego|vehicle registration|reg plate|vrn|registration mark',
  mac: 'mac|mac address|ether|hwaddr|physical address|bssid|hardware address',
  ethereum: 'eth|ethereum|wallet|erc20|evm',
  solana: 'sol|solana|wallet|phantom|spl|usdc',
} as const;

export type Topic = keyof typeof lexicon;
