#include "app/audit.h"

#include "app/reader.h"
#include "base/csv.h"
#include "base/sentence.h"
#include "domain/audit.h"

namespace every::app {
namespace {

constexpr std::int64_t kBatch = 500;

}  // namespace

std::string device_of(const std::string& user_agent) {
  if (user_agent.empty()) return "";
  const std::string browser(domain::browser_of(user_agent)), system(domain::system_of(user_agent));
  if (browser.empty() && system.empty()) return "A program";
  return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

Result<store::Window<store::Activity>> audit_log(const App& app, const Actor& actor,
                                                 const store::AuditFilter& filter,
                                                 const store::Slice& slice) {
  EVERY_CHECK(require(actor, Permission::audit));
  return app.db.read([&](store::Tx& tx) { return store::Journal(tx, actor.tenant).audit(filter, slice); });
}

Result<std::string> audit_csv(const App& app, const Actor& actor, const store::AuditFilter& filter) {
  EVERY_CHECK(require(actor, Permission::audit));
  std::string out = csv_line({"at", "person", "person id", "kind", "group", "text", "about", "about id",
                              "address", "device", "user agent"});
  app.db.read([&](store::Tx& tx) {
    store::Journal journal(tx, actor.tenant);
    const Wording& wording = wording_of(tx, actor.tenant, actor.user_id);
    for (store::Slice slice{.sort = "", .descending = true, .offset = 0, .limit = kBatch};;
         slice.offset += kBatch) {
      const auto window = journal.audit(filter, slice);
      for (const store::Activity& a : window.items)
        out +=
            csv_line({to_rfc3339(a.at), a.actor, a.actor_id, a.kind, a.audit, worded(ours(a.text), wording),
                      a.subject_kind, a.subject_id, a.address, device_of(a.agent), a.agent});
      if (window.items.empty()) return true;
    }
  });
  note_export(app, actor, "audit_log", "Exported the audit log.");
  return out;
}

void note_export(const App& app, const Actor& actor, std::string_view what, const std::string& text) {
  app.db.write([&](store::Tx& tx) {
    record(app, tx, actor, "workspace", actor.tenant.id(), "", "export." + std::string(what), text);
  });
}

}  // namespace every::app
