// What documents and their pages say, in each language that they are written in. A catalogue has no label
// that may be left out: one that is missing, or a sentence that lost a part, does not compile.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace every::render {

// A word or a phrase; never empty, and never HTML.
class Label {
 public:
  consteval Label(const char* text) : text_(text) {
    if (text_.empty() || text_.find_first_of("<>&\"{}") != std::string_view::npos) throw "no label";
  }
  constexpr operator std::string_view() const { return text_; }
  std::string text() const { return std::string(text_); }

 private:
  std::string_view text_;
};

// A sentence with N parts, {0} first; each stands in it once. A sentence that may do with fewer is Any.
template <int N, bool Any = false>
class Sentence {
 public:
  consteval Sentence(const char* text) : text_(text) {
    int seen[N] = {}, parts = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (std::string_view("<>&\"}").find(text_[i]) != std::string_view::npos) throw "no sentence";
      if (text_[i] != '{') continue;
      const int part = i + 2 < text_.size() && text_[i + 2] == '}' ? text_[i + 1] - '0' : -1;
      if (part < 0 || part >= N || seen[part]++ != 0) throw "no such part, or twice";
      ++parts;
      i += 2;
    }
    if (parts == 0 || (!Any && parts != N)) throw "a part is missing";
  }
  template <class... Parts>
  std::string operator()(const Parts&... parts) const {
    static_assert(sizeof...(Parts) == N);
    return fmt::format(fmt::runtime(text_), parts...);
  }

 private:
  std::string_view text_;
};

struct Words {
  // What it is and which one.
  Label invoice, credit_note, proposal, receipt, statement;
  Sentence<1> invoice_number, credit_note_number, proposal_number;
  Label draft, draft_invoice, draft_credit_note, draft_proposal, draft_not_issued, voided;
  // Facts.
  Label bill_to, for_client, issue_date, due_date, credits_invoice, invoice_date, terms;
  Sentence<2, true> net;  // {0} "30", {1} "30 days"
  Label po_number, currency;
  Sentence<1> tax_id;
  // The table and its sums.
  Label item, option, options, quantity, price, discount, tax, total, subtotal, tax_included, credited;
  Sentence<1> paid_on;  // a day
  Label paid, credit, amount_due;
  Sentence<1> off, marked_chosen, marked_not_chosen;  // {0} what is discounted by, what the line says
  // Below.
  Label reason, how_to_pay;
  Sentence<1> reference_number;
  Label notes;
  Sentence<2> page_of;
  // Receipts and statements.
  Label received, method, reference, amount, amount_received, credit_for_later;
  Label bank_transfer, card, cash, check, direct_debit, other_method;
  Sentence<2> period;
  Label date, document, invoiced, money_received, balance, balance_before, payment, in_your_favour,
      balance_due, nothing_happened;
  // How it stands.
  Label void_state;
  Sentence<1> credits;
  Sentence<2> credits_of;  // a number, a day
  Label nothing_left, nothing_to_pay;
  Sentence<1> paid_thanks, overdue_since, amount_came, partly_paid;
  Label open;
  Sentence<1> open_due;
  Sentence<2> accepted_by;  // a name, a day
  Sentence<1> declined_on, draft_until, expired_on, open_until;
  // The client's page.
  Label download, lines;
  Sentence<1> page_for;
  Sentence<2> page_for_on;  // a name, a day
  Label given_back;         // after the amount of a credit note
  Sentence<1> due_of, more_in_pdf;
  Label payments_received, none_yet;
  Sentence<2> amount_on, proposal_for;
  Label being_changed, update_total, your_answer;
  Sentence<1> accept_means;
  Label your_name, accept, decline_instead, reason_if_you_like, decline;
  // Why an answer was not taken.
  Label options_changed, type_your_name, changed_meanwhile, accepted_already, was_declined, has_expired;
  // Mail: where a proposal has no last day.
  Label further_notice;
  // A page without a document.
  Label link_gone, ask_for_new;
};

// By a tag of BCP 47; English where there is no other.
const Words& words_of(std::string_view tag);

}  // namespace every::render
