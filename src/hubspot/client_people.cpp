// Contacts by their address.
#include "base/json.h"
#include "hubspot/client.h"

namespace every::hubspot {

Result<std::vector<sync::Record>> Client::with_email(const std::string& email, std::stop_token stop) {
  const sync::ObjectType type = sync::ObjectType::contact;
  const json::object body{{"properties", json::array{sync::modified_property(type), "email"}},
                          {"propertiesWithHistory", json::array{}},
                          {"idProperty", "email"},
                          {"inputs", json::array{json::object{{"id", email}}}}};
  EVERY_TRY(fetched, fetch_records({.endpoint = "batch_read",
                                    .method = "POST",
                                    .url = portal_->endpoints().batch_read(type),
                                    .body = json::serialize(body),
                                    .weight = weight(type)},
                                   stop));
  return std::move(fetched.page.records);
}

}  // namespace every::hubspot
