#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/mail_queue.h"
#include "app/mail_settings.h"
#include "app/outgoing_mail.h"
#include "app/proposals.h"
#include "app/send_invoice.h"
#include "app/send_invoices.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::array texts(const std::vector<std::string>& list) {
  return json::array(list.begin(), list.end());
}

json::value template_json(const app::MailTemplate& words) {
  return json::object{{"subject", words.subject}, {"text", words.text}};
}

http::Response settings_reply(const Call& c, const store::MailSettings& s) {
  const std::string language = app::workspace_language(c.app, c.actor);
  json::value installation;  // null
  if (const auto mail = app::installation_mail(c.app.config))
    installation = {
        {"host", mail->server.host}, {"fromAddress", mail->from.address}, {"fromName", mail->from.name}};
  json::object defaults;
  for (const char* kind : {"invoice", "reminder", "proposal"})
    defaults[kind] = template_json(app::default_template(kind, language));
  return reply(200,
               json::object{{"host", s.host},
                            {"port", s.port},
                            {"security", s.security},
                            {"user", s.user},
                            {"hasPassword", !s.password_sealed.empty()},
                            {"fromAddress", s.from_address},
                            {"fromName", s.from_name},
                            {"subject", s.subject},
                            {"text", s.text},
                            {"reminderSubject", s.reminder_subject},
                            {"reminderText", s.reminder_text},
                            {"proposalSubject", s.proposal_subject},
                            {"proposalText", s.proposal_text},
                            {"installation", std::move(installation)},
                            {"defaults", std::move(defaults)}},
               s.version);
}

json::object message_json(const store::OutboxMail& m) {
  return {{"to", texts(m.to)}, {"cc", texts(m.cc)}, {"subject", m.subject}, {"text", m.text}};
}

json::value mail_json(const store::OutboxMail& m) {
  json::object out = message_json(m);
  out["id"] = m.id;
  out["kind"] = m.kind;
  out["invoiceId"] = text_or_null(m.invoice_id);
  out["proposalId"] = text_or_null(m.proposal_id);
  out["state"] = m.state;
  out["attempts"] = m.attempts;
  out["dueAt"] = time_json(m.state == "queued" ? std::optional(m.due_at) : std::nullopt);
  out["problem"] = text_or_null(ours(m.problem));
  out["createdBy"] = m.created_by;
  out["createdAt"] = time_json(m.created_at);
  out["sentAt"] = time_json(m.sent_at);
  return out;
}

http::Response mails_reply(const std::vector<store::OutboxMail>& mails) {
  json::array items;
  for (const store::OutboxMail& mail : mails) items.push_back(mail_json(mail));
  return reply(200, list_json(std::move(items), static_cast<std::int64_t>(mails.size())));
}

json::value preview_json(const app::MailPreview& p) {
  json::object out = message_json(p.mail);
  out["fromAddress"] = text_or_null(p.from_address);
  out["fromName"] = p.from_name;
  out["ready"] = p.ready;
  return out;
}

json::object planned_json(const app::PlannedMail& p) {
  return {{"invoiceId", p.invoice_id},
          {"number", text_or_null(p.number)},
          {"client", p.client},
          {"draft", p.draft},
          {"problem", p.problem ? json::value(json::string(ours(p.problem->detail))) : json::value(nullptr)}};
}

json::value planned_with_recipients(const app::PlannedMail& p) {
  json::object out = planned_json(p);
  out["to"] = p.preview ? texts(p.preview->mail.to) : json::array{};
  out["cc"] = p.preview ? texts(p.preview->mail.cc) : json::array{};
  out["subject"] = p.preview ? text_or_null(p.preview->mail.subject) : json::value(nullptr);
  out["ready"] = p.preview && p.preview->ready;
  return out;
}

void add_bulk_routes(Api& api) {
  api.add(http::Method::post, "/api/invoices/mails/preview", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(planned, app::plan_mails(c.app, c.actor, c.body));
    json::array items;
    for (const auto& one : planned) items.push_back(planned_with_recipients(one));
    return reply(200, json::object{{"items", std::move(items)}});
  });
  api.add(http::Method::post, "/api/invoices/mails", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(sent, app::send_invoices(c.app, c.actor, c.body));
    json::array mails, left_out;
    for (const auto& mail : sent.mails) mails.push_back(mail_json(mail));
    for (const auto& one : sent.left_out) left_out.push_back(planned_json(one));
    return reply(201, json::object{{"mails", std::move(mails)}, {"leftOut", std::move(left_out)}});
  });
}

}  // namespace

void add_mail_routes(Api& api) {
  add_bulk_routes(api);
  api.add(http::Method::get, "/api/workspace/mail", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(settings, app::mail_settings(c.app, c.actor));
    return settings_reply(c, settings);
  });
  api.add(http::Method::patch, "/api/workspace/mail", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(settings, app::change_mail_settings(c.app, c.actor, c.body, version));
    return settings_reply(c, settings);
  });
  api.add(http::Method::post, "/api/workspace/mail/test", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(sent, app::send_test_mail(c.app, c.actor, c.body));
    return reply(200, json::object{{"to", sent.to}, {"reply", sent.reply}});
  });
  api.add(http::Method::get, "/api/invoices/{id}/mail", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(kind, c.choice("kind", {"invoice", "reminder"}));
    EVERY_TRY(preview, app::invoice_mail(c.app, c.actor, c.path("id"), kind.empty() ? "invoice" : kind));
    return reply(200, preview_json(preview));
  });
  api.add(http::Method::get, "/api/invoices/{id}/mails", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(mails, app::mails_of_invoice(c.app, c.actor, c.path("id")));
    return mails_reply(mails);
  });
  api.add(http::Method::post, "/api/invoices/{id}/mails", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(mail, app::send_invoice(c.app, c.actor, c.path("id"), c.body));
    return reply(201, mail_json(mail));
  });
  api.add(http::Method::get, "/api/proposals/{id}/mail", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(preview, app::proposal_mail(c.app, c.actor, c.path("id")));
    return reply(200, preview_json(preview));
  });
  api.add(http::Method::get, "/api/proposals/{id}/mails", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(mails, app::mails_of_proposal(c.app, c.actor, c.path("id")));
    return mails_reply(mails);
  });
  api.add(http::Method::post, "/api/proposals/{id}/mails", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(mail, app::send_proposal(c.app, c.actor, c.path("id"), c.body));
    return reply(201, mail_json(mail));
  });
  api.add(http::Method::post, "/api/mails/{id}/retry", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(mail, app::retry_mail(c.app, c.actor, c.path("id")));
    return reply(200, mail_json(mail));
  });
  api.add(http::Method::del, "/api/mails/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::cancel_mail(c.app, c.actor, c.path("id")));
    return no_content();
  });
}

}  // namespace every::api
