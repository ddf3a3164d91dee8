// A letter about money as a PDF: who writes, to whom, some facts, one table, its sums. Receipts and
// statements are letters. The same letter always gives the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/invoice.h"
#include "render/logo.h"

namespace every::render {

struct Letter {
  struct Column {
    std::string head;
    int share = 1;  // of the width
    bool number = false;
  };
  struct Table {
    std::string head;  // above the table; "" when there is one table only
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::pair<std::string, std::string>> sums;  // the last one is what matters
  };
  std::string title, subject;  // "Receipt", "INV-0001"
  std::string language = {};   // of the words, by BCP 47; "": English, and the file does not say so
  Date stamp;
  domain::PartySnapshot from, to;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<Table> tables;
  std::string closing;
  std::optional<Logo> logo = {};
};

// PDF bytes. Error: internal, with what Cairo said.
Result<std::string> letter_pdf(const Letter& letter);

}  // namespace every::render
