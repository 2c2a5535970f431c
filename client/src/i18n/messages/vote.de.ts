import type en from './vote.en.ts';

const messages: Record<keyof typeof en, string> = {
  'vote.title': 'Abstimmung: {campaign}',
  'vote.heading': 'Bring die Beiträge in deine Reihenfolge',
  'vote.does': 'Was deine Wahl bewirkt',
  'vote.does.text': 'Von je zwei Beiträgen wird gezählt, wie viele Leute den einen über den anderen stellen.',
  'vote.takes': 'Etwa zwei Minuten',
  'vote.takes.text': 'Ordne so viele, wie du magst, und ändere es bis zum Schluss',
  'vote.secret': 'Geheim bis zum Schluss',
  'vote.secret.text':
    'Vorher sieht niemand einen Stand, auch {brand} nicht. Dein Name steht nie bei deinem Stimmzettel.',
  'vote.slate': '{count, plural, one {# Beitrag} other {# Beiträge}}',
  'vote.slate.order': 'In einer zufälligen Reihenfolge nur für dich. Öffne ein Bild, um es groß zu sehen.',
  'vote.open': '„{title}“ groß ansehen',
  'vote.picture': 'Bild von „{title}“',
  'vote.whole': 'der ganze Beitrag',
  'vote.previous': 'Vorheriger Beitrag',
  'vote.next': 'Nächster Beitrag',
  'vote.own': 'Daran hast du mitgearbeitet, darum ordnest du ihn nicht ein.',
  'vote.toggle.add': 'Auf Platz {rank}: „{title}“',
  'vote.toggle.remove': 'Auf Platz {rank} gesetzt: „{title}“. Herausnehmen',
  'vote.addAs': 'Auf Platz {rank}',
  'vote.rankedAs': 'Auf Platz {rank} gesetzt',
  'vote.takeOff': 'Von Platz {rank} nehmen',
  'vote.ranking': 'Deine Reihenfolge',
  'vote.ranking.help':
    'Das Beste oben. Zieh an den Punkten, nimm die Pfeile oder die Pfeiltasten auf den Punkten; = gibt denselben Platz wie darüber.',
  'vote.ranking.empty':
    'Beginne mit dem, was dir am besten gefällt. Es kommt auf Platz 1, das nächste auf Platz 2, und du kannst das jederzeit ändern.',
  'vote.unranked':
    '{count, plural, one {Der Beitrag, den} other {Die # Beiträge, die}} du weglässt, {count, plural, one {zählt} other {zählen}} als niedriger als alle diese.',
  'vote.unranked.none': 'Du hast alle eingeordnet.',
  'vote.grip': '„{title}“ verschieben, jetzt Platz {rank}',
  'vote.rankOf': 'Platz {rank}:',
  'vote.up': '„{title}“ nach oben',
  'vote.down': '„{title}“ nach unten',
  'vote.tie': '„{title}“: gleicher Platz wie darüber',
  'vote.remove': '„{title}“ herausnehmen',
  'vote.said.moved': '„{title}“ hat Platz {rank}; {count} eingeordnet.',
  'vote.said.removed': '„{title}“ ist nicht mehr eingeordnet.',
  'vote.cast': 'Stimmzettel abgeben',
  'vote.castShort': 'Abgeben',
  'vote.changeLater': 'Du kannst ihn bis zum Schluss ändern.',
  'vote.keepAsCast': 'So lassen, wie abgegeben',
  'vote.bar': '{count, plural, one {# eingeordnet} other {# eingeordnet}}',
  'vote.who': 'Wer bist du?',
  'vote.who.text':
    'Alle haben einen Stimmzettel, darum müssen wir wissen, wer ihn abgibt. Deine Reihenfolge bleibt stehen, während du dich anmeldest.',
  'vote.nowCast': 'Du bist jetzt {name}. Gib deinen Stimmzettel ab.',
  'vote.receipt': 'Dein Stimmzettel ist da',
  'vote.receipt.when':
    '{revision, plural, one {Abgegeben {at}.} other {Geändert {at}; dies ist Fassung #, und nur sie zählt.}}',
  'vote.receipt.change': 'Du kannst ihn ändern, bis die Abstimmung schließt:',
  'vote.receipt.secret': 'Bis dahin sieht niemand, wie es steht.',
  'vote.receipt.order': 'Was du abgegeben hast',
  'vote.change': 'Meinen Stimmzettel ändern',
  'vote.toCampaign': 'Zur Kampagne',
  'vote.scheduled': 'Die Abstimmung beginnt',
  'vote.scheduled.text': 'Von {from} bis {until}. Sieh dir solange die Beiträge an.',
  'vote.lookAround': 'Beiträge ansehen',
  'vote.closed': 'Die Abstimmung ist geschlossen',
  'vote.closed.text': 'Seit {at} wird kein Stimmzettel mehr angenommen.',
  'vote.seeResult': 'Ergebnis ansehen',

  'results.title': 'Ergebnis: {campaign}',
  'results.winner': 'Hat die Abstimmung gewonnen',
  'results.none': 'Erster durch das Los',
  'results.why.noBallots':
    'Niemand hat einen Stimmzettel abgegeben, darum ordnet nur die Gleichstandsregel die Beiträge.',
  'results.why.only': 'Es war der einzige Beitrag.',
  'results.why.beatsAll':
    'Mehr Leute haben ihn über {others, plural, one {den anderen Beitrag} other {jeden der # anderen}} gestellt als darunter; am knappsten gegen „{closest}“ mit {above} zu {below}.',
  'results.why.tie':
    'Er teilt sich den ersten Rang mit {others}. Die Gleichstandsregel, vor der Abstimmung festgelegt, setzt ihn auf Platz 1.',
  'results.why.paths':
    'Kein Beitrag schlägt alle anderen; {others} war gegen ihn allein gleich gut oder besser. Entlang der stärksten Ketten von Vergleichen kommt er auf Platz 1.',
  'results.see': 'Beitrag ansehen',
  'results.count':
    '{count, plural, =0 {Kein Stimmzettel abgegeben} one {# Stimmzettel gezählt} other {# Stimmzettel gezählt}}; geschlossen {at}.',
  'results.toDecision': 'Sehen, was {brand} gewählt hat',
  'results.undecided': 'Jetzt entscheidet {brand}, mit einer Begründung für jeden Finalisten.',
  'results.order': 'Die Reihenfolge',
  'results.order.next': '{above} zu {below} gegen „{next}“',
  'results.order.tied': 'teilt Rang {rank}',
  'results.pairs': 'Je zwei verglichen',
  'results.pairs.text':
    'Jede Zeile zeigt, auf wie vielen Stimmzetteln ihr Beitrag über dem der Spalte steht. Fett auf Farbe: mehr Stimmzettel dafür als dagegen. Die Spalten stehen in der Reihenfolge der Zeilen.',
  'results.pair.won':
    '„{row}“ stand auf {above} von {count} Stimmzetteln über „{column}“, auf {below} darunter{equal, plural, =0 {.} other {, auf # gleich.}}',
  'results.pair.lost':
    '„{row}“ stand auf nur {above} von {count} Stimmzetteln über „{column}“, auf {below} darunter{equal, plural, =0 {.} other {, auf # gleich.}}',
  'results.pair.even':
    '„{row}“ und „{column}“ stehen gleich: Jeder stand auf {above} von {count} Stimmzetteln über dem anderen{equal, plural, =0 {.} other {, auf # gleich.}}',
  'results.check': 'Wie gezählt wurde',
  'results.method':
    'Nach der Schulze-Methode: Eine Kette gewonnener Vergleiche von einem Beitrag zum anderen ist so stark wie ihr schwächster Sieg, gemessen in Stimmzetteln. Ein Beitrag steht über einem anderen, wenn seine stärkste Kette dorthin stärker ist als die zurück.',
  'results.tied':
    '{titles} teilen einen Rang. Geordnet sind sie durch einen Fingerabdruck aus einer geheimen Zahl und ihrer Kennung; ein Beleg der Zahl stand vor der Abstimmung fest, die Zahl selbst steht jetzt hier.',
  'results.seed': 'Zahl der Gleichstandsregel',
  'results.commitment': 'SHA-256 der Zahl, vorher veröffentlicht',
  'results.paths': 'Die stärksten Ketten, in Zahlen',
  'results.paths.text': 'Stärke der stärksten Kette von der Zeile zur Spalte. Fett, wo sie stärker ist als die zurück.',
  'results.rules': 'Die Regeln, vor der Abstimmung festgelegt',
  'results.rules.text':
    'Auswahl, Methode, Weggelassenes und die Gleichstandsregel standen fest, bevor die Runde begann. Dieser Fingerabdruck gehört zu genau diesen Regeln.',
  'results.rulesHash': 'SHA-256 der Regeln',
  'results.secret': 'Das Ergebnis ist noch geheim',
  'results.secret.text':
    'Solange abgestimmt wird, sieht niemand den Stand: wer abstimmt nicht, wer gestaltet nicht, die Marke nicht. So ordnet man, was einem gefällt, und nicht, was vorn liegt.',
  'results.secret.when': 'Die Abstimmung endet {at},',
  'results.secret.vote': 'Meinen Stimmzettel abgeben oder ändern',
};

export default messages;
