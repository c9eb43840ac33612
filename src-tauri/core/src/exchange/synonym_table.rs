//! The table behind [`super::synonyms`]. Names are separated by `|`, folded, in words.

/// Fields of a customer.
pub const CUSTOMER: &[(&str, &str)] = &[
    (
        "number",
        "customer id|customer number|customer no|customer code|client id|client number|client no|account number|account id|account no|contact id|record id|id|kundennummer|kunden nr|kundennr|kdnr|kd nr|kunden id|kundenid|debitor|debitorennummer|numero client|numero de client|code client|n client|numero de cliente|codigo cliente|codigo de cliente|id cliente|numero cliente|codice cliente|klantnummer|klant id|relatienummer|customer reference id|member id|nr|number",
    ),
    (
        "name",
        "name vorname|vorname name|nachname vorname|vorname nachname|familienname vorname|zuname vorname|vor und nachname|vor nachname|name firma|firma name|kunden name|last name first name|first name last name|first and last name|lastname firstname|surname first name|nom prenom|prenom nom|name|full name|fullname|display name|customer name|client name|person name|party|party name|names|nom complet|nombre completo|nome completo|nome e cognome|volledige naam|naam|vollstandiger name|anzeigename|kundenname|kunde|client|customer|cliente|klant|nom du client|nombre del cliente|nome del cliente|nome do cliente|klantnaam|file as|buyer|kaufer|besteller|who|wer",
    ),
    (
        "contact_name",
        "contact name|contact|contact person|kontakt|kontaktperson|ansprechpartner|ansprechpartnerin|personne de contact|persona de contacto|contacto|persona di contatto|contatto|contactpersoon|attention|attn|z hd|poattention to",
    ),
    ("kind", "kind|customer kind|customer type|type of customer|kundenart|customer sub type"),
    ("role", "role|rolle|relationship"),
    (
        "salutation",
        "salutation|name prefix|prefix|honorific|anrede|titel|titre|civilite|tratamiento|titolo|tratamento|aanhef|titre de civilite",
    ),
    (
        "first_name",
        "first name|firstname|given name|givenname|forename|fname|vorname|rufname|prenom|nombre|nombre de pila|nome|primeiro nome|nome proprio|voornaam|contact first name|imie",
    ),
    (
        "middle_name",
        "middle name|middlename|additional name|zweiter vorname|weitere vornamen|weiterer vorname|deuxieme prenom|segundo nombre|secondo nome|nome do meio|tweede voornaam",
    ),
    (
        "last_name",
        "last name|lastname|surname|family name|familyname|lname|nachname|familienname|zuname|nom de famille|nom|apellido|apellidos|cognome|sobrenome|apelido|ultimo nome|achternaam|contact last name|nazwisko",
    ),
    (
        "company_name",
        "company|company name|companyname|organization|organisation|organization name|organisation name|business name|business|firm|employer|account name|firma|firmenname|unternehmen|betrieb|organisationsname|firma name|societe|entreprise|raison sociale|organisme|empresa|compania|razon social|organizacion|azienda|societa|ditta|ragione sociale|organizzazione|organizacao|razao social|bedrijf|bedrijfsnaam|organisatie|legal name|firma 1|shop name|store name|client organization",
    ),
    (
        "job_title",
        "job title|jobtitle|position|contact title|organization title|occupation|profession|designation|funktion|stelle|stellung|beruf|position im unternehmen|fonction|poste|profession|cargo|puesto|posizione|qualifica|professione|mansione|cargo|funcao|functie|title",
    ),
    (
        "department",
        "department|organization department|abteilung|service|departement|departamento|reparto|dipartimento|afdeling",
    ),
    (
        "phones.number",
        "phones|phone numbers|telefone|telefonnummern|telephones|tel nr|telnr|telefon nummer|fon nr|telefon fax|phone|phone number|phonenumber|telephone|telephone number|tel|tel no|telefon|telefonnummer|rufnummer|fon|festnetz|telephone fixe|numero de telephone|telefono|numero de telefono|numero di telefono|telefone|telefoon|telefoonnummer|phone value|ddi|ddinumber|ddi number|toll free|callback|work number|home number|telefonnr|telefon nr|contact number|phone no",
    ),
    ("phones.label", "phone type|phone label|telefontyp"),
    (
        "emails.address",
        "emails|email addresses|mails|email adressen|emailadressen|e mails|mail adresse|email|email address|mail|mail address|email adresse|emailadresse|emailaddress|e mailadresse|mailadresse|courriel|adresse email|adresse electronique|adresse de messagerie|messagerie|correo|correo electronico|direccion de correo electronico|direccion de correo|indirizzo email|indirizzo di posta elettronica|posta elettronica|endereco de email|correio eletronico|emailadres|email value|emailid|email id|email recipient|mailadres|work email|email 1",
    ),
    ("emails.label", "email type|email label"),
    ("addresses.label", "address type|address label"),
    (
        "addresses.street_number",
        "hausnummer|hausnr|haus nr|hnr|house number|house no|street number|numero civico|huisnummer",
    ),
    (
        "addresses.street",
        "str nr|str hausnr|str hausnummer|strasse hausnr|strasse u nr|strasse u hausnummer|str u nr|street and number|street no|street number name|wohnadresse|address line 1|street|street address|address|address line|address street|streetname|mailing street|strasse|str|anschrift|adresse|strasse und hausnummer|strasse hausnummer|strasse nr|strassenname|rue|adresse postale|calle|direccion|domicilio|via|indirizzo|rua|endereco|morada|straat|straatnaam|adres|street name|postanschrift",
    ),
    (
        "addresses.city",
        "plz ort|ort plz|plz stadt|plz wohnort|postleitzahl ort|city state zip|city state|city zip|zip city|postcode city|postal code city|cp ville|code postal ville|cap citta|city|town|locality|place|suburb|ort|stadt|wohnort|ortschaft|ville|localite|ciudad|localidad|poblacion|citta|comune|localita|cidade|localidade|plaats|woonplaats|stad|mailing city|address city",
    ),
    (
        "addresses.state",
        "state|region|province|county|province code|state province|province state|state code|state region|bundesland|kanton|land kanton|etat|departement province|estado|provincia|regione|distrito|provincie|address region|address state|mailing state",
    ),
    (
        "addresses.postal_code",
        "postal code|postalcode|zip|zip code|zipcode|postcode|post code|postal code zip code|zip postal code|plz|postleitzahl|code postal|codigo postal|cap|codice di avviamento postale|codice postale|cep|address postal code|address zip|code",
    ),
    (
        "addresses.country",
        "country|country region|country code|land|staat|nation|pays|pays region|pais|pais region|paese|nazione|landcode|land region|address country|mailing country|countrycode",
    ),
    (
        "website",
        "website|web site|web page|webpage|homepage|home page|url|website url|website value|web|internet|internetseite|webseite|site web|page web|sitio web|pagina web|sito web|sito|pagina web personale|site|personal web page",
    ),
    (
        "tax_id",
        "tax id|tax number|taxnumber|vat|vat number|vat id|vat no|vatin|ust id|ust id nr|ustid|ust idnr|umsatzsteuer id|steuernummer|uid|numero de tva|tva|n tva|nif|cif|nif cif|partita iva|p iva|codice fiscale|cnpj|cpf|nipc|btw nummer|btw|gstin|gstin no|gst number|abn|ein",
    ),
    (
        "industry",
        "industry|branche|sector|secteur|secteur d activite|settore|setor|bedrijfstak|line of business",
    ),
    (
        "birthday",
        "geb|geb dat|geb tag|geboren|geboren am|geb am|birth day|bday|date birth|gebdatum|gebtag|birthday|birth date|birthdate|date of birth|dob|geburtstag|geburtsdatum|geb datum|anniversaire|date de naissance|cumpleanos|fecha de nacimiento|compleanno|data di nascita|aniversario|data de nascimento|geboortedatum|verjaardag|born",
    ),
    ("language", "language|sprache|langue|idioma|lingua|taal|locale|preferred language"),
    ("preferred_channel", "preferred channel|preferred contact method|bevorzugter kontaktweg"),
    ("tier", "tier|class|customer class|rating|kategorie kunde|kundenklasse"),
    ("source", "source|lead source|origin|quelle|herkunft|origine|origen|fonte|bron|how did you hear"),
    ("territory", "territory|sales territory|gebiet|verkaufsgebiet"),
    (
        "payment_terms_days",
        "payment terms days|payment terms|zahlungsziel|zahlungsziel tage|delai de paiement|betalingstermijn",
    ),
    ("discount", "discount|rabatt|remise|descuento|sconto|desconto|korting"),
    ("credit_limit", "credit limit|kreditlimit|limite de credit|limite de credito"),
    (
        "owner",
        "owner|owner name|contact owner|company owner|account owner|account manager|sales rep|betreuer|kundenbetreuer|zustandig",
    ),
    (
        "tags",
        "tags|tag|labels|label|categories|category|group membership|groups|group|keywords|schlagworte|schlagwort|kategorien|kategorie|gruppe|gruppen|etiquettes|mots cles|etiquetas|palabras clave|categorias|etichette|parole chiave|categorie|trefwoorden|labels membership|lists",
    ),
    (
        "notes",
        "notes|note|comment|comments|remark|remarks|notiz|notizen|bemerkung|bemerkungen|anmerkung|kommentar|remarque|remarques|commentaires|notas|nota|observaciones|comentarios|annotazioni|observacoes|opmerkingen|opmerking|notities|memo",
    ),
    ("archived", "archived|archiviert|inactive"),
];

/// Fields of a sale and its lines. `customer.` leads into [`CUSTOMER`].
pub const SALE: &[(&str, &str)] = &[
    (
        "external_number",
        "invoice no|invoice number|invoice|invoice id|invoice num|order id|order number|order no|order|order name|order num|receipt|receipt number|receipt no|bill number|bill no|transaction id|transaction|document number|documentnumber|document no|sale id|sales order|auftrag|auftragsnummer|auftrags nr|auftragsnr|auftrag nr|rechnung|rechnungsnummer|rechnungs nr|rechnungsnr|rechnung nr|bestellung|bestellnummer|bestell nr|bestellnr|bon|bonnummer|beleg|belegnummer|beleg nr|belegnr|bestell id|commande|numero de commande|n commande|facture|numero de facture|n facture|pedido|numero de pedido|factura|numero de factura|n factura|ordine|numero ordine|fattura|numero fattura|n fattura|encomenda|numero do pedido|fatura|numero da fatura|factuur|factuurnummer|bestelnummer|ordernummer|external number|sale|number|nummer|nr",
    ),
    ("number", "document series number"),
    ("document_kind", "document kind|document type|belegart|type de document"),
    (
        "status",
        "status|invoice status|payment status|financial status|document status|order status|zahlungsstatus|rechnungsstatus|statut|etat|estado|stato|state of payment",
    ),
    (
        "date",
        "date|invoice date|order date|orderdate|invoicedate|sale date|sold at|date issued|document date|documentdate|transaction date|created at|created|created utc|created date|date created|purchase date|purchased at|datum|rechnungsdatum|auftragsdatum|bestelldatum|belegdatum|verkaufsdatum|kaufdatum|date de facture|date de commande|date de vente|fecha|fecha de factura|fecha de pedido|data|data fattura|data ordine|data da fatura|data do pedido|factuurdatum|besteldatum|orderdatum|day|tag|timestamp|time stamp",
    ),
    (
        "due_date",
        "due date|due|faellig|fallig|falligkeit|falligkeitsdatum|fallig am|date d echeance|echeance|fecha de vencimiento|vencimiento|scadenza|data di scadenza|vencimento|vervaldatum|next payment due at",
    ),
    ("channel", "channel|sales channel|order channel|vertriebskanal|verkaufskanal|canal|canale|kanaal|kanal"),
    (
        "po_number",
        "po number|purchase order|purchaseorder|po no|po|customer reference|reference|bestellnummer des kunden|kundenreferenz|referenz|reference client",
    ),
    ("discount", "entity discount percent|discount percentage of document|document discount"),
    (
        "shipping",
        "shipping|shipping charge|shipping cost|shipping amount|ship amount|shippingcost|freight|delivery charge|postage|versand|versandkosten|fracht|frais de port|livraison|envio|gastos de envio|spedizione|spese di spedizione|frete|verzendkosten",
    ),
    ("prices_include_tax", "prices include tax|tax included|brutto|preise inkl steuer"),
    (
        "lines.sku",
        "sku|stock code|stockcode|item code|item number|item no|article number|article no|article|artikelnummer|artikel nr|artikelnr|art nr|artnr|product code|product id|productid|product number|product no|lineitem sku|line item sku|item sku|variant sku|reference produit|reference article|ref|codigo de producto|codigo articulo|codice articolo|codice prodotto|codigo do produto|artikelcode|produktnummer|part number|barcode|ean",
    ),
    (
        "lines.description",
        "description|product|product name|productname|item|item name|itemname|article name|article description|item description|item desc|line description|lineitem name|line item name|line item|product title|service|artikel|artikelname|artikelbezeichnung|bezeichnung|produkt|produktname|beschreibung|leistung|designation|produit|libelle|article designation|producto|articulo|descripcion|concepto|prodotto|articolo|descrizione|produto|artigo|descricao|omschrijving|naam product|goods|what|transaction line description",
    ),
    (
        "lines.quantity",
        "quantity|qty|quantity ordered|units|pieces|count|lineitem quantity|line item quantity|item quantity|menge|anzahl|stuck|stueck|stk|quantite|qte|cantidad|cant|unidades|quantita|qta|pezzi|quantidade|qtd|qtde|aantal|hoeveelheid|num units",
    ),
    (
        "lines.unit",
        "unit|usage unit|unit of measure|uom|einheit|mengeneinheit|unite|unidad|unita|unidade|eenheid",
    ),
    (
        "lines.unit_price",
        "unit price|unitprice|price|price each|price per unit|item price|lineitem price|line item price|rate|selling price|sales price|einzelpreis|preis|stuckpreis|stueckpreis|vk preis|verkaufspreis|prix|prix unitaire|pu|precio|precio unitario|prezzo|prezzo unitario|preco|preco unitario|prijs|stukprijs|eenheidsprijs",
    ),
    (
        "lines.discount",
        "discount|discount percent|discount percentage|discount rate|line discount|rabatt|rabatt prozent|rabatt in|remise|descuento|sconto|desconto|korting",
    ),
    (
        "lines.tax_rate",
        "tax rate|vat rate|tax percent|tax percentage|steuersatz|mwst satz|mwst prozent|mwst|ust satz|ust|taux de tva|tipo de iva|iva|aliquota|aliquota iva|btw tarief|btw percentage|gst rate",
    ),
    ("lines.cost", "cost|unit cost|einstandspreis|einkaufspreis|ek preis|cout|costo|coste|kostprijs"),
    (
        "lines.amount",
        "line total|line amount|item total|item amount|extended price|linetotal|position total|gesamtpreis|positionsbetrag|zeilensumme|zeilenbetrag|total ligne|montant ligne|importe linea|totale riga|regeltotaal|line subtotal|net amount line",
    ),
    (
        "lines.discount_amount",
        "line discount amount|item discount amount|lineitem discount|line item discount",
    ),
    (
        "amount",
        "amount|total|grand total|total amount|totalamount|order total|invoice total|invoice amount|sum|value|order value|total collected|total price|sales|revenue|turnover|spent|dollars|betrag|gesamtbetrag|rechnungsbetrag|auftragswert|bestellwert|summe|gesamt|gesamtsumme|endbetrag|umsatz|wert|brutto betrag|bruttobetrag|montant|montant total|montant ttc|total ttc|importe|importe total|monto|importo|importo totale|totale|valor|valor total|bedrag|totaalbedrag|totaal|net total base",
    ),
    (
        "discount_amount",
        "discount amount|discounts|order discount|discount total|rabattbetrag|montant remise",
    ),
    (
        "tax_amount",
        "tax|taxes|tax amount|sales tax|sales tax amount|vat amount|total tax|steuer|steuerbetrag|mwst betrag|montant tva|importe iva|importo iva|btw bedrag|total tax amount",
    ),
    (
        "refunded",
        "refunded amount|refund|refunds|refunded|partial refunds|erstattet|erstattung|rembourse|reembolso|rimborso",
    ),
    (
        "cancelled",
        "cancelled at|canceled at|cancelled|canceled|cancellation date|storniert|storno|annule|annulee|cancelado|annullato|geannuleerd",
    ),
    (
        "payment_method",
        "payment method|payment type|zahlungsart|zahlungsmethode|mode de paiement|forma de pago|metodo di pagamento|forma de pagamento|betaalmethode|tender",
    ),
    (
        "paid_on",
        "paid on|paid at|date paid|paid date|payment date|paymentdate|date of payment|bezahlt am|bezahlt|gezahlt am|zahldatum|zahlungsdatum|zahlungseingang|bezahldatum|paye le|date de paiement|date de reglement|pagado el|fecha de pago|pagato il|data di pagamento|data pagamento|pago em|data de pagamento|betaald op|betaaldatum|betaald",
    ),
    ("tags", "tags|order tags"),
    (
        "notes",
        "notes|note|order note|comment|comments|notiz|notizen|bemerkung|bemerkungen|kommentar|remarques|notas|annotazioni|opmerkingen|memo|notes memo",
    ),
    (
        "customer.number",
        "customer id|customer number|customer no|customer code|customerid|client id|client number|account number|kundennummer|kunden nr|kundennr|kdnr|kunden id|numero client|code client|numero de cliente|codigo cliente|id cliente|codice cliente|klantnummer|user id|member id|debitor",
    ),
    (
        "customer.name",
        "customer|customer name|client|client name|buyer|bill to|party|kunde|kundenname|kaufer|besteller|debitor name|nom du client|cliente|nombre del cliente|nome cliente|nome del cliente|nome do cliente|klant|klantnaam|contact name|full name|name|account name",
    ),
];

/// Fields of a product.
pub const PRODUCT: &[(&str, &str)] = &[
    (
        "sku",
        "sku|stock code|stockcode|item code|item number|item no|article number|article no|artikelnummer|artikel nr|artikelnr|art nr|artnr|product code|product id|productid|product number|variant sku|code|reference|ref|reference article|codigo|codice|codice articolo|artikelcode|produktnummer|part number|id|number|nr|item id",
    ),
    (
        "barcode",
        "barcode|ean|gtin|upc|isbn|strichcode|ean code|code barre|code barres|codigo de barras|codice a barre|streepjescode|variant barcode",
    ),
    (
        "name",
        "name|product name|productname|item name|itemname|product|item|title|article|article name|artikel|artikelname|artikelbezeichnung|bezeichnung|produkt|produktname|designation|produit|nom|nom du produit|nombre|producto|articulo|nome|prodotto|articolo|nome do produto|produto|naam|productnaam",
    ),
    ("handle", "handle|url handle|parent sku|parent code"),
    ("option1.name", "option1 name|option 1 name"),
    ("option1.value", "option1 value|option 1 value"),
    ("option2.name", "option2 name|option 2 name"),
    ("option2.value", "option2 value|option 2 value"),
    ("option3.name", "option3 name|option 3 name"),
    ("option3.value", "option3 value|option 3 value"),
    ("product_kind", "product kind|kind|type|product type|item type|art|produktart"),
    (
        "category",
        "category|product category|categoryname|category name|collection|group|product group|department|kategorie|warengruppe|gruppe|artikelgruppe|categorie|famille|categoria|grupo|gruppo|productgroep",
    ),
    ("unit", "unit|unit type|unit of measure|uom|einheit|mengeneinheit|unite|unidad|unita|unidade|eenheid"),
    (
        "price",
        "price|unit price|unitprice|sales price|selling price|retail price|rate|list price|variant price|regular price|preis|verkaufspreis|vk|vk preis|einzelpreis|stuckpreis|prix|prix de vente|prix unitaire|precio|precio de venta|prezzo|prezzo di vendita|preco|preco de venda|prijs|verkoopprijs",
    ),
    (
        "cost",
        "cost|unit cost|cost price|cost per item|purchase price|einkaufspreis|ek|ek preis|einstandspreis|kosten|cout|prix d achat|coste|costo|precio de compra|prezzo di acquisto|custo|inkoopprijs|kostprijs",
    ),
    (
        "tax_class",
        "tax class|tax category|tax code|vat class|vat code|steuerklasse|steuerschlussel|steuerschluessel|steuercode|mwst klasse|classe de taxe|code tva|clase de impuesto|codice iva|btw code|btw klasse",
    ),
    (
        "tax_rate",
        "tax rate|vat rate|vat|tax percent|steuersatz|mwst|mwst satz|ust|taux de tva|tva|iva|tipo de iva|aliquota|btw|btw tarief",
    ),
    (
        "description",
        "description|long description|body|body html|details|beschreibung|langtext|description longue|descripcion|descrizione|descricao|omschrijving",
    ),
    ("tags", "tags|labels|schlagworte|etiquettes|etiquetas|etichette"),
    ("notes", "notes|note|comment|notiz|bemerkung|remarque|notas|opmerkingen"),
    ("archived", "archived|discontinued|inactive|archiviert"),
];

/// Fields of a follow-up.
pub const FOLLOW_UP: &[(&str, &str)] = &[
    (
        "subject",
        "subject|task|task name|title|to do|todo|what|activity|aufgabe|betreff|titel|was|tache|sujet|objet|tarea|asunto|attivita|oggetto|tarefa|assunto|taak|onderwerp|task subject|name",
    ),
    (
        "due_date",
        "due date|due|date|deadline|due on|when|follow up date|reminder|reminder date|faellig|fallig|fallig am|falligkeitsdatum|datum|wann|wiedervorlage|echeance|date d echeance|fecha|vencimiento|scadenza|data|vencimento|vervaldatum|start date",
    ),
    ("due_time", "due time|time|uhrzeit|zeit|heure|hora|ora|tijd|start time"),
    ("due_zone", "time zone|timezone|zeitzone|fuseau horaire|zona horaria|fuso orario|tijdzone"),
    ("place", "place|location|venue|treffpunkt|lieu|lugar|luogo"),
    ("days", "days|number of days|tage"),
    ("duration_minutes", "duration minutes|minutes|minuten|duration in minutes|dauer in minuten"),
    ("priority", "priority|prioritat|prio|priorite|prioridad|priorita|prioridade|prioriteit|importance"),
    ("channel", "channel|type|activity type|how|kanal|canal|canale|kanaal"),
    (
        "assignee",
        "assignee|assigned to|owner|responsible|zustandig|verantwortlich|bearbeiter|responsable|assegnato a|toegewezen aan",
    ),
    ("recurrence", "recurrence|repeat|rrule|wiederholung"),
    (
        "done",
        "done|completed|complete|is completed|erledigt|status|fait|termine|hecho|fatto|feito|gedaan|afgerond",
    ),
    ("done_at", "done at|completed at|completed date|erledigt am"),
    ("outcome", "outcome|result|ergebnis|resultat|resultado|esito|resultaat"),
    ("tags", "tags|labels|categories"),
    (
        "notes",
        "notes|note|description|comment|comments|notizen|notiz|beschreibung|bemerkung|remarques|notas|annotazioni|opmerkingen",
    ),
    (
        "customer.number",
        "customer id|customer number|customer no|client id|kundennummer|kunden nr|kundennr|numero client|klantnummer",
    ),
    (
        "customer.name",
        "customer|customer name|client|client name|company|contact|contact name|kunde|kundenname|kontakt|firma|cliente|klant|person name|organization name|who|wer",
    ),
];

/// Words around a name that say which of several it is.
pub const LABELS: &[(&str, &str)] = &[
    (
        "home",
        "home|private|personal|privat|domicile|perso|prive|particular|casa|abitazione|residencial|thuis|priv",
    ),
    (
        "work",
        "work|geschaftl|gesch|dienstl|beruflich|berufl|gewerblich|business|office|company|dienstlich|geschaftlich|geschaft|buro|firma|bureau|professionnel|pro|trabajo|oficina|lavoro|ufficio|comercial|trabalho|werk|zakelijk|organization",
    ),
    (
        "mobile",
        "mobile|cell|cellular|mobil|handy|portable|movil|cellulare|telemovel|celular|mobiel|mobiltelefon|mobilnummer|mobilephone|cellphone|gsm|handynummer|mobiltelefonnummer",
    ),
    ("fax", "fax|telefax|faxnummer|faxnumber|telecopie"),
    (
        "billing",
        "billing|bill|invoice|rechnung|rechnungs|facturation|facturacion|fatturazione|faturamento|factuur|po|mailing",
    ),
    (
        "shipping",
        "shipping|delivery|ship|liefer|lieferung|livraison|envio|entrega|spedizione|consegna|levering|sa",
    ),
    (
        "other",
        "other|andere|weitere|weiterer|autre|otro|otra|altro|altra|outro|overig|secondary|alternate|alternative|second",
    ),
    (
        "",
        "primary|main|default|haupt|principal|principale|contact|customer|client|kunde|person|value|your|the|of|number|no|default address|cliente|klant",
    ),
];

/// Beginnings of German compound words (`Rechnungsadresse`, `Lieferort`).
pub const COMPOUNDS: &[(&str, &str)] = &[
    ("rechnungs", "billing"),
    ("rechnung", "billing"),
    ("liefer", "shipping"),
    ("versand", "shipping"),
    ("privat", "home"),
    ("geschafts", "work"),
    ("firmen", "work"),
    ("kunden", ""),
];

/// Words for the values of choices, by the declaration's word.
pub const CHOICES: &[(&str, &str)] = &[
    ("person", "individual|privatperson|private|privat|particulier|persona|pessoa|persoon"),
    (
        "company",
        "organization|organisation|business|firma|unternehmen|entreprise|societe|empresa|azienda|bedrijf",
    ),
    ("customer", "both|client|kunde|kundin|cliente|klant|buyer"),
    ("prospect", "lead|interessent|prospecto|prospek"),
    ("supplier", "vendor|lieferant|fournisseur|proveedor|fornitore|fornecedor|leverancier"),
    ("call", "phone|telephone|telefon|anruf|appel|llamada|telefono|telefonata|bellen"),
    ("email", "e mail|mail|courriel|correo"),
    ("message", "sms|text|whatsapp|nachricht|chat|messenger|web|web form|webformular|kontaktformular|portal"),
    ("shop", "store|in store|walk in|laden|im laden|geschaft|vor ort|magasin|tienda|negozio|winkel"),
    ("letter", "post|brief|mail by post|lettre|carta|lettera"),
    ("visit", "meeting|besuch|termin|visite|visita|bezoek|lunch"),
    (
        "paid",
        "bezahlt|beglichen|paye|payee|pagado|pagada|pagato|pagata|pago|betaald|completed|complete|closed|succeeded|settled|partially refunded|refunded|fulfilled|abgeschlossen|erledigt",
    ),
    (
        "new",
        "neu|unassigned|untriaged|to do|todo|nouveau|nuevo|nuovo|novo|nieuw|nicht zugewiesen|unbearbeitet",
    ),
    (
        "waiting",
        "pending|on hold|waiting on customer|waiting for customer|awaiting reply|awaiting customer|waiting on third party|customer reply|hold|wartend|wartet|wartet auf kunde|wartet auf kunden|warten auf kunde|ruckfrage|zuruckgestellt|en attente|en espera|in attesa|wachtend",
    ),
    (
        "resolved",
        "solved|done|fixed|completed|gelost|erledigt|behoben|fertig|resolu|resuelto|risolto|opgelost",
    ),
    (
        "closed",
        "complete|finished|cancelled|canceled|rejected|geschlossen|abgeschlossen|beendet|abgelehnt|storniert|ferme|cerrado|chiuso|gesloten",
    ),
    (
        "question",
        "request|service request|inquiry|enquiry|query|support|task|help|information|frage|anfrage|auskunft|aufgabe|demande|pregunta|domanda|vraag",
    ),
    ("complaint", "claim|beschwerde|reklamation|plainte|queja|reclamo|klacht"),
    (
        "incident",
        "problem|bug|fault|defect|issue|error|failure|storung|fehler|defekt|panne|incidencia|guasto",
    ),
    ("repair", "rma|warranty|reparatur|garantie|reparation|reparacion|riparazione|reparatie"),
    ("return", "refund|retoure|rucksendung|ruckgabe|retour|devolucion|reso"),
    (
        "idea",
        "suggestion|feature|feature request|new feature|improvement|enhancement|feedback|idee|vorschlag|wunsch|verbesserung|sugerencia",
    ),
    (
        "open",
        "in progress|in bearbeitung|in arbeit|assigned|zugewiesen|reopened|re opened|wieder geoffnet|active|aktiv|work in progress|offen|unpaid|pending|overdue|authorized|partially paid|sent|viewed|outstanding|due|unbezahlt|fallig|uberfallig|impaye|impayee|pendiente|aperto|non pagato|em aberto|pendente|onbetaald|openstaand|processing|on hold|issued|approved",
    ),
    ("draft", "entwurf|brouillon|borrador|bozza|rascunho|concept"),
    (
        "cancelled",
        "canceled|void|voided|storniert|storno|annule|annulee|cancelado|cancelada|annullato|geannuleerd|failed|declined",
    ),
    (
        "credit_note",
        "credit|credit memo|refund|return|gutschrift|retoure|avoir|nota de credito|nota di credito|abono|creditnota",
    ),
    ("invoice", "sale|rechnung|facture|factura|fattura|fatura|factuur|receipt|order paid"),
    ("quote", "estimate|offer|angebot|devis|presupuesto|preventivo|orcamento|offerte|quotation"),
    ("order", "sales order|auftrag|bestellung|commande|pedido|ordine|encomenda"),
    ("goods", "product|good|ware|artikel|inventory|physical|item"),
    ("service", "dienstleistung|leistung|servicio|servizio|servico|dienst|labour|labor"),
    ("low", "lowest|minor|trivial|niedrig|gering|basse|baja|bassa|baixa|laag|3"),
    ("normal", "standard|medium|mittel|moyenne|media|normale|middel|2"),
    (
        "urgent",
        "critical|blocker|emergency|immediate|highest|very high|kritisch|sofort|dringend|sehr hoch|hochste|notfall|urgente",
    ),
    ("high", "major|hoch|urgent|dringend|haute|alta|hoog|1"),
    ("cash", "bar|barzahlung|especes|efectivo|contanti|dinheiro|contant"),
    (
        "card",
        "credit card|debit card|kreditkarte|ec karte|ec|girocard|kartenzahlung|karte|carte|carte bancaire|tarjeta|carta|cartao|pin|visa|mastercard|shopify payments|stripe",
    ),
    (
        "transfer",
        "bank transfer|wire|uberweisung|bankuberweisung|vorkasse|lastschrift|sepa lastschrift|direct debit|virement|transferencia|bonifico|overboeking|sepa|bank deposit",
    ),
    ("cheque", "check|scheck|assegno"),
];
