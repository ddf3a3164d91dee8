// What guards the door: how guessing is slowed down, what the audit log keeps and what activity tells, what a
// browser is called.
#include <gtest/gtest.h>

#include "domain/activity.h"
#include "domain/audit.h"
#include "domain/throttle.h"

namespace every::domain {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(Throttle, SomeTriesAreFreeThenEachWaitDoublesUpToABound) {
  const Throttle rule{.free = 3, .first = seconds(10), .most = minutes(1)};
  const Instant at = from_ms(1'000'000);
  EXPECT_FALSE(next_try(rule, 0, at, at));
  EXPECT_FALSE(next_try(rule, 2, at, at));
  EXPECT_EQ(next_try(rule, 3, at, at), at + seconds(10));
  EXPECT_EQ(next_try(rule, 4, at, at), at + seconds(20));
  EXPECT_EQ(next_try(rule, 5, at, at), at + seconds(40));
  EXPECT_EQ(next_try(rule, 6, at, at), at + minutes(1));
  EXPECT_EQ(next_try(rule, 1'000'000, at, at), at + minutes(1));
  EXPECT_FALSE(next_try(rule, 3, at, at + seconds(10)));
}

TEST(Audit, EveryKindHasOneHeading) {
  EXPECT_EQ(audit_group("session.failed"), "sign_in");
  EXPECT_EQ(audit_group("person.role_changed"), "people");
  EXPECT_EQ(audit_group("mail.updated"), "settings");
  EXPECT_EQ(audit_group("model.updated"), "settings");
  EXPECT_EQ(audit_group("mail.sent"), "money");
  EXPECT_EQ(audit_group("notification.not_sent"), "people");
  EXPECT_EQ(audit_group("invoice.issued"), "money");
  EXPECT_EQ(audit_group("invoice.deleted"), "deletes");
  EXPECT_EQ(audit_group("contact.erased"), "deletes");
  EXPECT_EQ(audit_group("connection.disconnected"), "hubspot");
  EXPECT_EQ(audit_group("client.created"), "records");
  EXPECT_EQ(audit_group("deal.parts_planned"), "money");
  EXPECT_EQ(audit_group("deal.moved"), "records");
}

TEST(Activity, EveryKindHasOneAreaOrIsOfTheAuditLogAlone) {
  EXPECT_EQ(activity_area("client.updated", true), "clients");
  EXPECT_EQ(activity_area("contact.erased", true), "clients");
  EXPECT_EQ(activity_area("note.deleted", true), "notes");
  EXPECT_EQ(activity_area("deal.moved", true), "deals");
  EXPECT_EQ(activity_area("invoice.viewed", true), "invoices");
  EXPECT_EQ(activity_area("payment.removed", true), "payments");
  EXPECT_EQ(activity_area("proposal.accepted", true), "proposals");
  EXPECT_EQ(activity_area("mail.sent", true), "mails");
  EXPECT_EQ(activity_area("sync.changed", true), "hubspot");
  EXPECT_EQ(activity_area("connection.lost", false), "hubspot");
  EXPECT_EQ(activity_area("billing.updated", true), "clients");
  for (const char* kind : {"billing.updated", "mail.updated", "mail.password_changed", "session.failed",
                           "person.joined", "token.created", "workspace.updated", "export.clients",
                           "deal_rule.on", "model.updated", "tax_rate.updated"})
    EXPECT_EQ(activity_area(kind, false), "") << kind;
}

TEST(Audit, ABrowserIsCalledByItsOwnName) {
  constexpr std::string_view kEdge =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 "
      "Safari/537.36 Edg/130.0";
  EXPECT_EQ(browser_of(kEdge), "Edge");
  EXPECT_EQ(system_of(kEdge), "Windows");
  EXPECT_EQ(browser_of("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"), "Firefox");
  EXPECT_EQ(system_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"),
            "iPhone");
  EXPECT_EQ(browser_of("a program"), "");
}

}  // namespace
}  // namespace every::domain
