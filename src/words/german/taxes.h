// Tax rates, and what documents begin with.
#pragma once

#include "words/words.h"

namespace every::words {

inline constexpr Entry kGermanTaxes[] = {
    {"Only what is sold without tax has a reason for it.",
     "Nur was ohne Steuer verkauft wird, hat dafür einen Grund."},
    {"Say first why there is no tax: exempt, reverse charge or another.",
     "Nennen Sie zuerst, warum keine Steuer anfällt: befreit, Reverse Charge oder anderes."},
    {"There is no such tax rate.", "Diesen Steuersatz gibt es nicht."},
    {"A tax rate has this name already.", "Ein Steuersatz heißt schon so."},
    {"Choose another name, or change that one.", "Wählen Sie einen anderen Namen, oder ändern Sie jenen."},
    {"Say how much the tax is.", "Nennen Sie die Höhe der Steuer."},
    {"A tax rate that is archived cannot be the default.",
     "Ein archivierter Steuersatz kann nicht die Vorgabe sein."},
    {"There are too many tax rates.", "Es gibt zu viele Steuersätze."},
    {"Change one that nobody needs.", "Ändern Sie einen, den niemand braucht."},
    {"This tax rate was changed meanwhile.", "Dieser Steuersatz wurde inzwischen geändert."},
    {"The tax rate {} was added: {} %.", "Der Steuersatz {} wurde hinzugefügt: {} %."},
    {"The tax rate {} was archived.", "Der Steuersatz {} wurde archiviert."},
    {"The tax rate {} is in use again.", "Der Steuersatz {} ist wieder in Gebrauch."},
    {"The tax rate {} was renamed to {}: {} %.", "Der Steuersatz {} heißt jetzt {}: {} %."},
    {"The tax rate {} is what new lines begin with.", "Mit dem Steuersatz {} beginnen neue Positionen."},
    {"The tax rate {} was changed: {} %.", "Der Steuersatz {} wurde geändert: {} %."},
    {"Only the word year can stand in braces.", "In geschweiften Klammern kann nur das Wort year stehen."},
    {"Put a sign such as - between this and the number: two could become the same.",
     "Setzen Sie ein Zeichen wie - zwischen dies und die Nummer: Sonst könnten zwei gleich werden."},
    {"Numbers that are there already would come again. Choose another one.",
     "Nummern, die es schon gibt, kämen noch einmal. Wählen Sie etwas anderes."},
};

}  // namespace every::words
