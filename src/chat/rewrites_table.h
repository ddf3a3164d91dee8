// Ways of saying a thing that come down to a plainer one. Read before anything else, so that the rest of the
// grammar needs to know the plain one only. Private to rewrites.cpp.
#pragma once

#include <string_view>

namespace every::chat {

struct Rewrite {
  std::string_view to;    // "" drops the words
  std::string_view from;  // phrases separated by |; ^ before one: only where a part of the sentence begins
};

// clang-format off
inline constexpr Rewrite kRewrites[] = {
    // Politeness around an order.
    {"", "^do not wait till tonight|^do not wait for tonight|^do not wait until tonight|^do not wait for tonight's run|chop chop|until further notice|bis auf weiteres|full stop|new paragraph|new line please|^dictating here|^dictating|^this is dictated|^alright new paragraph"},
    {"please", "would you be so good as to|will you be so good as to|would you be so good and|be so good as to|be so kind as to|please to|i need that you|i would like that you|can someone please|could someone please|can somebody please|could somebody please|i would be most grateful if you would|i should be most grateful if you would|i should be grateful if you would|i would be grateful for|i should be grateful for|i would be obliged if you would|i should like you to|may i ask you kindly to|i would be much obliged if you would|can i get you to|could i get you to|may i get you to|can i have you|could i have you|can i bother you to|could i bother you to|can i trouble you to|could i trouble you to|can i ask you to|i am asking you to|i ask you to|might i ask you to|would you please|will you please|can you please|could you please|could you kindly|can you kindly|would you kindly|i would be grateful if you could|i would be grateful if you would|i would appreciate it if you would|it would be great if you would|it would be nice if you would|be nice and|be kind and|mind if i ask you to|you may want to|you might want to|i would ask you to|can we get you to|could we get you to|can we have you|i need you to go ahead and|i authorize you to|sei so nett und|sei so lieb und|wärst du so lieb und|kannst du so nett sein und|wir möchten dass du|ich bitte dich|ich hätte gern dass du|could you be a star and|be a star and|be an angel and|be a darling and|be a legend and|be a sweetheart and|be a sport and|be a champ and|it would be great if you could|it would be nice if you could|it would be good if you could|it would be lovely if you could|it would be awesome if you could|it would be helpful if you could|"
               "could you maybe|can you maybe|maybe you can|maybe you could|could you perhaps|can you perhaps|perhaps you could|perhaps you can|could you possibly|can you possibly|go ahead and|^go and|could you quickly|can you quickly|could you just|can you just|could you also|can you also|^you should|^you could|you are welcome to|try and|make sure to|be sure to|do not forget to|remember to|it is time to|time to|you can go ahead and"},
    {"", "and when it is done|and when it is finished|and when you are done|and how it went|and when it is ready|and when done|and tell me when it is done|and let me know when it is done|and tell me when you are done|and report back|and notify me when it is done|and ping me when it is done|and tell me how it went|and tell me when done|and let me know when done|and let me know when you are done|and then tell me when it is done|uh|uhm|umm|erm|uhh|ähm|äh|ehm|you know|as it were|so to speak|on earth|in the world|the heck|the hell|the devil|in god's name|and move on|and go on|and continue|and carry on|then move on|and move along|and get on with it|and proceed|and be done with it|if you would not mind|if it is no trouble|if you get the chance|if you have the time|when you are free|when you are ready|when it suits you|when it is convenient|wann immer es passt|wenn es passt|wenn es geht|wenn möglich|falls möglich|no rush|no rush though|no hurry|not urgent|real fast|very quickly|super quick|super quickly|quick favor|quick favour|small favor|small favour|i was told|they tell me|apparently|as far as i know|if i remember correctly|if i remember right|if i am not mistaken|correct me if i am wrong|i suppose|i reckon|i believe|i assume|^but|^listen|one more thing|another thing|one other thing|next thing|one last thing|first of all|first things first|for starters|long story short|in short|to start with|as i said|like i said|as mentioned|as discussed|as usual|as always|^btw|^fyi|^anyway|^anyways|^alright|^right so|^well|^now then|^so then|would you that be"},
    {"should i", "would you recommend|would you say|would you rather|would you advise|would you suggest|do you advise|do you suggest"},
    {"please", "^would you|^will you|would be great if you could|would be nice if you could|would be good if you could|would be lovely if you could|would be awesome if you could|"
               "would be helpful if you could|would appreciate if you could|would appreciate it if you could|would be grateful if you could|would love it if you could|"
               "i would like you to|i want you to|i need you to|i would love you to|would you be so kind as to|would you be so kind and|would you be able to|"
               "if you could please|do you think you could|any chance you could|any chance you can|is there any chance you could|could i ask you to|may i ask you to|"
               "i was hoping you could|i was wondering if you could|was wondering if you could|wondering if you could|i wonder if you could|"
               "would you mind|do you mind|would it be possible to|do me a favor and|do me a favour and|be a dear and|be so kind and|be so good and|"
               "i would appreciate it if you|it would be great if you|i would be glad if you|feel free to|^you may|"
               "^if you could|könntest du|könnten sie|könntest du bitte|kannst du bitte|kannst du mir bitte|kannst du mal|können sie|würdest du|ich möchte dass du|ich will dass du|sei so gut und|wärst du so nett und"},
    {"import", "^please proceed with importing|^proceed with importing|^go ahead with importing|^proceed with the import of|^go ahead with the import of"},
    {"i want", "^i could really use|^i could use|^we could use|^i could do with|^we could do with|^we could really use"},
    {"i want to", "^i would like to|^i would love to|^i am looking to|^i am trying to|^i would quite like to|^i feel like|^i am going to|^i have to|^we would like to|^we would love to|^we are looking to|^we are going to|^we have to|^i need to|^we need to|^we want to|"
                  "^ich möchte gern|^ich möchte gerne|^ich würde gern|^ich würde gerne|^wir möchten|^wir würden gern|^wir wollen|^ich muss"},
    {"show", "could you tell me|can you tell me|please tell me|let me know|do you happen to know|^do you know|any idea|^i want to know|^i would like to know|^i need to know|^i want to see|^i would like to see|^i would love to see|"
             "^i need to see|^i want a list of|^i need a list of|^i would like a list of|can i see|could i see|may i see|can i have|could i have|can i get|could i get|may i have|can you show me|could you show me|can we see|could we see|"
             "can you list|could you list|can you give me|could you give me|i wonder|i was wondering|i am wondering|i am curious|i am interested in|give me a list of|give me the list of|get me a list of|get me the list of|show me a list of|show me the list of|please list|let us look at|let us see|let me look at|"
             "can you pull up|could you pull up|have you got|zeig mir mal|zeig mal|kannst du mir zeigen|kannst du mir sagen|ich möchte sehen|ich möchte wissen|ich will wissen|ich will sehen|ich hätte gern|gib mir|sag mir|wüsste gern"},
    {"show which", "i need to know which|we need to know which|i have to know which|i must know which|i want to know which|i would like to know which|i would love to know which|need to know which|like to know which|want to know which|trying to find out which|need to find out which|trying to figure out which|need to figure out which|need a list of which"},
    {"show who", "i need to know who|we need to know who|i want to know who|i would like to know who|need to know who|trying to find out who|need to find out who|trying to figure out who"},
    {"how", "i need to know how|we need to know how|i want to know how|i would like to know how|need to know how|trying to find out how|trying to figure out how|need to figure out how"},
    {"what", "i need to know what|we need to know what|i want to know what|i would like to know what|need to know what is|trying to find out what"},
    {"show whether", "i need to know if|i need to know whether|i want to know if|i want to know whether|i would like to know if|i would like to know whether|need to know if|need to know whether|confirm that|confirm whether|confirm if|verify that|verify whether|verify if|make sure that|make sure|check that|check whether|check if|see whether|see if|find out if|find out whether|tell me whether|tell me if|let me know if|let me know whether|double check that|double check whether|prüf ob|prüfe ob|schau ob|schau nach ob|sag mir ob"},
    {"", "m s|before i forget|before i forget it|before i forget again|while i am at it|while you are at it|while we are at it|when you have a sec|when you have a second|when you get a sec|when you get a second|when you got a sec|if you have a sec|if you have a second|if you got a sec|whenever you can|whenever you are ready|bevor ich es vergesse|wenn du zeit hast|wenn du kurz zeit hast|real quick|really quick|quick one|quick question|just a quick question|one quick question|quick q|just checking|just curious|out of curiosity|just wondering|hey every|hi every|hello every|dear every|ok every|okay every|yo every|"
         "hi there|hey there|hello there|good morning every|sorry to bother you|sorry to bother|if possible|if that is possible|if that is ok|if that is okay|if it is ok|if it is okay|if you do not mind|if you can|if you would|if you please|if you have a minute|if you have a moment|if you have time|if you like|"
         "when you get a chance|when you have a chance|when you have a moment|when you have a minute|when you have time|when you can|when you get a minute|when you find the time|at your convenience|at your earliest convenience|if it is not too much trouble|"
         "for good measure|for real|for sure|for me|for us|for me please|as soon as possible|as soon as you can|a bunch of|bunch of|a couple of|kind of|sort of|i guess|you know what|i think|by the way|you see|or so|or whatever|or something|or what|you guys|thank you so much|thank you very much|thanks a lot|thanks a million|thanks in advance|thank you in advance|many thanks|much appreciated|"
         "cheers mate|for heaven sake|for god sake|once and for all|one of these days|to be honest|^at the end of the day|mal eben|mal kurz|mal schnell|kurze frage|ganz kurz|eine frage|vielen dank|danke dir|danke schön|ich glaube|ich denke|und zwar|so to say"},
    {"let us do a", "time for another|time for one more|how about another|how about one more|what about a|what about another|let us have a|let us have another|let us do another|let us run another|let us get a|may i have a|might we have a|time for a|it is time for a|how about a|high time for a|zeit für einen|zeit für eine"},
    {"we stopped using", "we no longer need|we no longer use|we do not need it any more|we do not use it any more|we do not need|we do not use|we do not work with|we no longer work with|i no longer need|i no longer use|wir brauchen kein|wir nutzen kein|wir benutzen kein"},
    // Numbers, times.
    {"500k", "half a million|a half million|half million"},
    {"250k", "a quarter million|quarter of a million|a quarter of a million"},
    {"1500k", "one and a half million|one point five million"},
    {"recently", "an hour ago|a day ago|a week ago|a month ago|a year ago|a minute ago|a while ago|a moment ago|an hour earlier|some time ago|the other day|a few minutes ago|a few hours ago|a few days ago|a few weeks ago|not long ago|this past week|the past few days|the last few days|the last couple of days|the past week|the past month"},
    {"this week", "in the coming days|in the next few days|over the next few days|within the next seven days|in the next seven days|within the next 7 days|in the next 7 days"},
    {"this month", "in the next 30 days|within the next 30 days|within 30 days|before the month is over|before the month ends|by the end of the month|till the end of the month|before month end|before the end of the month|in the current month|bis ende des monats|bis monatsende"},
    {"this quarter", "by the end of the quarter|before the quarter is over|before the quarter ends|before the end of the quarter|in the current quarter|in this quarter|bis ende des quartals|bis quartalsende"},
    {"this week", "by the end of the week|before the week is over|before the weekend|before the end of the week|by friday|until friday|till friday|in the current week|bis ende der woche|bis freitag"},
    // Words that came apart, and names that people hear wrongly.
    {"hubspot", "hub spot|hub sport|hug spot|hub stop|hubs pot|hub spott|hub spots|hubspot crm|hubspot account|hubspot portal"},
    {"pipeline", "pipe line|pipe lines"},
    {"resync", "re sync|re synch"},
    {"reconnect", "re establish the link with|re establish the link to|re establish the connection with|re establish the connection to|re establish the connection|re establish the link|reestablish the connection|reestablish the link|restore the connection|restore the link|renew the connection|re connect|re link|re authorize|re authorise"},
    {"uninvoiced", "un invoiced|non invoiced"},
    {"unpaid", "un paid|non paid"},
    {"unbilled", "un billed|non billed"},
    {"overdue", "over due|over do|ober due|past their due dates|past its due date|past it due date"},
    {"email", "e mail"},
    {"emails", "e mails"},
    {"follow up", "followup|follow upp"},
    {"set up", "setup"},
    {"how long", "how many minutes|how many hours|how much time|how many more minutes|how much more time|how many seconds"},
    {"when", "how long ago|how many days ago|how many hours ago|how many minutes ago"},
    {"i can not", "can not i|could not i|do not i|can i not|do i not|could i not|am i not able to|why i can not"},
    // Longer ways of a plain word.
    {"when was the last", "how long has it been since the last|how long is it since the last|how long since the last"},
    {"when was", "how long has it been since|how long is it since|how long since"},
    {"how far is the import", "where is the import at|where are we with the import|where is the import now"},
    {"how far is the sync", "where is the sync at|where are we with the sync|where is the sync now"},
    {"what is the phone number of", "how do i reach|how can i reach|how do we reach|how can we reach|how to reach|how do i get hold of|how can i get hold of|how do i contact|how can i contact|wie erreiche ich|wie kann ich erreichen"},
    {"stop the sync from", "stop loading from|stop pulling from|stop reading from|stop fetching from|stop getting from"},
    {"again", "one more time|yet again|once again|another time|all over again|from scratch|ein weiteres mal"},
    {"missing", "went missing|gone missing|has vanished|nowhere to be found|nowhere to be seen|can not be found|could not be found|is not to be found|went astray|fell through the cracks|did not come along|did not come with|was not brought along"},
    {"all", "all of the|all of our|all of my|each and every|each one of the|every last one of the|every single one of the|every one of the|every single|in bulk|bulk|en masse|the entire set of|the whole list of|the whole bunch of|whole bunch of|sämtliche|allesamt"},
    {"right now", "right this second|this very moment|this second|at this moment|at present|at this point|as we speak|at the minute|gerade eben|im moment|im augenblick|momentan|zur zeit|derzeit|gerade"},
    {"ask me before replacing", "never replace anything without asking|never overwrite anything without asking|never overwrite without asking|never replace a client without asking|never change anything without asking me|never replace without asking me|never replace anything without asking me|never replace without asking|do not replace anything without asking me|do not replace anything without asking|do not replace without asking me|never overwrite without asking me|never overwrite anything without asking me|do not overwrite without asking me|do not overwrite anything without asking|nothing should be replaced without asking me"},
    {"without invoice", "that do not have one yet|that do not have one|which do not have one|which do not have one yet|who do not have one|that have not got one|that have none yet|with no invoice|with no invoices|with no invoice yet|that have no invoice|that has no invoice|which have no invoice|have no invoice|have no invoices|has no invoice|that do not have an invoice|that do not have an invoice yet|do not have an invoice|do not have any invoice|does not have an invoice|that have none|that has none|with none yet|that lack one|where the invoice is missing|where an invoice is missing|"
                        "there is no invoice for|we have no invoice for|that got no invoice|that never got an invoice|never got an invoice|that still lack an invoice|without an invoice yet|ohne eine rechnung|noch ohne rechnung|noch nicht in rechnung gestellt|nicht in rechnung gestellt|noch nicht abgerechnet|nicht abgerechnet|noch nicht fakturiert|nicht fakturiert"},
    {"always for duplicates", "when there is a duplicate|when there is a match|when there are duplicates|when there are matches|whenever there is a duplicate|whenever there is a match|whenever there are duplicates|if there is a duplicate|if there is a match|if there are duplicates|in case of a duplicate|in case of duplicates|when a duplicate comes up|when duplicates come up|when a duplicate turns up|whenever a duplicate comes up"},
    {"uninvoiced", "not yet turned into invoices|not yet turned into an invoice|not turned into invoices|not turned into an invoice|not yet made into invoices|not yet converted to invoices|not yet converted into invoices|not converted to invoices|not converted into invoices|we never sent a bill for|we never sent an invoice for|we never sent a bill|we never sent an invoice|never sent a bill for|never sent an invoice for|did we never send an invoice for|did we never send a bill for|did we never bill|we never wrote an invoice for|we never wrote a bill for|we never billed|we never invoiced|never got a bill|never got billed|never saw a bill|never saw an invoice|we never charged for|we never charged|we did not send a bill for|we did not send an invoice for|we have not sent a bill for|we have not sent an invoice for"},
    {"resolve", "should deal with|to deal with|must deal with|have to deal with|need to deal with|should take care of|need to take care of|have to take care of"},
    {"to invoice", "to be put on an invoice|to write an invoice for|to write invoices for|to raise an invoice for|to raise invoices for|to create an invoice for|to create invoices for|to make an invoice for|to make invoices for|to do an invoice for"},
    {"should skip", "should be skipped|must be skipped|shall be skipped|have to be skipped|need to be skipped|are to be skipped"},
    {"should replace", "should be replaced|must be replaced|shall be replaced|have to be replaced|need to be replaced|are to be replaced|should be overwritten|must be overwritten|shall be overwritten|are to be overwritten"},
    {"import", "proceed with the import of|go ahead with the import of|carry on with the import of|go on with the import of|begin the import of|perform the import of|carry out the import of|proceed with importing|go ahead with importing"},
    {"deals to invoice", "deals i should invoice|deals we should invoice|deals i can invoice|deals we can invoice|deals i should bill|deals we should bill|deals i need to invoice|deals we need to invoice"},
    {"how did", "how long did|how much time did"},
    {"start the sync", "^get the sync going|^get a sync going|^get syncing|^get the sync started|^get the sync rolling"},
    {"cancel the sync", "^stop pulling things in|^stop pulling stuff in|^stop pulling everything in|^stop pulling it in"},
    {"for", "in respect of|with respect to|in relation to"},
    {"please", "^request you to|^requesting you to|^we request you to|^i request you to"},
    {"noch nicht", "noch net|noch ned|noch nich"},
    {"look up", "lok up|loook up|look upp|lookk up"},
    {"who is", "remind me who is|tell me who is|can you tell me who is|no idea who is|not sure who is|i forgot who is|i forget who is|who exactly is|who on earth is|who the heck is|who again is|refresh me who is"},
    {"take in", "take over"},
    {"hubspot wins for all", "take all hubspot data|accept all hubspot data|take all hubspot|accept all hubspot"},
    {"always", "when in doubt|if in doubt|im zweifel|when unsure|if unsure|in case of doubt"},
    {"disconnect hubspot", "^i no longer want hubspot connected|^we no longer want hubspot connected|^i no longer want hubspot|^we no longer want hubspot|^i do not want hubspot connected any more|^i do not want hubspot connected anymore|^we do not want hubspot any more|^we do not want hubspot anymore|^i do not want hubspot any more|^i do not want hubspot anymore"},
    {"when last sync", "last sync time|time of the last sync|the last sync time|latest sync time|last synced time|last refresh time|last update time"},
    {"turn off", "turn of|trun off|turn offf|tun off"},
    {"switch off", "switch of|swich off|swtich off"},
    {"all new contacts", "everyone who is waiting|everybody who is waiting|whoever is waiting|all who are waiting|those who are waiting|everyone waiting|everybody waiting|everyone who is new|everybody who is new|all who are new|those who are new|the ones who are new|the ones that are new|anyone who is new|anybody who is new|everyone new|everybody new|whoever is new|all the new ones|all new ones"},
    {"for the deal", "against the deal|on the deal"},
    {"for deal", "against deal"},
    {"turn off automatic", "^i do not want automatic|^we do not want automatic|^i do not want any automatic|^we do not want any automatic|^i do not need automatic|^we do not need automatic|^i want no automatic|^no more automatic"},
    {"undecided", "nobody decided on|nobody has decided on|nobody has decided|nobody had decided|nobody decided|nobody decides|nobody looked at|nobody has looked at|no one decided|no one has decided|nobody dealt with|nobody has dealt with|which nobody decides|that nobody decided|that nobody decides|which nobody decided|is not decided|are not decided|not decided by anybody"},
    {"always ask me about duplicates", "do not auto resolve duplicates any more|do not auto resolve duplicates|do not auto resolve|do not decide matches by yourself any longer|do not decide matches by yourself|do not decide matches|stop deciding matches by yourself|stop deciding matches|stop resolving duplicates by yourself|never decide duplicates on your own|do not decide duplicates on your own|never decide on your own|do not decide on your own|never decide by yourself|do not decide by yourself|never decide alone|do not decide anything on your own|never decide matches on your own"},
};
// clang-format on

}  // namespace every::chat
