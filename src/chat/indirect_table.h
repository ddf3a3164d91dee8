// Questions in a wrapper: "no idea whether …", "my boss wants to know which …", "weißt du zufällig, ob …".
// What comes before the word that asks is about the one who asks. Private to rewrites.cpp.
#pragma once

#include <string_view>

namespace every::chat {

// Before one of kAskingWords; separated by |.
inline constexpr std::string_view kLeadIns =
    // Who does not know.
    "no idea|i have no idea|we have no idea|no clue|i have no clue|not sure|i am not sure|we are not sure|"
    "not certain|i am not certain|not quite sure|i am not quite sure|unsure|i am unsure|i do not know|"
    "do not know|we do not know|i can not tell|can not tell|hard to tell|i can not remember|can not remember|"
    "i do not remember|do not remember|i forgot|i forget|i have forgotten|i can not recall|can not recall|"
    "i lost track of|lost track of|i can not see|can not see|i can not figure out|can not figure out|"
    "i can not work out|can not work out|i do not understand|do not understand|i do not get|do not get|"
    "i do not see|nobody knows|nobody here knows|nobody can tell me|"
    // Who wants to know.
    "i wonder|i was wondering|i am wondering|wondering|just wondering|was wondering|we were wondering|"
    "i am curious|curious|curious to know|just curious|i would love to know|i would like to know|"
    "i want to know|i need to know|i have to know|i must know|i should know|would love to know|"
    "would like to know|want to know|need to know|we need to know|we want to know|we would like to know|"
    "would be good to know|it would be good to know|would be nice to know|it would be nice to know|"
    "would be great to know|it would be great to know|would be helpful to know|it would be helpful to know|"
    "it would help to know|would help to know|it would help me to know|good to know|keen to know|"
    "interested to know|dying to know|i am interested in|interested in|i am trying to find out|"
    "trying to find out|i am trying to figure out|trying to figure out|i am trying to understand|"
    "trying to understand|i am trying to work out|trying to work out|trying to remember|"
    "i am trying to remember|trying to see|i am trying to see|i want to find out|i want to understand|"
    "i would like to understand|i would like to find out|i would like to see|i want to see|i need to see|"
    "i need to find out|i need to figure out|i need to understand|i need to work out|i have to find out|"
    "help me understand|help me find out|help me figure out|help me work out|help me see|"
    "just want to check|i just want to check|i want to check|i would like to check|let me check|"
    "just checking|i am checking|i want to make sure|just making sure|i want to be sure|"
    "what i want to know is|what i would like to know is|what i need to know is|what interests me is|"
    "my question is|question is|the question is|my question|the question|"
    // Who is asked.
    "tell me|please tell me|can you tell me|could you tell me|would you tell me|will you tell me|tell us|"
    "can you say|could you say|can anyone tell me|can anybody tell me|can someone tell me|"
    "can somebody tell me|does anyone know|does anybody know|anyone know|anybody know|does someone know|"
    "do you know|you know|do you happen to know|would you happen to know|would you know|"
    "you would not happen to know|you do not happen to know|do we know|do i know|any idea|any clue|"
    "any chance you know|any chance you can tell me|any chance you could tell me|got any idea|"
    "have you any idea|do you have any idea|have you got any idea|do you remember|do you recall|"
    "can you check|could you check|would you check|please check|check|check for me|can you see|"
    "could you see|please see|see|can you find out|could you find out|find out|figure out|work out|"
    "can you look into|could you look into|look into|can you confirm|could you confirm|confirm|"
    "please confirm|can you verify|could you verify|verify|double check|remind me|can you remind me|"
    "could you remind me|please remind me|refresh my memory|let me know|please let me know|let us know|"
    "give me an idea|show me|can you show me|could you show me|please show me|show us|give me a list of|"
    // Who is behind it.
    "my boss wants to know|my boss is asking|my boss asks|my boss asked|my boss asked me|"
    "the boss wants to know|my manager wants to know|my manager asks|my accountant wants to know|"
    "my accountant asks|my accountant is asking|my accountant asked me|my colleague asks|"
    "my colleague wants to know|a colleague asks|a colleague wants to know|they want to know|they are asking|"
    "somebody asked|someone asked|someone asked me|somebody asked me|i was asked|i got asked|"
    "people are asking|finance wants to know|finance is asking|finance asks|sales wants to know|"
    "the auditor wants to know|the auditors want to know|the bank wants to know|accounting wants to know|"
    "the client wants to know|my partner wants to know|my partner asks|everyone asks me|everybody asks me|"
    // German.
    "keine ahnung|ich habe keine ahnung|ich weiß nicht|weiß nicht|weiß gar nicht|ich bin nicht sicher|"
    "ich weiß nicht mehr|weiß nicht mehr|ich weiß gar nicht|bin nicht sicher|nicht sicher|"
    "bin mir nicht sicher|ich bin mir nicht sicher|ich frage mich|frage mich|ich wüsste gern|"
    "ich wüsste gerne|wüsste gern|wüsste gerne|würde gern wissen|würde gerne wissen|"
    "ich würde gern wissen|ich würde gerne wissen|ich möchte wissen|ich möchte gern wissen|ich will wissen|"
    "ich muss wissen|ich müsste wissen|wir müssen wissen|wir wüssten gern|mich würde interessieren|"
    "mich interessiert|interessant wäre|weißt du|weißt du noch|weißt du zufällig|wissen sie|wissen wir|"
    "weiß jemand|kannst du mir sagen|kannst du sagen|könntest du mir sagen|können sie mir sagen|"
    "könnten sie mir sagen|sag mir|sag mir bitte|sag mir mal|sag mal|sagen sie mir|kannst du prüfen|"
    "kannst du nachsehen|kannst du nachschauen|kannst du schauen|kannst du mal schauen|"
    "kannst du mal nachsehen|könntest du nachsehen|könntest du schauen|schau mal|schau bitte|schau nach|"
    "schau mal nach|schau bitte nach|guck mal|guck bitte|prüfe|prüf mal|prüfe bitte|zeig mir|zeig mir mal|"
    "zeig mir bitte|mein chef will wissen|mein chef fragt|der chef will wissen|die buchhaltung fragt|"
    "hast du eine ahnung|verrat mir|erklär mir|die frage ist";

inline constexpr std::string_view kAskingWords =
    "what which who whose whom when where why how whether if welche welcher welches welchen wer wen wem wann "
    "wo "
    "warum wieso weshalb wie was wieviel wieviele ob";
// Those of them that ask for yes or no.
inline constexpr std::string_view kWhetherWords = "whether if ob";

}  // namespace every::chat
