import type en from './errors.en.ts';

const messages: Record<keyof typeof en, string> = {
  'errors.title': 'Das hat nicht geklappt',
  'errors.titleNotFound': 'Diese Seite gibt es nicht',
  'errors.titleOffline': 'Der Server ist nicht erreichbar',
  'errors.retry': 'Noch einmal versuchen',
  'errors.unreachable':
    'Deine Verbindung oder unser Server ist gerade gestört. Nichts von dem, was du hier getan hast, ist weg; versuch es gleich noch einmal.',
  'errors.unexpected':
    'Bei uns ist etwas schiefgegangen. Es ist festgehalten, und wir sehen es uns an. Ein neuer Versuch hilft oft.',
  'errors.stale': 'Mitwerk wurde erneuert, seit du diese Seite geöffnet hast. Lade sie neu, um weiterzumachen.',
  'errors.reload': 'Neu laden',

  'errors.sign_in_required': 'Dafür müssen wir wissen, wer du bist. Melde dich an, dann kommst du hierher zurück.',
  'errors.not_allowed': 'Dein Konto darf das nicht. Sollte es das dürfen, frag die Leute, die die Kampagne führen.',
  'errors.person_not_found': 'So jemanden gibt es hier nicht. Vielleicht wurde das Konto gelöscht.',
  'errors.demo_only': 'Das gibt es nur in der Demo, und dies ist keine.',
  'errors.mail_not_sent':
    'Die Mail konnte nicht verschickt werden. Prüfe die Adresse, oder versuch es in ein paar Minuten wieder.',

  'errors.campaign_not_found': 'Diese Kampagne gibt es nicht, oder sie ist noch nicht öffentlich. Prüfe die Adresse.',
  'errors.campaign_dates_out_of_order':
    'Die Termine stehen nicht in der Reihenfolge. Erst wird gestaltet, dann endet die Einreichung, dann kommt die Abstimmung von Beginn bis Schluss.',
  'errors.campaign_date_passed':
    'Was vorbei ist, bleibt stehen, und kein Termin rückt in die Vergangenheit. Wähle einen späteren.',
  'errors.campaign_not_designing': 'Die Kampagne nimmt Entwürfe nur an, solange gestaltet wird.',
  'errors.campaign_already_published': 'Die Kampagne ist schon öffentlich, darum lässt sich das nicht mehr ändern.',
  'errors.campaign_slug_taken': 'Eine andere Kampagne hat diese Adresse schon. Wähle eine andere.',
  'errors.campaign_market_unknown': 'Die Regeln des Produkts nennen keinen solchen Markt.',
  'errors.product_not_found': 'Dieses Produkt gibt es nicht, oder es gehört einer anderen Marke.',
  'errors.brand_not_found': 'Diese Marke gibt es nicht.',
  'errors.phase_not_reached': 'Dafür ist es zu früh: So weit ist die Kampagne noch nicht.',
  'errors.entry_not_found': 'Diesen Beitrag gibt es nicht. Prüfe die Adresse.',
  'errors.entry_exists':
    'Dieser Entwurf ist schon eingereicht. Mach einen Remix daraus, wenn du weiterarbeiten willst.',
  'errors.no_entries': 'Es gibt noch keinen Beitrag, also noch nichts abzustimmen.',

  'errors.design_not_found':
    'Diesen Entwurf gibt es nicht, oder er ist nicht mit dir geteilt. Bitte sein Team um eine Einladung.',
  'errors.design_frozen':
    'Der Entwurf ist eingereicht und ändert sich nicht mehr. Mach einen Remix, um von hier weiterzugehen.',
  'errors.design_outside_space': 'Etwas an dem Entwurf geht bei diesem Produkt nicht. Öffne ihn, dann zeigen wir, was.',
  'errors.invite_not_found':
    'Diese Einladung gibt es nicht. Prüfe, ob der Link vollständig ist, oder bitte um eine neue.',
  'errors.invite_expired': 'Diese Einladung ist abgelaufen. Bitte die Person, die sie geschickt hat, um eine neue.',
  'errors.crew_full':
    'Das Team dieses Entwurfs ist vollständig. Mach einen Remix, sobald er eingereicht ist, oder beginne einen eigenen.',
  'errors.starter_not_found': 'Diesen Ausgangspunkt hat das Produkt nicht. Wähle einen anderen.',

  'errors.decision_exists': 'Die Marke hat entschieden, und dabei bleibt es.',
  'errors.decision_not_found': 'Die Marke hat noch nicht entschieden.',
  'errors.decision_reason_missing':
    'Jeder Finalist bekommt eine Begründung von mindestens zehn Zeichen. Eine oder mehrere fehlen.',
  'errors.decision_not_a_finalist': 'Nur ein Beitrag aus der Abstimmung kann gewählt werden.',
  'errors.round_not_closed': 'Die Abstimmung läuft noch. Entscheide, wenn sie geschlossen und ausgezählt ist.',

  'errors.space_not_found': 'Das Produkt dieser Kampagne ist nicht zu finden.',
  'errors.pick_invalid': 'Diese Wahl gibt es bei dem Produkt nicht.',
  'errors.rules_overtaken':
    'Inzwischen hat jemand Version {version} veröffentlicht. Lade sie und veröffentliche darauf aufbauend.',
  'errors.space_invalid': 'Das Produkt ist nicht richtig beschrieben und kann darum nicht gezeigt werden.',
  'errors.rules_unreadable': 'Diese Regeln lassen sich nicht lesen: Zeile {line}, Spalte {column}.',
  'errors.graph_not_found': 'Die Regeln dieses Produkts sind nicht vorausberechnet.',
  'errors.artwork_invalid': 'Die Zeichnung dieses Produkts lässt sich nicht lesen.',
  'errors.font_not_found': 'Diese Schrift hat das Produkt nicht.',

  'errors.round_not_found': 'Diese Abstimmung gibt es nicht. Prüfe die Adresse.',
  'errors.round_not_open': 'Die Abstimmung ist noch nicht offen. Komm wieder, wenn sie beginnt.',
  'errors.round_closed':
    'Die Abstimmung ist geschlossen, darum wurde dieser Stimmzettel nicht angenommen. Was du vorher abgegeben hast, zählt.',
  'errors.round_still_open': 'Das Ergebnis ist für alle geheim, bis die Abstimmung schließt. Komm dann wieder.',
  'errors.round_exists': 'Diese Kampagne hat ihre Abstimmung schon.',
  'errors.ballot_unknown_entry':
    'Auf dem Stimmzettel steht ein Beitrag, der nicht zur Abstimmung gehört. Lade die Seite neu und ordne noch einmal.',
  'errors.ballot_duplicate_entry': 'Auf dem Stimmzettel steht ein Beitrag doppelt. Nimm einen davon weg.',
  'errors.ballot_empty': 'Der Stimmzettel ist leer. Ordne mindestens einen Beitrag ein.',
  'errors.ballot_own_entry':
    'An einem der Beiträge auf diesem Stimmzettel hast du mitgearbeitet, und niemand stimmt für Eigenes. Nimm ihn weg.',
  'errors.ballot_key_reused':
    'Dieser Stimmzettel wurde schon mit anderer Reihenfolge geschickt. Lade die Seite neu und gib ihn noch einmal ab.',
  'errors.receipt_unreadable':
    'Das ist kein Beleg eines Stimmzettels, oder es fehlt ein Teil davon. Nimm die Datei oder den Link, den du bei der Abgabe bekommen hast.',
  'errors.leaf_not_found':
    'Kein Stimmzettel dieser Runde hat diesen Beleg. Wenn du sicher bist, dass er aus dieser Runde ist, melde es dem Veranstalter und heb den Beleg auf.',
  'errors.leaf_not_in_checkpoint':
    'Dieser Stimmzettel ist angekommen. Prüfen lässt er sich, sobald der nächste Prüfpunkt der Runde da ist, spätestens in zehn Minuten.',
  'errors.checkpoint_not_found': 'Die Runde hat diesen Prüfpunkt nicht. Lade die Seite neu.',

  'errors.invalid_request': 'Etwas an den Angaben stimmt nicht. Sieh sie noch einmal durch und versuch es dann wieder.',
  'errors.too_many_requests': 'Das war viel in kurzer Zeit. Warte eine Minute und versuch es dann wieder.',
  'errors.not_found': 'Unter dieser Adresse ist nichts. Vielleicht ist der Link nicht vollständig.',
};

export default messages;
