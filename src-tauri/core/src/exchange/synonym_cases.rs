//! What help desks and workshops call the fields of a case; read as [`super::synonyms`] says.

/// Fields of a case.
pub const CASE: &[(&str, &str)] = &[
    (
        "external_number",
        "ticket|ticket id|ticket number|ticket no|ticket nr|ticketnummer|ticket nummer|case|case id|case number|case no|incident|incident id|incident number|issue|issue id|issue key|key|request id|request number|reference|id|number|nr|no|vorgang|vorgangsnummer|vorgangsnr|fall|fallnummer|fall nr|numero de ticket|numero du ticket|numero ticket|aktenzeichen|external number",
    ),
    (
        "subject",
        "subject|title|summary|ticket subject|case subject|ticket title|short description|betreff|titel|zusammenfassung|thema|anliegen|kurzbeschreibung|sujet|objet|titre|asunto|titulo|oggetto|titolo|assunto|onderwerp",
    ),
    (
        "description",
        "description|details|message|body|text|problem|problem description|question|ticket description|beschreibung|problembeschreibung|fehlerbeschreibung|nachricht|inhalt|descripcion|descrizione|descricao|omschrijving",
    ),
    (
        "case_kind",
        "case kind|type|ticket type|case type|issue type|request type|kind|art|typ|vorgangsart|tipo|soort",
    ),
    ("status", "status|state|ticket status|case status|stand|zustand|statut|etat|estado|stato"),
    (
        "priority",
        "priority|ticket priority|case priority|urgency|severity|importance|prioritat|prio|dringlichkeit|priorite|urgence|prioridad|priorita|prioridade|prioriteit",
    ),
    (
        "assignee",
        "assignee|assigned to|assigned agent|agent|owner|case owner|ticket owner|responsible|handled by|technician|zustandig|zugewiesen|zugewiesen an|verantwortlich|bearbeiter|sachbearbeiter|techniker|responsable|assigne a|asignado a|assegnato a|toegewezen aan",
    ),
    (
        "channel",
        "channel|source|via|origin|case origin|received by|kanal|herkunft|quelle|eingang uber|canal|canale",
    ),
    (
        "serial",
        "serial|serial number|serial no|serialnumber|imei|seriennummer|serien nr|geratenummer|numero de serie|numero di serie",
    ),
    (
        "received",
        "received|received at|received on|created|created at|created on|created date|created time|creation date|date created|date opened|opened|opened at|opened on|open date|submitted|submitted at|requested at|reported|reported at|date reported|date|erstellt|erstellt am|erstelldatum|angelegt|angelegt am|eingegangen|eingegangen am|eingang|eingangsdatum|eroffnet|eroffnet am|gemeldet|gemeldet am|datum|cree le|date de creation|fecha|fecha de creacion|creado|data|data creazione|aangemaakt",
    ),
    (
        "respond_by",
        "respond by|response due|first response due|response due date|due by time for first response|antwort bis|antwort fallig|reaktion bis",
    ),
    (
        "resolve_by",
        "resolve by|due|due by|due by time|due date|due on|resolution due|deadline|target date|fallig|fallig am|falligkeitsdatum|losung bis|zu erledigen bis|frist|termin|echeance|vencimiento|scadenza|vervaldatum",
    ),
    (
        "first_response",
        "first response|first responded at|first reply|first reply at|first response time|initially assigned at|erste antwort|erste antwort am|erste reaktion",
    ),
    (
        "resolution",
        "resolution|solution|resolution notes|resolution summary|outcome|result|answer|losung|losungstext|ergebnis|antwort|solucion|soluzione|solucao|oplossing",
    ),
    ("cause", "cause|root cause|reason|ursache|grund|causa|oorzaak"),
    (
        "refunded",
        "refunded|refund|refund amount|credited|erstattet|erstattung|gutgeschrieben|rembourse|reembolso|rimborso",
    ),
    (
        "resolved_at",
        "resolved|resolved at|resolved on|resolved date|resolved time|resolution date|date resolved|solved|solved at|solved on|completed|completed at|date completed|gelost|gelost am|erledigt|erledigt am|behoben am|resolu le|resuelto|risolto",
    ),
    (
        "closed_at",
        "closed|closed at|closed on|closed date|closed time|date closed|close date|geschlossen|geschlossen am|abgeschlossen|abgeschlossen am|schliessdatum|ferme le|cerrado|chiuso",
    ),
    ("satisfaction", "satisfaction|satisfaction score|csat|zufriedenheit|bewertung"),
    ("tags", "tags|labels|categories|category|kategorie|kategorien|schlagworte|etiquettes|etiquetas"),
    (
        "notes",
        "notes|note|internal note|internal notes|comment|comments|work notes|notizen|notiz|bemerkung|bemerkungen|kommentar|kommentare|remarques|notas|annotazioni|opmerkingen",
    ),
    (
        "customer.number",
        "customer id|customer number|customer no|client id|account id|account number|kundennummer|kunden nr|kundennr|kdnr|numero client|klantnummer",
    ),
    (
        "customer.emails.address",
        "requester email|requester email address|reporter email|customer email|contact email|client email|sender|from|raised by email|kunden email|email des kunden|absender",
    ),
    (
        "customer.name",
        "customer|customer name|client|client name|contact|contact name|requester|requester name|requested by|requestor|reporter|reported by|raised by|caller|opened by|account|account name|kunde|kundenname|kontakt|ansprechpartner|melder|gemeldet von|anfragender|auftraggeber|cliente|klant|demandeur|full name",
    ),
    (
        "customer.company_name",
        "company|company name|organization|organisation|firma|unternehmen|societe|empresa|azienda|bedrijf",
    ),
];
