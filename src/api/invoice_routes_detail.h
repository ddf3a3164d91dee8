// Routes that belong to those of invoices. Private to api/.
#pragma once

#include "api/api.h"

namespace every::api {

void add_bulk_invoice_routes(Api& api);
void add_document_word_routes(Api& api);

}  // namespace every::api
