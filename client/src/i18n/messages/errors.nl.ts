import type en from './errors.en.ts';

const messages: Record<keyof typeof en, string> = {
  'errors.title': 'Dat is niet gelukt',
  'errors.titleNotFound': 'Deze pagina is er niet',
  'errors.titleOffline': 'De server is niet bereikbaar',
  'errors.retry': 'Opnieuw proberen',
  'errors.unreachable':
    'Je verbinding of onze server ligt er even uit. Niets van wat je hier deed is weg; probeer het straks nog eens.',
  'errors.unexpected': 'Er ging bij ons iets mis. Het is vastgelegd en we kijken ernaar. Nog eens proberen helpt vaak.',
  'errors.stale': 'Mitwerk is vernieuwd sinds je deze pagina opende. Laad haar opnieuw om verder te gaan.',
  'errors.reload': 'Opnieuw laden',

  'errors.sign_in_required': 'Hiervoor moeten we weten wie je bent. Meld je aan, dan kom je hier terug.',
  'errors.not_allowed': 'Met jouw account mag dit niet. Zou het wel moeten, vraag het dan aan wie de campagne leidt.',
  'errors.person_not_found': 'Zo iemand is hier niet. Misschien is het account verwijderd.',
  'errors.demo_only': 'Dit bestaat alleen in de demo, en dit is er geen.',
  'errors.mail_not_sent':
    'De mail kon niet worden verstuurd. Controleer het adres, of probeer het over een paar minuten.',

  'errors.campaign_not_found': 'Deze campagne bestaat niet of is nog niet openbaar. Controleer het adres.',
  'errors.campaign_dates_out_of_order':
    'De data staan niet op volgorde. Eerst ontwerpen, dan de laatste inzending, dan de stemming van opening tot sluiting.',
  'errors.campaign_date_passed':
    'Een datum die voorbij is, blijft staan, en geen datum gaat naar het verleden. Kies een latere.',
  'errors.campaign_not_designing': 'De campagne neemt alleen ontwerpen aan zolang de ontwerpfase loopt.',
  'errors.campaign_already_published': 'De campagne is al openbaar; dit kan daarom niet meer veranderen.',
  'errors.campaign_slug_taken': 'Een andere campagne heeft dit adres al. Kies een ander.',
  'errors.campaign_market_unknown': 'De regels van het product noemen zo’n markt niet.',
  'errors.product_not_found': 'Dit product bestaat niet of hoort bij een ander merk.',
  'errors.brand_not_found': 'Dit merk bestaat niet.',
  'errors.phase_not_reached': 'Hiervoor is het te vroeg: de campagne is nog niet in die fase.',
  'errors.entry_not_found': 'Deze inzending bestaat niet. Controleer het adres.',
  'errors.entry_exists': 'Dit ontwerp is al ingezonden. Maak er een remix van als je verder wilt.',
  'errors.no_entries': 'Er is nog geen inzending, dus er valt nog niets te stemmen.',

  'errors.design_not_found':
    'Dit ontwerp bestaat niet of wordt niet met jou gedeeld. Vraag de makers om een uitnodiging.',
  'errors.design_frozen':
    'Het ontwerp is ingezonden en verandert niet meer. Maak een remix om hiervandaan verder te gaan.',
  'errors.design_outside_space': 'Iets in het ontwerp kan bij dit product niet. Open het, dan laten we zien wat.',
  'errors.invite_not_found': 'Deze uitnodiging bestaat niet. Controleer of de link compleet is, of vraag een nieuwe.',
  'errors.invite_expired': 'Deze uitnodiging is verlopen. Vraag een nieuwe aan wie haar stuurde.',
  'errors.crew_full':
    'Het team van dit ontwerp is compleet. Maak een remix zodra het is ingezonden, of begin zelf een ontwerp.',
  'errors.starter_not_found': 'Dat beginpunt heeft dit product niet. Kies een ander.',

  'errors.decision_exists': 'Het merk heeft gekozen, en een keuze staat vast.',
  'errors.decision_not_found': 'Het merk heeft nog niet gekozen.',
  'errors.decision_reason_missing':
    'Elke finalist krijgt een reden van minstens tien tekens. Er ontbreken er een of meer.',
  'errors.decision_not_a_finalist': 'Alleen een inzending uit de stemronde kan worden gekozen.',
  'errors.round_not_closed': 'De stemronde is nog open. Kies wanneer ze gesloten en geteld is.',

  'errors.space_not_found': 'Het product van deze campagne is niet te vinden.',
  'errors.pick_invalid': 'Deze keuze heeft het product niet.',
  'errors.rules_overtaken': 'Iemand heeft intussen versie {version} gepubliceerd. Laad die en publiceer daarop verder.',
  'errors.space_invalid': 'Het product is niet goed beschreven en kan daarom niet worden getoond.',
  'errors.rules_unreadable': 'Deze regels zijn niet te lezen: regel {line}, kolom {column}.',
  'errors.graph_not_found': 'De regels van dit product zijn niet vooruit berekend.',
  'errors.artwork_invalid': 'De tekening van dit product is niet te lezen.',
  'errors.font_not_found': 'Dat lettertype heeft dit product niet.',

  'errors.round_not_found': 'Deze stemronde bestaat niet. Controleer het adres.',
  'errors.round_not_open': 'De stemronde is nog niet open. Kom terug wanneer de stemming begint.',
  'errors.round_closed':
    'De stemronde is gesloten, dus dit stembiljet is niet aangenomen. Wat je eerder inleverde, telt wel.',
  'errors.round_still_open': 'De uitslag is voor iedereen geheim tot de stemronde sluit. Kom dan terug.',
  'errors.round_exists': 'Deze campagne heeft haar stemronde al.',
  'errors.ballot_unknown_entry':
    'Op het stembiljet staat een inzending die niet in deze ronde zit. Laad de pagina opnieuw en rangschik nog eens.',
  'errors.ballot_duplicate_entry': 'Op het stembiljet staat een inzending twee keer. Haal er een weg.',
  'errors.ballot_empty': 'Het stembiljet is leeg. Zet minstens één inzending op volgorde.',
  'errors.ballot_own_entry':
    'Aan een van de inzendingen op dit stembiljet heb je meegewerkt, en niemand stemt op eigen werk. Haal haar weg.',
  'errors.ballot_key_reused':
    'Dit stembiljet is al eens met een andere volgorde verstuurd. Laad de pagina opnieuw en lever het nog eens in.',
  'errors.receipt_unreadable':
    'Dit is geen ontvangstbewijs van een stembiljet, of er ontbreekt een stuk. Gebruik het bestand of de link die je bij het inleveren kreeg.',
  'errors.leaf_not_found':
    'Geen stembiljet in deze ronde heeft dit ontvangstbewijs. Weet je zeker dat het van deze ronde is, meld het dan aan de organisator en bewaar het bewijs.',
  'errors.leaf_not_in_checkpoint':
    'Dit stembiljet is ontvangen. Je kunt het controleren zodra het volgende controlepunt van de ronde er is, binnen tien minuten.',
  'errors.checkpoint_not_found': 'De ronde heeft dit controlepunt niet. Laad de pagina opnieuw.',

  'errors.invalid_request': 'Iets in wat is verstuurd klopt niet. Kijk na wat je invulde en probeer het nog eens.',
  'errors.too_many_requests': 'Dat was veel in korte tijd. Wacht een minuut en probeer het dan opnieuw.',
  'errors.not_found': 'Op dit adres is niets. Misschien is de link niet compleet.',
};

export default messages;
