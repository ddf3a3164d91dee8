// display_status() (store/invoices.h) as SQL, for lists that show a word and load no invoice. Private to
// store/.
#pragma once

#include <string>
#include <string_view>

namespace every::store {

// Of the invoice i; `today` is a parameter, as "$3".
inline std::string invoice_word(std::string_view today) {
  return "CASE WHEN i.status <> 'issued' THEN i.status WHEN i.credited >= i.total AND i.total > 0 THEN "
         "'credited' WHEN i.paid + i.credited >= i.total THEN 'paid' WHEN i.due_date < " +
         std::string(today) +
         " THEN 'overdue' WHEN i.paid > 0 THEN 'partial' WHEN i.viewed_at IS NOT NULL THEN 'viewed' WHEN "
         "i.sent_at IS NOT NULL THEN 'sent' ELSE 'issued' END";
}

}  // namespace every::store
