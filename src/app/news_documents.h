// What events of the journal say of invoices and proposals, as they are now: one item for each document.
#pragma once

#include <string_view>
#include <vector>

#include "app/news_words.h"
#include "store/journal.h"

namespace every::app {

// kind: invoice_viewed, invoice_paid, proposal_accepted or proposal_declined. What is not there any more,
// such as a payment that was taken back, is left out.
std::vector<NewsItem> news_items(store::Tx& tx, const Actor& actor, const NewsVoice& voice,
                                 std::string_view kind, const std::vector<store::Activity>& events);

}  // namespace every::app
