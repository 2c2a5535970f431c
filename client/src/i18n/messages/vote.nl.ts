import type en from './vote.en.ts';

const messages: Record<keyof typeof en, string> = {
  'vote.title': 'Stemmen: {campaign}',
  'vote.heading': 'Zet de inzendingen in jouw volgorde',
  'vote.does': 'Wat je keuze doet',
  'vote.does.text': 'Van elke twee inzendingen wordt geteld hoeveel mensen de ene boven de andere zetten.',
  'vote.takes': 'Zo’n twee minuten',
  'vote.takes.text': 'Zet er zoveel op volgorde als je wilt, en wijzig het tot de sluiting',
  'vote.secret': 'Geheim tot de sluiting',
  'vote.secret.text': 'Niemand ziet eerder een tussenstand, ook {brand} niet. Je naam staat nooit bij je stembiljet.',
  'vote.slate': '{count, plural, one {# inzending} other {# inzendingen}}',
  'vote.slate.order': 'In een willekeurige volgorde die alleen jij ziet. Open een plaatje om het groot te zien.',
  'vote.open': 'Bekijk “{title}” groot',
  'vote.picture': 'Afbeelding van “{title}”',
  'vote.whole': 'de hele inzending',
  'vote.previous': 'Vorige inzending',
  'vote.next': 'Volgende inzending',
  'vote.own': 'Hieraan heb je meegewerkt; daarom zet jij het niet op volgorde.',
  'vote.toggle.add': 'Zet op {rank}: “{title}”',
  'vote.toggle.remove': 'Staat op {rank}: “{title}”. Haal het weg',
  'vote.addAs': 'Zet op {rank}',
  'vote.rankedAs': 'Staat op {rank}',
  'vote.takeOff': 'Haal van plaats {rank}',
  'vote.ranking': 'Jouw volgorde',
  'vote.ranking.help':
    'Beste bovenaan. Sleep aan de puntjes, gebruik de pijlen, of de pijltjestoetsen op de puntjes; = geeft dezelfde plaats als die erboven.',
  'vote.ranking.empty':
    'Begin met wat je het mooist vindt. Dat komt op één, het volgende op twee, en je kunt dat altijd nog veranderen.',
  'vote.unranked':
    '{count, plural, one {De inzending} other {De # inzendingen}} die je weglaat, {count, plural, one {telt} other {tellen}} als lager dan al deze.',
  'vote.unranked.none': 'Je hebt ze allemaal op volgorde gezet.',
  'vote.grip': 'Verplaats “{title}”, nu op {rank}',
  'vote.rankOf': 'Plaats {rank}:',
  'vote.up': '“{title}” omhoog',
  'vote.down': '“{title}” omlaag',
  'vote.tie': '“{title}”: zelfde plaats als die erboven',
  'vote.remove': 'Haal “{title}” weg',
  'vote.said.moved': '“{title}” staat op {rank}; {count} op volgorde.',
  'vote.said.removed': '“{title}” staat niet meer op volgorde.',
  'vote.cast': 'Stembiljet inleveren',
  'vote.castShort': 'Inleveren',
  'vote.changeLater': 'Je kunt het tot de sluiting wijzigen.',
  'vote.keepAsCast': 'Laat het zoals ingeleverd',
  'vote.bar': '{count, plural, one {# op volgorde} other {# op volgorde}}',
  'vote.who': 'Wie ben je?',
  'vote.who.text':
    'Iedereen heeft één stembiljet, dus we moeten weten wie het inlevert. Wat je op volgorde zette, blijft staan terwijl je je aanmeldt.',
  'vote.nowCast': 'Je bent nu {name}. Lever je stembiljet in.',
  'vote.receipt': 'Je stembiljet is binnen',
  'vote.receipt.when':
    '{revision, plural, one {Ingeleverd {at}.} other {Gewijzigd {at}; dit is versie #, en alleen die telt.}}',
  'vote.receipt.change': 'Je kunt het wijzigen tot de stemming sluit',
  'vote.receipt.secret': 'Tot die tijd ziet niemand hoe het ervoor staat.',
  'vote.receipt.order': 'Wat je inleverde',
  'vote.change': 'Mijn stembiljet wijzigen',
  'vote.toCampaign': 'Naar de campagne',
  'vote.scheduled': 'Het stemmen begint',
  'vote.scheduled.text': 'Van {from} tot {until}. Bekijk intussen de inzendingen.',
  'vote.lookAround': 'Bekijk de inzendingen',
  'vote.closed': 'De stemming is gesloten',
  'vote.closed.text': 'Sinds {at} wordt geen stembiljet meer aangenomen.',
  'vote.seeResult': 'Bekijk de uitslag',

  'results.title': 'Uitslag: {campaign}',
  'results.winner': 'Won de stemming',
  'results.none': 'Eerste door loting',
  'results.why.noBallots': 'Niemand leverde een stembiljet in; alleen de regel voor gelijke stand bepaalt de volgorde.',
  'results.why.only': 'Het was de enige inzending.',
  'results.why.beatsAll':
    'Meer mensen zetten het boven {others, plural, one {de andere inzending} other {elk van de # andere}} dan eronder; het dichtst erbij kwam “{closest}”, met {above} tegen {below}.',
  'results.why.tie':
    'Het deelt de eerste plaats met {others}. De regel voor gelijke stand, vastgelegd vóór de stemming, zet het op één.',
  'results.why.paths':
    'Geen inzending wint van alle andere; {others} deed het tegen deze alleen even goed of beter. Langs de sterkste ketens van vergelijkingen komt deze op één.',
  'results.see': 'Bekijk de inzending',
  'results.count':
    '{count, plural, =0 {Geen stembiljet ingeleverd} one {# stembiljet geteld} other {# stembiljetten geteld}}; gesloten {at}.',
  'results.toDecision': 'Bekijk wat {brand} koos',
  'results.undecided': 'Nu kiest {brand}, met een reden voor elke finalist.',
  'results.order': 'De volgorde',
  'results.order.next': '{above} tegen {below} met “{next}”',
  'results.order.tied': 'deelt plaats {rank}',
  'results.pairs': 'Elke twee vergeleken',
  'results.pairs.text':
    'Elke rij toont op hoeveel stembiljetten de inzending boven die van de kolom staat. Vet op kleur: meer biljetten ervoor dan ertegen. De kolommen staan in dezelfde volgorde als de rijen.',
  'results.pair.won':
    '“{row}” stond op {above} van {count} stembiljetten boven “{column}”, op {below} eronder{equal, plural, =0 {.} other {, en op # gelijk.}}',
  'results.pair.lost':
    '“{row}” stond op maar {above} van {count} stembiljetten boven “{column}”, op {below} eronder{equal, plural, =0 {.} other {, en op # gelijk.}}',
  'results.pair.even':
    '“{row}” en “{column}” staan gelijk: elk stond op {above} van {count} stembiljetten boven de ander{equal, plural, =0 {.} other {, en op # gelijk.}}',
  'results.check': 'Hoe er is geteld',
  'results.method':
    'Volgens de methode van Schulze: een keten van gewonnen vergelijkingen van de ene inzending naar de andere is zo sterk als de zwakste winst erin, gemeten in stembiljetten. Een inzending staat boven een andere als haar sterkste keten erheen sterker is dan die terug.',
  'results.tied':
    '{titles} delen een plaats. Ze zijn geordend met een vingerafdruk van een geheim getal en hun kenmerk; een bewijs van dat getal lag vóór de stemming vast, het getal zelf staat nu hier.',
  'results.seed': 'Getal van de regel voor gelijke stand',
  'results.commitment': 'SHA-256 van het getal, vooraf gepubliceerd',
  'results.paths': 'De sterkste ketens, in getallen',
  'results.paths.text': 'Sterkte van de sterkste keten van de rij naar de kolom. Vet waar die sterker is dan terug.',
  'results.rules': 'De regels, vastgelegd vóór de stemming',
  'results.rules.text':
    'Kandidaten, methode, wat is weggelaten en de regel voor gelijke stand lagen vast voordat de ronde opende. Deze vingerafdruk hoort bij precies die regels.',
  'results.rulesHash': 'SHA-256 van de regels',
  'results.secret': 'De uitslag is nog geheim',
  'results.secret.text':
    'Zolang er gestemd wordt, ziet niemand de stand: geen stemmer, geen maker, geen merk. Zo kiest iedereen wat hij mooi vindt en niet wat voor ligt.',
  'results.secret.when': 'De stemming sluit {at},',
  'results.secret.vote': 'Mijn stembiljet inleveren of wijzigen',
};

export default messages;
