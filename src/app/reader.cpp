#include "app/reader.h"

#include "app/sessions.h"
#include "domain/language.h"
#include "store/billing_profiles.h"
#include "store/languages.h"
#include "words/words.h"

namespace every::app {

const Wording& wording_of(store::Tx& tx, const store::Tenant& tenant, const std::string& user_id,
                          const std::string& asked) {
  const auto workspace = store::Accounts(tx).workspace(tenant);
  const std::string place = workspace ? workspace->locale : "";
  const std::string chosen = words::spoken(asked).empty() ? store::language_of(tx, user_id) : asked;
  if (!chosen.empty()) return words::in(chosen, place);
  const std::string own = store::BillingProfiles(tx, tenant).find("").profile.language;
  return words::in(domain::document_locale(
      {.document = {}, .client = {}, .workspace = own, .workspace_locale = place, .client_country = {}}));
}

void note_language(const App& app, const std::string& user_id, const std::string& accept_language) {
  const std::string_view asked = words::spoken(words::best_of(accept_language));
  if (asked.empty() || app.db.read([&](store::Tx& tx) { return !store::language_of(tx, user_id).empty(); }))
    return;
  app.db.write([&](store::Tx& tx) { store::put_language(tx, user_id, std::string(asked)); });
}

Status choose_language(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::account));
  EVERY_CHECK(no_token(actor));
  Fields in(body);
  const auto language = in.choice("language", {"en", "de"}, true);
  EVERY_CHECK(in.finish());
  app.db.write([&](store::Tx& tx) { store::put_language(tx, actor.user_id, *language); });
  return done();
}

}  // namespace every::app
