// The rules that make drafts of deals.
#pragma once

#include "words/words.h"

namespace every::words {

inline constexpr Entry kGermanDealRules[] = {
    {"When a deal is won in any pipeline, draft its invoice.",
     "Wenn ein Deal in irgendeiner Pipeline gewonnen wird, seine Rechnung entwerfen."},
    {"When a deal is won in {}, draft its invoice.",
     "Wenn ein Deal in {} gewonnen wird, seine Rechnung entwerfen."},
    {"When a deal enters {} in {}, draft its invoice.",
     "Wenn ein Deal in {1} in die Phase {0} kommt, seine Rechnung entwerfen."},
    {"A rule was made: {}", "Eine Regel wurde erstellt: {}"},
    {"A rule was changed. It says now: {}", "Eine Regel wurde geändert. Sie lautet jetzt: {}"},
    {"A rule was switched on: {}", "Eine Regel wurde eingeschaltet: {}"},
    {"A rule was switched off: {}", "Eine Regel wurde ausgeschaltet: {}"},
    {"A rule was deleted: {}", "Eine Regel wurde gelöscht: {}"},
    {"A draft was made when the deal {} entered {}, by the rule “{}”",
     "Als der Deal {} in die Phase {} kam, entstand ein Entwurf nach der Regel „{}“"},
    {"{} draft was made by your rules: {}.", "{} Entwurf ist durch Ihre Regeln entstanden: {}."},
    {"{} drafts were made by your rules: {}.", "{} Entwürfe sind durch Ihre Regeln entstanden: {}."},
    {"There is no such rule.", "Diese Regel gibt es nicht."},
    {"There is a rule for this stage already.", "Für diese Phase gibt es schon eine Regel."},
    {"Change or switch on that one.", "Ändern Sie diese, oder schalten Sie sie ein."},
    {"An id, or null for any.", "Eine ID, oder null für jede."},
    {"There are too many rules.", "Es gibt zu viele Regeln."},
    {"Delete those that nobody needs.", "Löschen Sie die, die niemand braucht."},
    {"This rule was changed meanwhile.", "Diese Regel wurde inzwischen geändert."},
    {"A stage belongs to a pipeline: name it as well.",
     "Eine Phase gehört zu einer Pipeline: Nennen Sie auch diese."},
    {"There is no such pipeline.", "Diese Pipeline gibt es nicht."},
    {"The pipeline has no such stage.", "Die Pipeline hat diese Phase nicht."},
    {"A deal that is lost is not invoiced.", "Ein verlorener Deal wird nicht berechnet."},
    {"Its pipeline was deleted in HubSpot.", "Die Pipeline wurde in HubSpot gelöscht."},
    {"Its stage was deleted in HubSpot.", "Die Phase wurde in HubSpot gelöscht."},
    {"Its stage counts as lost.", "Die Phase zählt als verloren."},
    {"The deal no longer exists in HubSpot.", "Den Deal gibt es in HubSpot nicht mehr."},
};

}  // namespace every::words
