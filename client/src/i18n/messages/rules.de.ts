const messages = {
  'rules.title': 'Regeln: {product}',
  'rules.heading': 'Regeln',
  'rules.version': 'Version {version}',
  'rules.lede': 'Was an diesem Produkt variieren darf, was es kostet und was nicht zusammengeht.',
  'rules.state.published': 'So ist es veröffentlicht.',
  'rules.state.changed': 'Geändert, nicht veröffentlicht.',
  'rules.restored': 'Das ist dein Text von vorhin; er ist noch nicht veröffentlicht.',
  'rules.overtaken':
    'Seit du diesen Text begonnen hast, wurde Version {version} veröffentlicht. Veröffentlichst du deinen, ersetzt er sie.',
  'rules.discard': 'Zurück zum Veröffentlichten',
  'rules.discarded': 'Dein Text ist beiseitegelegt.',
  'rules.discarded.undo': 'Wieder aufnehmen',
  'rules.leave': 'Gehen, ohne zu veröffentlichen?',
  'rules.leave.text': 'Dein Text ist nicht veröffentlicht. Er bleibt hier, bis du diesen Tab schließt.',
  'rules.leave.act': 'Gehen',
  'rules.leave.stay': 'Bleiben',

  'rules.editor': 'Die Regeln von {product}',
  'rules.editor.hint':
    'Tab rückt eine Zeile ein, Umschalt und Tab rückt sie aus. Das Feld verlassen: Esc, dann Tab. Prüfen: Strg oder ⌘ und Enter.',
  'rules.goTo': 'Gehe zu',
  'rules.goTo.choose': 'einem Abschnitt oder einer Regel …',
  'rules.goTo.sections': 'Abschnitte',
  'rules.goTo.prices': 'Preiszeilen',
  'rules.goTo.rules': 'Regeln',
  'rules.line': 'Zeile {line}',
  'rules.place': 'Zeile {line}, Spalte {column}',

  'rules.text': 'Text',
  'rules.text.reading': 'Wird gelesen …',
  'rules.text.good':
    'Der Text ist lesbar: {parameters, plural, one {# Merkmal} other {# Merkmale}}, {rules, plural, =0 {keine Regeln} one {# Regel} other {# Regeln}}.',
  'rules.text.problems': '{count, plural, one {Eine Stelle ist nicht lesbar} other {# Stellen sind nicht lesbar}}',
  'rules.text.most': 'Das sind die ersten {count}; es können mehr sein.',
  'rules.text.failed': 'Der Text konnte hier nicht gelesen werden. „Prüfen“ fragt den Server.',

  'rules.check': 'Prüfen',
  'rules.check.none':
    'Prüfen sucht Möglichkeiten, die keine sind, Regeln, die niemand braucht, und Entwürfe, die sich ändern müssten.',
  'rules.check.running': 'Die Regeln und alle offenen Entwürfe werden geprüft …',
  'rules.check.seconds': '{seconds} s',
  'rules.check.stop': 'Anhalten',
  'rules.check.old': 'Der Text hat sich seit dieser Prüfung geändert.',
  'rules.check.again': 'Erneut prüfen',

  'rules.findings': 'Befunde',
  'rules.findings.none': 'Jede Möglichkeit ist wählbar, und jede Regel wird gebraucht.',
  'rules.findings.unknown': 'Das sind zu viele Regeln, um rechtzeitig herauszufinden, ob alle gebraucht werden.',
  'rules.finding.no_design': 'Es lässt sich nichts mehr herstellen: Diese Regeln gehen nicht zusammen.',
  'rules.finding.impossible_option': '„{option}“ kann nie gewählt werden ({parameter}).',
  'rules.finding.impossible_value': '{parameter} kann nie {values} sein.',
  'rules.finding.forced_option': '„{option}“ ist immer dabei ({parameter}); zu wählen gibt es nichts.',
  'rules.finding.always_true': 'Die Regel „{rule}“ gilt ohnehin für jeden Entwurf. Sie kann entfallen.',
  'rules.finding.implied_rule':
    '{count, plural, one {Die Regel „{rule}“ sagt nichts, was diese nicht schon sagt. Sie kann entfallen.} other {Die Regel „{rule}“ sagt nichts, was diese zusammen nicht schon sagen. Sie kann entfallen.}}',
  'rules.finding.unreachable_limit':
    'Kein Entwurf kann die Grenze der Regel „{rule}“ einhalten; was sie verlangt, ist also nie möglich.',
  'rules.because': 'Wegen',
  'rules.alreadyIn': 'Siehe',

  'rules.impact': 'Offene Entwürfe',
  'rules.impact.none': 'Mit diesem Produkt ist noch nichts entworfen worden.',
  'rules.impact.all':
    '{designs, plural, one {Der eine Entwurf passt zu diesen Regeln.} other {Alle # Entwürfe passen zu diesen Regeln.}}',
  'rules.impact.some': '{broken} von {designs, plural, one {# Entwurf} other {# Entwürfen}} würden sich ändern',
  'rules.impact.text':
    'Sie bleiben, wie sie sind, in ihrer Version. Um zu diesen Regeln zu passen, würde sich dies ändern:',
  'rules.impact.noDesign': 'Wo sich nichts herstellen lässt, passt kein Entwurf.',
  'rules.impact.design': 'in Arbeit',
  'rules.impact.entry': 'eingereicht',
  'rules.impact.untitled': 'Ohne Titel',
  'rules.impact.removed': 'Was er hat, gibt es nicht mehr.',
  'rules.impact.more': '{count} weitere zeigen',
  'rules.change.choice': '{parameter}: {from} → {to}',
  'rules.change.many': '{parameter}: {change}',
  'rules.change.with': 'mit {options}',
  'rules.change.without': 'ohne {options}',
  'rules.change.gone': '{parameter} ({from}) entfällt',
  'rules.change.elements':
    '{count, plural, one {Ein Druck wird verschoben oder entfernt} other {# Drucke werden verschoben oder entfernt}}',
  'rules.change.story': 'Die Geschichte wird gekürzt',
  'rules.change.other': 'Etwas, das es nicht mehr gibt, entfällt',

  'rules.publish': 'Veröffentlichen …',
  'rules.publish.title': 'Version {version} veröffentlichen',
  'rules.publish.act': 'Version {version} veröffentlichen',
  'rules.publish.new': 'Neue Kampagnen beginnen mit dieser Version.',
  'rules.publish.stays': 'Kampagnen und Entwürfe, die es schon gibt, bleiben in ihrer.',
  'rules.publish.findings':
    '{count, plural, =0 {Die Prüfung fand nichts.} one {Die Prüfung hat einen Befund; veröffentlicht werden kann trotzdem.} other {Die Prüfung hat # Befunde; veröffentlicht werden kann trotzdem.}}',
  'rules.publish.impossible': 'Das kann nicht veröffentlicht werden: Es ließe sich nichts mehr herstellen.',
  'rules.publish.same': 'Es steht dasselbe wie in Version {version}, also gibt es keine neue.',
  'rules.published': 'Version {version} ist veröffentlicht. Neue Kampagnen beginnen mit ihr.',
  'rules.refused.unreadable': 'Zeile {line}, Spalte {column} ist nicht lesbar.',
  'rules.refused.rule': 'Eine Regel nennt etwas, das es nicht gibt oder das sich nicht vergleichen lässt.',
  'rules.refused.parameter': 'Ein Merkmal ist nicht vollständig beschrieben.',
  'rules.refused.defaults':
    'Womit ein Entwurf beginnt, hält die Regeln nicht ein. Ändere ein „default“ oder die Regel.',
  'rules.refused.starter':
    'Der Ausgangspunkt „{starter}“ hält die Regeln nicht ein. Ändere die Regel: Ausgangspunkte gehören zur Zeichnung.',
  'rules.refused.drawing': 'Die Zeichnung braucht etwas, das nicht mehr im Text steht.',
  'rules.refused.other': 'Der Text ist lesbar, aber noch kein Produkt.',

  'rules.help': 'So schreibst du Regeln',
  'rules.help.text':
    'Was du sagst, beginnt am Rand; was dazugehört, ist eingerückt. Namen sind Kleinbuchstaben, Ziffern und Bindestriche; Texte für Menschen stehen in Anführungszeichen, mit nl und de für andere Sprachen. Die Wörter der Regeln sind englisch.',
  'rules.help.choice': 'Ein Merkmal; ein Entwurf beginnt mit der ersten, ein Preis kommt dazu.',
  'rules.help.needs': 'Eines braucht das andere. Die Begründung lesen alle, die an die Regel stoßen.',
  'rules.help.when': 'Eine Grenze, die nur manchmal gilt.',
  'rules.help.excludes': 'Zwei Dinge, die nicht zusammengehen.',
  'rules.help.most': 'Wie viele aus einer Liste es sein dürfen.',
  'rules.help.price': 'Eine Grenze für den Preis aller Merkmale zusammen.',

  'rules.amount': '{amount} {unit}',
  'rules.quoted': '„{text}“',
  'rules.nothing': 'nichts',
  'rules.range': '{from} bis {to}',
  'rules.andMore': '{items} und {count} weitere',
};

export default messages;
