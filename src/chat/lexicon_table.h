// The vocabulary. A phrase may stand in several rows. Rows of the concept "" are words that mean nothing here
// and are nobody's name. Private to lexicon.cpp.
#pragma once

#include <string_view>

namespace every::chat {

struct Entry {
  std::string_view concept_name;
  std::string_view phrases;  // separated by |
};

inline constexpr Entry kEntries[] = {
    // The product's things.
    {"hubspot", "hubspot|hub spot|hs|crm|hubspot account|hubspot crm"},
    {"every", "every app|our system|our books|our side"},
    {"sync", "sync|syncs|syncing|synced|synch|synchronize|synchronise|synchronizing|synchronisation|"
             "synchronization|synchronized|synchronised|resync|refresh|synchronisiere|synchronisieren|abgleich|"
             "pull the latest|pull latest|pull new|pull in the latest|get the latest|fetch the latest|pull from|pull down|pull everything|fetch from|"
             "bring in the latest|bring us up to date|update from hubspot|pull in|fetch new|up to date"},
    {"run", "run|runs|ran"},
    {"pull_latest", "pull the latest|pull latest|get the latest|fetch the latest|bring in the latest|pull in the latest|pull in new|get the newest|grab the latest"},
    {"freshness", "how fresh|how current|how recent|how up to date|how old is|how stale|up to date|how outdated"},
    {"people_at", "who works at|who works for|people at|anyone at|anybody at|someone at|somebody at|who do we know at|who do i know at|people from|anyone from|everyone at|who is at|who do we have at|who do i have at|people work at|everybody at"},
    {"import", "import|imports|importing|bring in|bring over|importiere|importieren|take in|pull over|import run|load in|add to every"},
    {"imported", "imported|brought in|brought over|importiert|came in|came over|came across|brought us|bring us"},
    {"contact", "contact|contacts|people|persons|person|kontakt|kontakte|leads|folks"},
    {"company", "company|companies|organization|organizations|organisation|organisations|firm|firms|firma"},
    {"deal", "deal|deals|opportunity|opportunities|opps|abschluss"},
    {"pipeline", "pipeline|pipelines|funnel|sales funnel|sales pipeline|deal pipeline|board|forecast|vertrieb"},
    {"stage", "stage|stages|phase|phases"},
    {"client", "client|clients|customer|customers|kunde|kunden|kundin"},
    {"invoice", "invoice|invoices|bills|rechnung|rechnungen|invoicing"},
    {"bill", "bill|charge|berechne"},
    {"invoiced", "invoiced|billed|uninvoiced|unbilled|charged"},
    {"uninvoiced", "uninvoiced|unbilled|not invoiced|not been invoiced|without invoice|without invoices|without an invoice|without any invoice|no invoice|"
                   "no invoices|not billed|not yet invoiced|not yet billed|not been billed|yet to invoice|to be invoiced|to be billed|need invoices|need an invoice|"
                   "needs an invoice|need invoicing|needs invoicing|need to be invoiced|needs to be invoiced|need billing|needs billing|still to invoice|ready to invoice|ready to bill|"
                   "ready for invoicing|ready to be invoiced|waiting for an invoice|waiting for invoices|left to invoice|missing an invoice|"
                   "missing invoices|have not invoiced|have not been invoiced|haven not invoiced|to invoice|to bill|need to bill|should i invoice|should be invoiced|can i invoice|can i bill|should i bill|"
                   "should we invoice|awaiting an invoice|awaiting invoice|awaiting invoicing|lack an invoice|lacking an invoice|lacking invoices|missing their invoice|missing invoice|not have an invoice|not have invoices|not have one"},
    {"draft", "draft|drafts|entwurf|entwürfe|drafted"},
    {"payment", "payment|payments|zahlung|zahlungen|money received|money come in|money came in|zahlungseingänge|receipts"},
    {"received", "received|receive|come in|came in|get paid|got paid|paid us|cash in|paid me|pay us|pay me|pays|has paid|have paid"},
    {"paid", "paid|settled|bezahlt|bezahlte"},
    {"unpaid", "unpaid|outstanding|not paid|not been paid|yet to be paid|owed|owes|owe|owing|awaiting payment|open balance|not yet paid|still due|unbezahlt|unbezahlte|waiting for payment|have not paid|has not paid|unsettled"},
    {"overdue", "overdue|past due|late|überfällig|überfällige|überfälligen|past their due date|past the due date|behind on payment"},
    {"void", "void|voided|annulled|storniert"},
    {"proposal", "proposal|proposals|quote|quotes|quotation|quotations|estimate|estimates|angebot|angebote|offer|offers"},
    {"duplicate", "duplicate|duplicates|dupe|dupes|dups|double|doubles|double entries|match|matches|matching|twin|twins|duplikat|duplikate|"
                  "doppelte|dublette|dubletten|double contacts|collision|collisions|duplicated|clash|clashes|doubled|match desk|pair|pairs|same person twice"},
    {"client_record", "record|profile|file|page|card|sheet|details|detail|info|information|overview of|data"},
    {"record", "record|records|rows|entries|entry|item|items|things|data"},
    // What about them.
    {"status", "status|state|health|healthy|ok|okay|fine|working|alive|condition|good|sound|well|verbindung|in order|all right|alright|in step|sane|happy|doing"},
    {"connection", "connection|connected|verbunden|linked|hooked up|integration|still connected|link status|authorized|authorised"},
    {"quota", "quota|api calls|api limit|api limits|rate limit|rate limits|requests left|limits|api usage|api quota|api requests|usage|calls left|daily limit|throttled|throttling|limit"},
    {"last", "last|latest|most recent|letzte|letzten|letzter|recently|newest"},
    {"past", "past|previous|recent|earlier|prior|former|old|letzte|letzten|vergangene"},
    {"next", "next|upcoming|nächste|nächster"},
    {"when", "when|what time|how long ago|wann|how fresh|how old|how recent|how current|what day"},
    {"history", "history|log|logs|verlauf|runs|syncs|sync runs|historie|sync log|past syncs|recent syncs|latest syncs|last syncs|previous syncs|past runs|timeline"},
    {"progress", "progress|percent|percentage|eta|how far|far along|how far along|remaining|how much longer|how long|time left|fortschritt|how much is left|"
                 "done yet|finished yet|complete yet|is it done|is it finished|is that done|almost done|nearly done|still going|still running|currently running|finish|what is running|going|"
                 "be done|be finished|going on|happening|running right now|running now|in progress|under way|underway|what is going on|anything running|being synced|being imported|how many left|"
                 "what is left|have finished|is done|is finished|go right now|ready yet"},
    {"running", "running|läuft|ongoing|active|run right now"},
    {"done", "done|finished|complete|completed|fertig|over"},
    {"error", "error|errors|problem|problems|issue|issues|failure|failures|failed|fail|failing|fehler|probleme|attention|wrong|went wrong|trouble|broke|"
              "broken|fehlgeschlagen|stuck|errored|rejected|could not be synced|not synced|could not sync|did not sync|not sync|unsynced|go wrong|troubles|complaints|"
              "did not come through|did not make it|did not come over|did not import|were not imported|could not be imported|fails|warnings|warning|needs fixing|need fixing"},
    {"new", "new|fresh|neue|neuen|newly|recently added"},
    {"skipped", "skipped|did i skip|did we skip|have i skipped|have we skipped|ignored|left out|passed over|übersprungen|übersprungene|declined contacts"},
    {"no_email", "without email|without an email|without emails|no email|no emails|missing email|missing an email|missing emails|without email address|without email addresses|"
                 "without an email address|no email address|lacking an email|lack an email|lack emails|ohne email|ohne e mail|not have an email|not have email|have no mail|missing email addresses|missing an email address|no email addresses|lack an email address|without e mail"},
    {"waiting", "waiting|pending|queued|to review|await|awaiting|to import|ready to import|to be imported|not imported|not yet imported|not been imported|could be imported|can be imported|"
                "can i import|could i import|could come in|ready to come in|not imported yet|on hold|unreviewed|to be reviewed|need review|need reviewing|still to import|available to import|can import|"
                "left to import|warten|can we import|importable|could import|candidates|ready for import"},
    {"gone", "gone|deleted in hubspot|removed in hubspot|deleted contacts"},
    {"left_list", "left the list|left their list|left a list|left our list"},
    {"filtered", "filtered|filtered out|excluded|excluded by|not in a list|not in any list|outside the lists"},
    {"awaiting", "awaiting approval|awaiting answer|awaiting an answer|awaiting response|awaiting a response|unanswered|waiting for approval|waiting for an answer|waiting for a reply|waiting for reply|"
                 "pending approval|no answer|not answered|not replied|not been answered|no reply|waiting on an answer|waiting for a response|waiting on a response|awaiting reply|awaiting a reply|"
                 "waiting on the client|waiting to be accepted|waiting on approval|not responded|no response|still open|yet to be answered|waiting on clients|are waiting|pending|are out|waiting for a decision|awaiting a decision"},
    {"accepted", "accepted|approved|signed|agreed|angenommen|said yes|agreed to|greenlit"},
    {"declined", "declined|refused|turned down|abgelehnt|said no|rejected"},
    {"sent", "sent|verschickt|gesendet|sent out|delivered"},
    {"expired", "expired|ran out|lapsed|abgelaufen|no longer valid|run out"},
    {"won", "won|closed won|gewonnen|gewonnene|closed deals|win|wins|we won|gewonnenen|winning"},
    {"lost", "lost|closed lost|verloren|verlorene|verlorenen|losses|lose"},
    {"open_state", "open|active|live|still open|offen|offene|offenen|in the pipeline|ongoing|not closed|unclosed|still in play|in play|in flight|running"},
    {"follow_up", "follow up|follow ups|followup|followups|following up|need attention|chase|chasing|nudge|gone quiet|stale|no recent activity|gone cold|going cold|neglected|need a nudge|check in on|touch base|chased|stalled"},
    {"closing", "closing|close|closes|due to close|expected to close|close date|closed|schließen|to close|wrap up|wrapping up"},
    {"over", "over|above|more than|greater than|bigger than|at least|larger than|exceeding|higher than|or more|and up|minimum|north of|upwards of|über|mehr als|worth more than|worth over|worth at least|from|plus|beyond|exceed|and above|or higher|or above"},
    {"under", "under|below|less than|smaller than|at most|up to|lower than|or less|maximum|no more than|unter|weniger als|cheaper than|south of|beneath|and below|not more than|or lower|or below"},
    {"between", "between|from"},
    {"worth", "worth|valued|value|values|amount|amounts|size|sized|big|biggest|large|largest|wert"},
    {"summary", "summary|summarize|summarise|overview|look like|looking|shape|breakdown|totals|total|sum|sums|add up|übersicht|stand|in total|snapshot|how is|stack up|recap|rundown|break down|numbers"},
    {"money", "money|revenue|umsatz|worth|cash|value|dollars|usd|eur|euros|volume"},
    {"how_many", "how many|how much|count|number of|wie viele|wieviele|wie viel|count of|the number"},
    {"know", "know|know about|tell me about|what do we have on|what do i have on|everything about|everything on|all about|brief me|brief me on|fill me in|fill me in on|background on|"
             "know anything about|history with|relationship with|info on|info about|information on|information about|details on|details about|details for|details of|what about|overview of|the story with|what is up with|the deal with|"
             "dossier|summary of|get me up to speed on|up to speed on|catch me up on|profile of|rundown on|what have we got on|what have i got on|what is there on|everything for|learn about|context on|prep me for|prepare me for|what is the situation with|quick look at|what we have on|what i have on|what you have on|do we have on|you know about|we know about|360"},
    {"meeting", "meeting|meet|seeing|call with|lunch with|visiting|coffee with|talking to|call|speak with|speaking with|appointment|termin|talk to|catch up with|phone call|calling|dinner with|demo with"},
    {"policy", "policy|match policy|duplicate policy|matching policy|duplicate rule|matching rule|match rule|policies|duplicate handling|duplicate setting|duplicate settings|matching setting|merge policy|conflict policy"},
    {"schedule", "schedule|scheduled|automatic|automatically|automatic sync|auto sync|autosync|autosyncs|how often|frequency|zeitplan|interval|cadence|timetable|wie oft|sync times|rhythm|recurring|regularly|by itself|on its own|background sync|auto syncs"},
    {"unattended", "unattended|without asking|do not ask|not ask me|automatically|by default|default|always|from now on|in the future|future matches|every time|on its own|by itself|auto|going forward|whenever|in future|auto resolve|autoresolve|never ask"},
    {"ask_me", "ask|ask me|prompt me|let me decide|i decide|i want to decide|check with me|ask first|ask before|always ask|let me choose|wait for me|nachfragen|frag mich|ask us|i will decide|to ask"},
    {"rule", "rule|rules|settings|setting|configuration|config|set up"},
    {"hourly", "hourly|every hour|each hour|once an hour|stündlich|per hour|every 60 minutes|an hour|jede stunde|by the hour|on the hour"},
    {"daily", "daily|every day|each day|once a day|täglich|per day|every morning|every night|nightly|every evening|each morning|each night|every 24 hours|jeden tag|every afternoon|a day|each evening|overnight|jeden morgen"},
    {"weekly", "weekly|every week|each week|once a week|wöchentlich|per week|every monday|every tuesday|every wednesday|every thursday|every friday|every saturday|every sunday|each monday|each tuesday|each wednesday|each thursday|each friday|each saturday|each sunday|on mondays|on tuesdays|on wednesdays|on thursdays|on fridays|on saturdays|on sundays|mondays|fridays|tuesdays|wednesdays|thursdays|saturdays|sundays|a week|jede woche|jeden montag"},
    {"weekday", "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|montags|every monday|every tuesday|every wednesday|every thursday|every friday|every saturday|every sunday|each monday|each tuesday|each wednesday|each thursday|each friday|each saturday|each sunday|on mondays|on tuesdays|on wednesdays|on thursdays|on fridays|on saturdays|on sundays"},
    {"clock", "noon|midday|midnight|o'clock|am|pm|uhr|a.m|p.m"},
    {"off", "off|turn off|switch off|disable|deactivate|manual only|only manually|manually|stop automatic|no automatic|ausschalten|shut off|no more automatic|stop scheduled|stop syncing automatically|turned off|never automatically"},
    {"period", "today|tomorrow|this week|next week|this month|next month|this quarter|next quarter|this year|last month|last week|last quarter|last year|next year|yesterday|heute|morgen|diese woche|dieses quartal|diesen monat|nächsten monat|by friday|soon|nächste woche|within the week|end of the month|end of month|end of the quarter|end of quarter|end of the week|end of week|end of the year|end of year|month end|quarter end"},
    // What to do.
    {"show", "show|list|display|see|view|give|what|which|zeige|zeig|pull up|bring up|look at|welche|was|have a look at|let me see|get|present|any|get me|hand me|run through|go through|walk me through|take a look at|are there|do i have|do we have|have i got|have we got|gibt es|i have|we have"},
    {"find", "find|search|search for|lookup|look up|look for|looking for|locate|where is|suche|finde|search up|track down|dig up|hunt for|seek|fetch|who is|who are|who works at|who do we know at|who do i know at|is there|wo ist|got anyone|anyone at|anybody at|anyone from|someone at|somebody at|trying to find|anyone called|anyone named|somebody called|someone called|someone named|anybody called|do we have a|do i have a|do you have a"},
    {"check", "check|verify|test|prüfe|prüfen|inspect|have a look|look into|monitor|check on|check up on"},
    {"review", "review|go over|look over|go through|look through|inspect|triage|vet"},
    {"create", "create|make|add|generate|prepare|write|erstelle|erstellen|anlegen|draw up|put together|set up|draft|do|raise|produce|start|register|spin up|whip up|build|enter|open up|new client|new customer|neuen|get started on|turn"},
    {"create_new", "create new|create a new|create them|create it|create all|create as new|make new|make a new|keep both|keep them both|keep separate|separate client|separate clients|separate record|separate records|separate contact|separate contacts|as new|as a new|as separate|make them new|as new ones|add as new|add them as new|"
                   "new record|new records|new client|new clients|new contact|new contacts|a new one|new ones|create|neu anlegen|keep apart|keep them apart|separately"},
    {"replace", "replace|replaced|overwrite|use hubspot|use the hubspot|use hubspots|take hubspot|take hubspots|take the hubspot|hubspot wins|let hubspot win|prefer hubspot|update mine|update ours|update them|update it|ersetze|ersetzen|update our records|keep hubspot|keep the hubspot|use theirs|take theirs|update existing|overwrites|replacing|overwriting|go with hubspot|use what hubspot has|take over hubspot|trust hubspot|merge with hubspot|hubspot version|hubspot data|hubspot values"},
    {"skip", "skip|skipping|ignore|keep mine|keep ours|keep my|keep our|keep the every|leave mine|leave ours|leave my|leave them|leave it|überspringe|überspringen|do not import|pass on|leave alone|leave as is|keep what i have|keep what we have|keep existing|ignoring|disregard|keep every|stick with ours|stick with mine|leave it out|leave them out|leave out|keep the existing|skips|ours wins|leave as they are"},
    {"resolve", "resolve|handle|decide|dedupe|deduplicate|de dupe|clean up|sort out|deal with|auflösen|tackle|work through|resolving|settle|clear|merge|fix|clear up|clean|sort|lösen"},
    {"connect", "connect|link|link up|integrate|set up|setup|hook up|reconnect|authorize|authorise|relink|verbinde|verbinden|anschließen|attach|log in|login|sign in|reauthorize|reauthorise|re connect|re authorize|renew access|renew the access|"
                "grant access|configure|join|wire up|plug in|re link|grant permission|grant permissions|restore the connection|fix the connection|connecting|linking|re establish|reestablish|get connected|renew the connection|refresh the connection|refresh the token|sign back in|log back in|reauth|re auth|hook"},
    {"disconnect", "disconnect|unlink|cut off|detach|unhook|trennen|trenne|remove hubspot|remove the hubspot|turn off hubspot|disconnecting|remove the integration|stop using hubspot|revoke|unplug|sever|cut the connection|end the connection|switch off hubspot|remove the connection|drop hubspot|drop the connection|kill the connection|cut the link|delete the integration|delete the connection|delete the hubspot connection|delete hubspot|close the connection|deauthorize|break the connection|turn off the hubspot integration|turn off the integration|remove integration|uninstall|leave hubspot|disable hubspot|disable the integration|disable the hubspot integration|get rid of hubspot|part with hubspot|end hubspot"},
    {"undo", "undo|take back|revert|roll back|rollback|reverse|rückgängig|unimport|un import|take it back|take that back|back out|undoing|rewind|put back|put it back|restore|get rid of|wind back|un do|nimm|remove what was imported"},
    {"retry", "retry|try again|rerun|re run|retries|nochmal|noch einmal|erneut|another try|give it another try|try once more|another go|retrying|one more time|once more|reprocess|re try|reattempt|re attempt|try those again|try them again|try it again|try the failed|run again|again"},
    {"cancel", "cancel|stop|abort|halt|kill|interrupt|pause|abbrechen|stopp|terminate|quit|stop it|end|call off|hold|break off|cancelled|canceling|cancelling|cease|anhalten|drop"},
    {"send", "send|remind|reminder|reminders|forward|deliver|resend|sende|schicke|verschicke|senden|dispatch|shoot|notify|chase up|sending|fire off|issue and send|mail out|send out"},
    {"record_it", "record|log|enter|mark|register|book|apply|verbuche|markiere|flag|set|note|post|tick off|reconcile"},
    {"refund", "refund|refunds|charge|transfer|collect|pay|payout|pay out|reimburse|credit card|write off|take payment|take a payment|erstatte|wire|direct debit"},
    {"delete", "delete|remove|erase|drop|trash|destroy|lösche|löschen|wipe|purge|throw away|bin|get rid of|nuke|clear out|discard|deleting|entferne"},
    {"edit", "update|change|edit|modify|rename|move|push|write|correct|adjust|amend|alter|ändere|ändern|reassign|assign|bump|put|mark|close|set|fix|advance|drag|log|write back|sync back|post|upload|export|reopen|raise|lower|increase|decrease|attach|save|promote|complete|enroll"},
    {"other", "archive|restore|unarchive|void|convert|issue|finalize|finalise|credit note|invite|role|roles|password|tax rate|export|download|print|pdf|csv|subscription|expense|expenses|timesheet|time entry|duplicate the invoice|copy the invoice|recurring invoice|recurring invoices|discount|logo|template|due date|payment terms|terms|tag|assign|move|teammate|team member|user|upload|merge clients|merge the clients|note to|add a note|leave a note|mapping|field mapping|book a meeting|schedule a meeting|schedule a call|book a call|approve|accept|decline"},
    {"change_field", "email|phone|address|name|website|vat|iban|number|amount|value|stage|owner|close date|note|probability|title|field|terms|due date|telephone|currency|status|job title|property|lifecycle"},
    {"open", "open|go to|go home|goto|take me to|navigate|navigate to|bring me to|jump to|switch to|öffne|gehe|geh zu|head to|head over to|bring up the|where are the|where do i find|where is the|where can i find|get me to|open up|launch|visit|go back to|back to|lead me to|where can i change|where do i change|wechsle|move to the|land on"},
    {"place_word", "page|screen|tab|section|area|seite|dashboard|board"},
    {"home", "home|go home|dashboard|start page|homepage|home page|startseite|main page|home screen|landing page|front page|main screen"},
    {"settings", "settings|preferences|einstellungen|configuration|options|setting|setup page"},
    {"email_place", "email settings|mail settings|email setup|email page|mail setup|smtp|email section|email screen|email configuration|mail configuration|email tab"},
    {"hubspot_place", "hubspot settings|hubspot page|integration settings|hubspot integration|integrations|integration page|hubspot screen|integrations page|hubspot section|sync settings|hubspot setup|hubspot configuration|hubspot tab|integration"},
    {"client_kind", "clients page|client list"},
    {"help", "help|hilfe|what can you do|what do you do|what can i ask|what can i say|commands|how do you work|capabilities|what are you able|can you do|you able to do|how does this work|what are your|how do i use|you good for|what do you understand|options do i have|your features|what else|who are you|what are you|was kannst du|your abilities|instructions|what things can|what all can|how can you|what should i ask|how can i use|menu|examples|i am lost|i am new here|get started|tutorial"},
    {"why", "why|warum|how come|what happened to|what became of|reason|what is the reason|explain|wieso|for what reason|whatever happened to|where did|where has|where have|the reason"},
    {"missing", "missing|not here|not in every|not there|not imported|not show|not showing|not appear|not appearing|not see|not find|not synced|not been imported|not been synced|not come|absent|not listed|not coming|disappear|disappeared|gone|where is|fehlt|not get imported|not make it|not shown|not visible|not exist|not sync|not syncing|not in here|not show up|not import|nicht da|vanish|vanished|not added|not available|not brought|not included|left out|excluded|skipped|is not in|is not|are not in|are not|was not|were not|did not|not arrive|not arrived|go|went|have gone"},
    {"here", "here|in every|in the app|in our system|in my list|hier|in the list|show up|on the list|in my clients|among my clients|in this app|appear|coming over|come over|get imported"},
    {"these", "these|those|them|they|the above|all of them|all of these|all of those|each of them|the ones|diese|both|alle|everyone|the lot|that lot|the list|from the list|these ones|those ones"},
    {"this", "this|this one|that one|current|this deal|this client|this contact|the current|dieser|diesen|diese hier|this page|that|the one"},
    {"it", "it|that|one|him|her|his|their|the same|its|es|ihn|do so"},
    {"all", "all|every|everything|everyone|each|alle|alles|the whole lot|the lot|whole|entire|all of|any|the rest|rest|remaining|every one|every single|both|all the|everybody|complete|full"},
    {"make_it", "make it|make that|change it to|change that to|instead|actually|rather|switch it to|set it to|let us do|no wait|i meant|i mean|correction|change to|sorry|on second thought|better|move it to|make them|lieber|doch"},
    {"also", "also|what about|how about|and|only|just|now|then|same|filter|narrow|limit|but|und|nur|but only|except|of those|of these|of them|among them|which of|what of"},
    {"now", "now|right now|immediately|at once|straight away|jetzt|sofort|asap|right away|this minute|this instant|instantly|today|now please|manually|on demand|a manual"},
    {"start", "start|begin|kick off|trigger|launch|initiate|fire|fire up|run|do|starte|kick|force|perform|execute|make|get going|let us|go ahead and|set off|fire off|please|want|need|would like|just|run a|do a|start a|again|go"},
    {"latest", "latest|newest|most recent|fresh|up to date|current"},
    {"with_email", "with email|with the email|with e mail|with an email|email address|at the address|whose email|and email|his email|her email|their email|with contact|email is|email|mail"},
    {"yes", "yes|yep|yeah|sure|go ahead|confirm|do it|proceed|ok do it|ja|sounds good|perfect|yup|approved|let us go|go for it"},
    {"no", "no|nope|nah|never mind|nevermind|forget it|nein|dismiss|not now|leave it"},
    {"hello", "hello|hi|hey|good morning|good afternoon|good evening|hallo|thanks|thank you|cheers|thx|danke|moin|bye|goodbye|howdy|greetings|how are you|ciao|yo|sup|good night|well done|nice|great|cool|awesome"},
    {"offtopic", "weather|joke|jokes|poem|song|recipe|recipes|news|stock price|stock market|capital of|president|football|soccer|movie|movies|film|translate|python|javascript|code|meaning of life|bitcoin|horoscope|lottery|game|games|world cup|hungry|pizza|sing|story|rain|temperature|"
                 "flight|flights|hotel|restaurant|restaurants|music|dog|cat|essay|homework|birthday|time is it|day is it|wikipedia|president of|prime minister|universe|wetter|witz|haiku|math|calculate|square root|plus two|linkedin|twitter|facebook|salesforce|shopify|stripe|quickbooks|xero|slack|zapier|pipedrive|google|"
                 "marry|love me|favourite|favorite|planet|moon|sun|dinner|lunch|breakfast|coffee|cook|bake|cake|population|tallest|spell|alphabet|lyrics|netflix|chess|traffic|taxi|uber|alarm|timer|ignore previous|ignore all previous|ignore your|system prompt|previous instructions|pretend|jailbreak|sports|score|team win|exchange rate|interest rate|tax advice|legal advice|lawyer|accountant|diet|workout|doctor|medicine|shoes|book a table|novel|riddle|fun fact|trivia|history of|who invented|how tall|how old are you|are you human|are you a robot|are you real|chatgpt|openai|election|crypto|gold price"},
    {"howto", "how do i|how can i|how to|how do you|how do we|how would i|how should i|where do i|where can i|wie kann ich|is there a way|how could i|what is the best way|how does one|steps to|can i still|am i able|is it possible"},
    {"negated", "do not|never|not to|no longer|please not|nicht|must not|should not|would not|rather not|better not|not want|will not|do not want"},
    {"conditional", "if|unless|what happens|what would happen|would happen|what will happen|will happen|suppose|whether|in case|what if|was passiert|should i|should we|is it safe|safe to|can i undo|difference between|what does|what do you mean|what is a|what is an|pros and cons|mean|means|better to|how does|how do|explain"},
    {"asks", "what|which|who|whose|when|where|why|did|does|is|are|was|were|has|have|had|wann|wer|was|welche|wie|how"},
    {"ordinal", "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|erste|ersten|zweite|zweiten|dritte|dritten|vierte"},
    {"qualified", "qualified lead|qualified leads|qualified|negotiation|negotiations|negotiating|proposal sent|prospecting|discovery|contract sent|decision maker|appointment scheduled|presentation scheduled|closed won|closed lost|qualified to buy|contract|demo scheduled"},
    // Words that carry nothing, and are no names.
    {"", "the|a|an|my|our|your|me|you|i|we|us|please|can|could|would|will|shall|should|to|for|of|in|on|at|from|with|by|into|about|and|or|is|are|was|were|be|been|am|do|does|did|have|has|had|"
         "there|here|so|far|yet|still|already|really|actually|just|only|even|also|too|well|then|than|as|if|but|not|no|out|up|off|down|back|over|right|want|wants|need|needs|like|would like|let|tell|know|"
         "say|says|help|helps|thing|things|stuff|one|ones|some|something|anything|nothing|any|all|each|both|more|most|less|few|lot|lots|much|many|very|quite|bit|little|how|what|which|who|whom|whose|when|where|why|"
         "he|she|they|them|their|his|her|its|this|that|these|those|same|other|another|else|own|use|using|used|look|looks|looking|take|takes|took|get|gets|got|go|goes|going|gone|come|comes|came|"
         "last|next|first|before|after|since|until|during|while|per|via|without|within|around|against|between|through|because|may|might|must|kindly|hey|ok|okay|hmm|um|uh|oh|ah|right|now|today|"
         "currently|quickly|quick|fast|ready|soon|later|again|once|twice|time|times|day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes|second|seconds|morning|evening|night|afternoon|ago|"
         "january|february|march|april|may|june|july|august|september|october|november|december|"
         "question|wondering|wonder|curious|think|thinking|sure|think about|guess|see|seen|keep|put|set|give|given|happen|happens|happened|appear|appears|appeared|tomorrow|meantime|moment|"
         "der|die|das|den|dem|ein|eine|einen|mir|mich|ich|wir|uns|bitte|mit|von|im|am|ist|sind|für|auf|zu|alle|meine|meinen|mein|unsere|nicht|und|oder|hat|haben|gibt|es|aus|wurde|wurden|noch|wie|geht|was|wo|bei|nach|"
         "account|accounts|database|system|side|place|way|part|type|kind|sort|name|names|named|called|name of|number|numbers|amount|list|lists|address|email|mail|phone|emails|addresses|"
         "dear|mate|buddy|bot|assistant|friend|guys|sir|ok then|fyi|btw|business|sales|quarter|quarters|k|usd|eur|gbp|chf|cad|jpy|dollars|dollar|euro|euros|pounds|bucks|million|thousand|grand|percent|"
         "available|exactly|properly|correctly|successfully|currently|finally|completely|actual|possible|possibly|potential|whole|real|quick|detailed|brief|short|full|big|small|"
         "anyone|someone|anybody|somebody|everybody|nobody|anywhere|somewhere|working|work|works|worked|happy|safe|exist|exists|existing|let me|i'd|i'm|been|being|having|doing|ever|never|always|usually|often|"
         "together|apart|along|away|near|next to|top|bottom|top of|across|anymore|till|upon|onto|whatever|whichever|whoever|somehow|maybe|perhaps|probably|basically|literally|"
         "supposed|expected|expect|trying|try|tried|able|unable|hear|heard|found|made|done|asked|told|called|gave|brought|updated|created|added|changed|received|"
         "their|ours|mine|yours|theirs|hers|him|myself|ourselves|yourself|don't|doing well|stuff like that|etc|latest|current|currently|everything|every|plus|minus|"
         "it|them|themself|oops|sorry|wait|hold on|hang on|thanks|thank|cheers|fresh|straight|contacted|whether|worth|deal value|how come|came|end|start|begin|case"},
};

}  // namespace every::chat
