// How people ask, for what the table of intents has no row for: a question that resembles one of these
// closely is taken for it. Only what reads is here; a change is never guessed. Private to examples.cpp.
#pragma once

#include <string_view>

namespace every::chat {

struct Examples {
  std::string_view tool, phrases;  // separated by |; NAME is any name
};

// clang-format off
inline constexpr Examples kExamples[] = {
    {"hubspot_status",
     "is everything ok with hubspot|how's the hubspot connection doing|hubspot status|"
     "are we still connected to hubspot|when did we last sync|when is the next sync|how fresh is the data|"
     "last sync time|is the integration healthy|how many api calls do we have left today|"
     "are we hitting the rate limit|does the connection work|how much of the hubspot quota is used|"
     "connection status please|status|is hubspot connected|hows the sync doing|wann war der letzte sync|"
     "hubspot|r we connected to hubspot|is the link to hubspot still alive|when did it last sync|"
     "latest sync when|is the data up to date|are we up to date with hubspot|"
     "when will the next sync happen|next sync|do we need to reconnect hubspot|"
     "is our hubspot access still valid|how many requests are left|are we close to hubspot's rate limit|"
     "check connection|which hubspot account are we connected to|how is the integration doing|"
     "is everything in sync|how many records are in sync|sync status|health check|"
     "hubspot seems slow, whats up|how many companies did we get from hubspot|number of synced deals|"
     "did you sync already|was hubspot disconnected|my colleague disconnected hubspot yesterday|"
     "how old is our hubspot data|status pls|what permissions do we have in hubspot|"
     "are we being throttled by hubspot|ping hubspot|which portal are we connected to|is our token ok|"
     "does every have everything from hubspot|hubspot stauts|did hubspot cut us off|is hubspot down|"
     "has anything synced today|when was hubspot last read|how long ago was the last sync|"
     "how long since the last sync|are the webhooks working|how are things with hubspot|"
     "everything alright with the sync|connected|what is the state of the integration|"
     "did the sync run today|is hubspot still connected? asking for my boss|can you check if hubspot works|"
     "how many contacts do we have from hubspot|how many deals are synced|give me the hubspot numbers|"
     "hubspot health"},
    {"sync_progress",
     "how far is the sync|is a sync running right now|sync progress|what's being synced at the moment|"
     "is it done yet|how much longer will the sync take|what percentage is the import at|"
     "is the import finished yet|how is the import going|what is happening now|what is it doing now|"
     "how far along are we|percentage done|time left|how long until its finished|is the sync still going|"
     "are we done yet|did the sync finish|how much has been synced so far|watch the sync|"
     "current progress of the import|what is syncing|is it stuck|how many records left|"
     "which step are we at|did it finish|import progress|hows the import going|when will it be done|"
     "is anything running|hows it going|how many have been imported so far|what's taking so long|"
     "show progress bar"},
    {"sync_history",
     "show me the last 5 syncs|sync history|list recent sync runs|what syncs ran today|past runs|"
     "show the last three runs|show me the last 3 runs|what syncs happened yesterday|"
     "when did syncs run this week|log of syncs|previous sync results|how did the last sync go|"
     "did last night's sync work|how long did the last sync take|list runs|last 20 syncs|"
     "who cancelled the sync|sync log|show me past syncs|last 7 syncs|the last two syncs|"
     "did the sync work last night|when were the last five syncs|history of imports|"
     "what did the last sync do|what changed in the last sync|who started the last sync|"
     "sync runs this week|recent activity of the integration|show all previous runs|"
     "was the last sync successful"},
    {"sync_errors",
     "any errors|what went wrong with the last sync|why did the last sync fail|which records failed|"
     "show problems|what needs my attention|are there any contacts that could not be synced|"
     "list the sync issues|errors|anything wrong|did anything fail|show failed records|what needs fixing|"
     "problems with the sync|which deals failed to sync|why is the sync failing|"
     "show me what needs attention|any issues with hubspot records|what could not be imported|"
     "sync problems|error list|show sync errors please|what's broken|which records have problems|failures|"
     "whats wrong with the sync|records that need attention|did anything go wrong|why did it fail|"
     "the sync failed, what now|how many records failed|something went wrong with the import, what|"
     "are there deals with no contact|fix the sync errors"},
    {"show_duplicates",
     "show me the duplicates|any duplicates|how many matches are waiting|which contacts already exist here|"
     "do we have duplicate contacts|let's clean up the duplicates|zeige duplikate|shwo me duplciates|"
     "duplicates|show me possible duplicates|help me with the duplicates|who do we have twice|"
     "how many duplicates are left|compare the duplicates|open the match desk|what matches are there|"
     "check for dupes|are any hubspot contacts already here|how many duplicates would be replaced|"
     "show me dups|who's in both systems|existing contacts that match|show matches|lets do the duplicates|"
     "any conflicts with my clients|review duplicates|how many conflicts are there|"
     "are there contacts with the same email here and in hubspot|possible matches by phone"},
    {"review_contacts",
     "review contacts|which contacts are waiting to be imported|show contacts without an email|"
     "which contacts did i skip|show new contacts from hubspot|how many contacts can i import|"
     "contacts to review|who is waiting to be imported|show me new people in hubspot|"
     "contacts missing an email|which people did we skip|how many contacts haven't been imported yet|"
     "what can i import from hubspot|which contacts left the list|contacts deleted in hubspot|"
     "what would an import do|what's waiting to come in|who can be imported|list contacts not imported yet|"
     "hubspot contacts that are not here yet|show contacts waiting for import|people without email address|"
     "what did i skip|new contacts|any new contacts in hubspot|excluded contacts|"
     "let me review what's in hubspot before importing"},
    {"imported_records",
     "what was imported|show me the imported contacts|what did the last import bring in|"
     "what came in with the last import|how many clients did the import create|show imported records|"
     "what did we import last|results of the last import|list what came in|which contacts were imported|"
     "how many contacts were imported|last import|what was created by the import|import result|"
     "which records came in with the last import|show me who was imported|summary of the import|"
     "how many deals came in"},
    {"why",
     "why isn't NAME here|why is NAME missing|where is NAME|why can't I see NAME|why was NAME skipped|"
     "what happened to NAME|NAME is missing|how come NAME didn't get imported|why is NAME not here|"
     "why don't i see NAME|where's NAME, I can't find her|NAME isn't here, why|why was NAME skipped|"
     "why hasn't NAME been imported|what happened to the contact NAME|i can't find NAME|"
     "why did NAME not sync"},
    {"find",
     "find NAME|search for NAME|look up the company NAME|do we have a contact named NAME|"
     "find the deal NAME|who works at NAME|find client NAME|contacts at NAME|search NAME|find contact NAME|"
     "who do we know at NAME|look for the deal NAME|search hubspot for NAME|is there a company called NAME|"
     "find NAME|list everyone at NAME|lookup NAME|do we have NAME|give me the contacts at NAME"},
    {"show_client",
     "tell me about NAME|what do we know about NAME|I have a call with NAME in an hour|show client NAME|"
     "brief me on NAME|everything about NAME|show me NAME|show me everything on NAME|"
     "what's the story with NAME|summary of NAME|I'm seeing NAME tomorrow, brief me|"
     "call with NAME at 3pm, what do i need to know|pull up NAME|open client NAME|who is NAME|client NAME|"
     "phone number of NAME"},
    {"pipeline",
     "pipeline|how does the pipeline look|how much money is in negotiation|pipeline by stage|"
     "what is the pipeline worth|total value of open deals|how many deals are in each stage|"
     "pipeline summary please|how's the pipeline|pipeline value|how much is in proposal sent|"
     "deals by stage|how many deals in negotiation|how are sales going|sum of all open deals|"
     "what's in the funnel"},
    {"deals",
     "show my deals|list open deals|lost deals|which deals did we win|won deals without invoice|"
     "which deals still need to be invoiced|what can i invoice|deals over 10k|deals under €5,000|"
     "deals between 5k and 20k|deals closing next month|which deals close today|deals for NAME|"
     "open deals of NAME over 5000 dollars|deals in negotiation|who should i follow up with|deals|"
     "all deals|open deals|which deals are still open|deals we lost this quarter|won but not invoiced|"
     "deals without invoice|what should we invoice next|which won deals have no invoice yet|"
     "uninvoiced deals|anything left to bill|deals over 5000 euros|deals worth more than 1 million|"
     "deals below $1k|big deals, at least 50k|deals between 10k and 20k in negotiation|"
     "deals closing this month|what's closing next quarter|deals due to close today|deals of NAME|"
     "NAME's open deals|does NAME have any deals|stale deals|which deals need attention|"
     "whom should i chase"},
    {"invoices",
     "show overdue invoices|unpaid invoices|which invoices are still drafts|invoices for NAME|"
     "show me NAME's unpaid invoices|last 10 invoices|paid invoices|who owes us money|"
     "what does NAME owe us|zeig mir die überfälligen rechnungen|overdu invocies|overdue|"
     "who is late paying|open invoices|which invoices are not paid yet|invoices of NAME|"
     "has NAME paid its invoices|how much does NAME owe us|show my last 5 invoices|drafts|"
     "list draft invoices|all invoices|void invoices|which bills are past due|"
     "have the invoices been created"},
    {"payments",
     "show payments|payments from NAME|did NAME pay us|what payments came in this month|payments|"
     "did NAME pay|show payments from NAME|what came in this week|recent payments|"
     "list all payments received this month"},
    {"proposals",
     "show proposals|which proposals were declined|expired quotes|proposals for NAME|"
     "accepted proposals without invoice|proposals|open proposals|which quotes are waiting for an answer|"
     "accepted proposals|declined quotes|expired proposals|proposals not invoiced yet|"
     "approved proposals we haven't invoiced|proposals for NAME"},
    {"schedule",
     "how often do we sync|what's the sync schedule|when does the automatic sync run|"
     "what happens with duplicates automatically|which match policy is set|when does it sync automatically|"
     "is the sync automatic|what's the duplicate policy|at what time do we sync every day|"
     "how often does every pull from hubspot|do you ask me about duplicates or replace them automatically|"
     "show the schedule|is automatic sync on|does it sync at night|when are the automatic syncs|"
     "sync frequency|what happens to duplicates during the scheduled sync|"
     "how are matches handled in automatic syncs|are we on daily or hourly sync|show sync settings|"
     "what's the matching rule|do automatic syncs replace my records|hubspot sync plan"},
    {"open",
     "open settings|go to invoices|take me to the pipeline|open the hubspot settings|go home|"
     "open email settings|open invoices page|clients page|go to settings|show me the pipeline board|"
     "take me home|where are the email settings|open hubspot settings|navigate to payments|"
     "go to the proposals page"},
    {"help",
     "help|what can you do|hello|what can i do here|how does this work|list commands|who are you|"
     "when i import contacts, what happens to my clients"},
    {"cannot:sends",
     "email the invoice to bob|send a reminder to acme|email acme their invoice|"
     "send reminders to all overdue clients|remind globex to pay|forward the invoice to dana@x.example"},
    {"cannot:payments",
     "mark inv-12 as paid|record a payment of $500 from acme|refund acme|mark acme's invoice as paid|"
     "register a payment of 200 for inv-3|hooli paid us 500 by check, record it|charge the card of globex"},
    {"cannot:edits_hubspot",
     "change the deal stage to won|update john's phone number in hubspot|push the invoices to hubspot|"
     "change the amount of the deal to 5000|create a deal in hubspot|move website relaunch to negotiation|"
     "add a contact to hubspot|write the payment back to hubspot|"
     "set the close date of the acme deal to friday"},
    {"cannot:deletes",
     "delete the invoice inv-7|remove client acme|delete contact bob smith|delete the deal|"
     "remove all draft invoices|erase everything"},
    {"cannot:other",
     "void invoice inv-3|void the invoice inv-5|archive client hooli|invite sam to the workspace|"
     "add a 20% tax rate|create a proposal for acme|change acme's billing address|"
     "rename client acme to acme ltd|export all clients to csv|issue the draft for acme|"
     "convert the proposal to an invoice"},
};
// clang-format on

}  // namespace every::chat
