// What passed between the workspace and one client in a period, and how the balance stood.
#pragma once

#include <string>
#include <vector>

#include "app/money_reports.h"
#include "app/pdf.h"
#include "domain/statement.h"

namespace every::app {

struct ClientStatement {
  std::string client_id, client_name;
  Date from, to;
  std::vector<domain::CurrencyStatement> currencies;  // the workspace's first, then by code
};

// When the period is open: the last twelve months up to today. Errors: not_found, validation ("?from",
// "?to").
Result<ClientStatement> client_statement(const App& app, const Actor& actor, const std::string& client_id,
                                         const Period& period);
// The same as a file for a spreadsheet, and as a letter to the client.
Result<std::string> statement_csv(const App& app, const Actor& actor, const std::string& client_id,
                                  const Period& period);
Result<Pdf> statement_pdf(const App& app, const Actor& actor, const std::string& client_id,
                          const Period& period);

}  // namespace every::app
