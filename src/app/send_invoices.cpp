#include "app/send_invoices.h"

#include "app/invoices.h"
#include "app/send_invoice.h"
#include "base/sentence.h"

namespace every::app {
namespace {

PlannedMail planned(const App& app, const Actor& actor, const std::string& id) {
  PlannedMail out;
  out.invoice_id = id;
  const auto invoice = app.db.read([&](store::Tx& tx) { return load_invoice(tx, actor, id); });
  if (!invoice) return out;
  out.number = invoice->number;
  out.client = invoice->bill_to.name;
  out.draft = invoice->status == domain::DocumentStatus::draft;
  return out;
}

json::array texts(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

}  // namespace

Result<std::vector<PlannedMail>> plan_mails(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  Fields in(body);
  const auto ids = in.texts("ids", kSendMax, true);
  const std::string kind = in.choice("kind", {"invoice", "reminder"}).value_or("invoice");
  EVERY_CHECK(in.finish());
  std::vector<PlannedMail> out;
  for (const std::string& id : *ids) {
    PlannedMail one = planned(app, actor, id);
    auto preview = invoice_mail(app, actor, id, kind);
    if (!preview.ok())
      one.problem = preview.error();
    else if (preview->mail.to.empty())
      one.problem = Error(Code::validation, sentence("{} has no email address.", one.client),
                          "Give the client's contact one, or send the invoice by itself.");
    if (preview.ok()) one.preview = std::move(*preview);
    out.push_back(std::move(one));
  }
  return out;
}

Result<SentMails> send_invoices(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::invoice));
  struct Item {
    std::string id;
    std::vector<std::string> to, cc;
  };
  Fields in(body);
  std::vector<Item> items;
  if (auto list = in.objects("items", kSendMax, true))
    for (Fields& one : *list) {
      items.push_back({one.text("id", {.required = true, .max = 100}).value_or(""),
                       one.texts("to", 20, true).value_or(std::vector<std::string>{}),
                       one.texts("cc", 20).value_or(std::vector<std::string>{})});
      static_cast<void>(one.finish().ok());
    }
  json::object message{{"kind", in.choice("kind", {"invoice", "reminder"}).value_or("invoice")},
                       {"issue", in.boolean("issue").value_or(false)}};
  if (const auto at = in.text("sendAt", {.max = 40})) {
    message["sendAt"] = *at;
    if (!parse_rfc3339(*at))
      in.complain("sendAt", "format", "A time such as 2026-12-01T08:00:00Z is needed here.");
  }
  EVERY_CHECK(in.finish());
  SentMails out;
  for (const Item& item : items) {
    message["to"] = texts(item.to);
    message["cc"] = texts(item.cc);
    // Each is done once by the request's key, also when Every is killed between two of them.
    Actor once = actor;
    if (!once.key.empty()) once.key += "/" + item.id;
    auto sent = send_invoice(app, once, item.id, message);
    if (sent.ok()) {
      out.mails.push_back(std::move(*sent));
      continue;
    }
    PlannedMail left = planned(app, actor, item.id);
    left.problem = sent.error();
    out.left_out.push_back(std::move(left));
  }
  return out;
}

}  // namespace every::app
