const messages = {
  'rules.title': 'Regels: {product}',
  'rules.heading': 'Regels',
  'rules.version': 'Versie {version}',
  'rules.lede': 'Wat er aan dit product mag variëren, wat het kost en wat niet samengaat.',
  'rules.state.published': 'Dit is wat er gepubliceerd is.',
  'rules.state.changed': 'Gewijzigd, niet gepubliceerd.',
  'rules.restored': 'Dit is je tekst van daarnet; hij is nog niet gepubliceerd.',
  'rules.overtaken':
    'Sinds je aan deze tekst begon, is versie {version} gepubliceerd. Publiceer je de jouwe, dan vervangt die haar.',
  'rules.discard': 'Terug naar wat gepubliceerd is',
  'rules.discarded': 'Je tekst is opzijgelegd.',
  'rules.discarded.undo': 'Weer oppakken',
  'rules.leave': 'Weggaan zonder te publiceren?',
  'rules.leave.text': 'Je tekst is niet gepubliceerd. Hij blijft hier staan tot je dit tabblad sluit.',
  'rules.leave.act': 'Weggaan',
  'rules.leave.stay': 'Blijven',

  'rules.editor': 'De regels van {product}',
  'rules.editor.hint':
    'Tab springt in, Shift en Tab springt terug. Het veld verlaten: Esc, dan Tab. Controleren: Ctrl of ⌘ en Enter.',
  'rules.goTo': 'Ga naar',
  'rules.goTo.choose': 'een onderdeel of een regel …',
  'rules.goTo.sections': 'Onderdelen',
  'rules.goTo.prices': 'Prijsregels',
  'rules.goTo.rules': 'Regels',
  'rules.line': 'Tekstregel {line}',
  'rules.place': 'Tekstregel {line}, kolom {column}',

  'rules.text': 'Tekst',
  'rules.text.reading': 'Lezen …',
  'rules.text.good':
    'De tekst is leesbaar: {parameters, plural, one {# keuze} other {# keuzes}}, {rules, plural, =0 {geen regels} one {# regel} other {# regels}}.',
  'rules.text.problems': '{count, plural, one {Eén plek is niet te lezen} other {# plekken zijn niet te lezen}}',
  'rules.text.most': 'Dit zijn de eerste {count}; er kunnen er meer zijn.',
  'rules.text.failed': 'De tekst kon hier niet bekeken worden. Controleren vraagt het de server.',

  'rules.check': 'Controleren',
  'rules.check.none':
    'Controleren zoekt keuzes die onmogelijk zijn, regels die niet nodig zijn, en ontwerpen die zouden moeten veranderen.',
  'rules.check.running': 'De regels en alle open ontwerpen worden bekeken …',
  'rules.check.seconds': '{seconds} s',
  'rules.check.stop': 'Stoppen',
  'rules.check.old': 'De tekst is sinds deze controle veranderd.',
  'rules.check.again': 'Opnieuw controleren',

  'rules.findings': 'Bevindingen',
  'rules.findings.none': 'Elke keuze is mogelijk en elke regel is nodig.',
  'rules.findings.unknown': 'Dit zijn te veel regels om op tijd uit te zoeken of ze allemaal nodig zijn.',
  'rules.finding.no_design': 'Er valt niets meer te maken: deze regels gaan niet samen.',
  'rules.finding.impossible_option': '“{option}” kan nooit gekozen worden ({parameter}).',
  'rules.finding.impossible_value': '{parameter} kan nooit {values} zijn.',
  'rules.finding.forced_option': '“{option}” zit er altijd bij ({parameter}); er valt niets te kiezen.',
  'rules.finding.always_true': 'De regel “{rule}” geldt toch al voor elk ontwerp. Je kunt hem weglaten.',
  'rules.finding.implied_rule':
    '{count, plural, one {De regel “{rule}” zegt niets wat deze niet al zegt. Je kunt hem weglaten.} other {De regel “{rule}” zegt niets wat deze samen niet al zeggen. Je kunt hem weglaten.}}',
  'rules.finding.unreachable_limit':
    'Geen ontwerp kan de grens van de regel “{rule}” halen; wat erom vraagt, is dus nooit mogelijk.',
  'rules.because': 'Door',
  'rules.alreadyIn': 'Zie',

  'rules.impact': 'Open ontwerpen',
  'rules.impact.none': 'Met dit product is nog niets ontworpen.',
  'rules.impact.all':
    '{designs, plural, one {Het ene ontwerp past binnen deze regels.} other {Alle # ontwerpen passen binnen deze regels.}}',
  'rules.impact.some': '{broken} van {designs, plural, one {# ontwerp zou} other {# ontwerpen zouden}} veranderen',
  'rules.impact.text':
    'Ze blijven zoals ze zijn, in hun eigen versie. Om binnen deze regels te passen zou dit veranderen:',
  'rules.impact.noDesign': 'Waar niets te maken valt, past geen ontwerp.',
  'rules.impact.design': 'wordt getekend',
  'rules.impact.entry': 'ingezonden',
  'rules.impact.untitled': 'Zonder titel',
  'rules.impact.removed': 'Wat erin zit, bestaat niet meer.',
  'rules.impact.more': 'Nog {count} tonen',
  'rules.change.choice': '{parameter}: {from} → {to}',
  'rules.change.many': '{parameter}: {change}',
  'rules.change.with': 'met {options}',
  'rules.change.without': 'zonder {options}',
  'rules.change.gone': '{parameter} ({from}) vervalt',
  'rules.change.elements':
    '{count, plural, one {Eén print wordt verplaatst of weggehaald} other {# prints worden verplaatst of weggehaald}}',
  'rules.change.story': 'Het verhaal wordt ingekort',
  'rules.change.other': 'Iets wat niet meer bestaat, vervalt',

  'rules.publish': 'Publiceren …',
  'rules.publish.title': 'Versie {version} publiceren',
  'rules.publish.act': 'Versie {version} publiceren',
  'rules.publish.new': 'Nieuwe campagnes beginnen met deze versie.',
  'rules.publish.stays': 'Campagnes en ontwerpen die er al zijn, blijven in de hunne.',
  'rules.publish.findings':
    '{count, plural, =0 {De controle vond niets.} one {De controle vond één ding; publiceren kan toch.} other {De controle vond # dingen; publiceren kan toch.}}',
  'rules.publish.impossible': 'Dit kan niet gepubliceerd worden: er zou niets meer te maken zijn.',
  'rules.publish.same': 'Er staat hetzelfde als in versie {version}; er komt dus geen nieuwe.',
  'rules.published': 'Versie {version} is gepubliceerd. Nieuwe campagnes beginnen ermee.',
  'rules.refused.unreadable': 'Tekstregel {line}, kolom {column} is niet te lezen.',
  'rules.refused.rule': 'Een regel noemt iets wat niet bestaat of niet te vergelijken is.',
  'rules.refused.parameter': 'Een keuze is niet volledig beschreven.',
  'rules.refused.defaults':
    'Waarmee een ontwerp begint, houdt zich niet aan de regels. Verander een “default”, of de regel.',
  'rules.refused.starter':
    'Het beginpunt “{starter}” houdt zich niet aan de regels. Verander de regel: beginpunten horen bij de tekening.',
  'rules.refused.drawing': 'De tekening heeft iets nodig wat niet meer in de tekst staat.',
  'rules.refused.other': 'De tekst is leesbaar, maar nog geen product.',

  'rules.help': 'Zo schrijf je regels',
  'rules.help.text':
    'Wat je zegt, begint tegen de kantlijn; wat erbij hoort, springt in. Namen zijn kleine letters, cijfers en streepjes; teksten voor mensen staan tussen aanhalingstekens, met nl en de voor andere talen. De woorden van de regels zijn Engels.',
  'rules.help.choice': 'Een keuze; een ontwerp begint met de eerste, een prijs komt erbij.',
  'rules.help.needs': 'Het een heeft het ander nodig. De reden is wat mensen lezen als ze op de regel stuiten.',
  'rules.help.when': 'Een grens die alleen soms geldt.',
  'rules.help.excludes': 'Twee dingen die niet samengaan.',
  'rules.help.most': 'Hoeveel er van een lijst mogen zijn.',
  'rules.help.price': 'Een grens voor de prijs van alle keuzes samen.',

  'rules.amount': '{amount} {unit}',
  'rules.quoted': '“{text}”',
  'rules.nothing': 'niets',
  'rules.range': '{from} tot en met {to}',
  'rules.andMore': '{items} en nog {count}',
};

export default messages;
