// Companies that come in, and with whom.
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

class ProjectCompanyTest : public EngineTest {};

TEST_F(ProjectCompanyTest, OneWhoseOnlyContactWasDeletedComesWhenEverythingIsChosen) {
  source->put(ObjectType::contact, "501", {{"firstname", "Sofia"}, {"email", "sofia@pinecrest.example"}});
  source->put(ObjectType::company, "900", {{"name", "Pinecrest Works Inc."}});
  source->associate(ObjectType::contact, "501", ObjectType::company, "900", true);
  sync();
  source->remove(ObjectType::contact, "501");
  db->write(
      [&](store::Tx& tx) { store::Mirror(tx, tenant).mark_gone("contact", "501", "archived", clock.now()); });
  import(everything());
  const auto company =
      db->read([&](store::Tx& tx) { return store::Clients(tx, tenant).by_hubspot("company", "900"); });
  EXPECT_TRUE(company) << "nobody is left who could bring it";
}

}  // namespace
}  // namespace every::sync
