#include "app/accounts.h"

#include "app/clients.h"
#include "app/outgoing_mail.h"
#include "app/tokens.h"
#include "base/country.h"
#include "base/sentence.h"
#include "base/text.h"
#include "crypto/crypto.h"
#include "domain/matching.h"
#include "domain/numbering.h"
#include "store/invoices.h"
#include "store/outbox.h"
#include "store/people.h"

namespace every::app {
namespace {

// Who works on the command line has the whole machine.
Actor operator_of(const std::string& workspace_id) {
  return {store::Tenant(workspace_id), "", "Command line", "", "owner", ""};
}

Status check_password(const std::string& password) {
  if (length(password) >= 12) return done();
  return Error(Code::validation, "The password needs at least 12 characters.");
}

Status check_role(const std::string& role) {
  if (is_role(role)) return done();
  return Error(Code::validation, "The role is one of owner, admin, member, viewer.");
}

// ISO 3166: "DE", or nothing.
void check_country(Fields& in, const std::string& country) {
  if (!country.empty() && country_code(country) != country)
    in.complain("country", "format", "A country's code of ISO 3166 such as DE is needed here.");
}

std::string books_words(const domain::ClosedUntil& were, const domain::ClosedUntil& are) {
  if (!domain::opens_again(were, are)) return sentence("The books are closed until {}.", *are);
  if (!are) return sentence("The books were opened again: they were closed until {}.", *were);
  return sentence("The books were opened again: they are closed until {}, they were until {}.", *are, *were);
}

}  // namespace

Result<NextNumber> next_number(const App& app, const Actor& actor, const std::optional<std::string>& prefix,
                               std::optional<int> digits) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<NextNumber> {
    const store::Workspace w = workspace_of(tx, actor);
    store::Invoices invoices(tx, actor.tenant);
    const std::string asked = prefix.value_or(w.invoice_prefix);
    if (asked != w.invoice_prefix)
      if (auto problems = domain::prefix_problems(asked, invoices.series()); !problems.empty())
        return NextNumber{.problem = problems.front().detail};
    const std::string series = domain::series_of(asked, local_date(app.now(), w.time_zone));
    const std::int64_t last = invoices.last_number(series);
    return NextNumber{.number = domain::number_of(series, last + 1, digits.value_or(w.invoice_digits)),
                      .begins = last == 0};
  });
}

bool setup_needed(const App& app) {
  return app.db.read([](store::Tx& tx) { return !store::Accounts(tx).any_user(); });
}

bool can_send_mail(const App& app) {
  return installation_mail(app.config) ||
         app.db.read([](store::Tx& tx) { return store::any_mail_settings(tx); });
}

Result<SignedIn> set_up(const App& app, const json::value& body, const Visit& visit) {
  if (!setup_needed(app))
    return Error(Code::already_set_up, "Somebody has set this installation up.", "Sign in instead.");
  Fields in(body);
  SignedIn out;
  store::Workspace& w = out.workspace;
  auto workspace = in.object("workspace");
  auto user = in.object("user", true);
  if (workspace) {
    w.name = workspace->text("name", {.required = true, .max = 200}).value_or("");
    if (const auto currency = workspace->currency("currency", true))
      w.currency = std::string(currency->code());
    w.time_zone = workspace->text("timeZone", {.required = true, .max = 100}).value_or("");
    if (!w.time_zone.empty() && !is_zone(w.time_zone))
      workspace->complain("timeZone", "format", "A time zone such as Europe/Berlin is needed here.");
    w.country = workspace->text("country", {.max = 2}).value_or("");
    check_country(*workspace, w.country);
    EVERY_CHECK(workspace->finish());
  }
  std::optional<std::string> password;
  if (user) {
    out.user.name = user->text("name", {.required = true, .max = 200}).value_or("");
    out.user.email = read_email(*user, "email").value_or("");
    password = read_password(*user);
    EVERY_CHECK(user->finish());
  }
  EVERY_CHECK(in.finish());
  if (!workspace) {
    w.name = out.user.name;
    w.setup_step = "business";
  }
  out.user.password_hash = crypto::hash_password(*password);
  out.user.id = app.id();
  out.user.role = "owner";
  w.id = app.id();
  out.user.created_at = w.created_at = w.updated_at = app.now();
  w.address.country = w.country;
  return app.db.write([&](store::Tx& tx) -> Result<SignedIn> {
    store::Accounts accounts(tx);
    if (accounts.any_user()) return Error(Code::already_set_up, "Somebody was faster.", "Sign in instead.");
    accounts.insert_workspace(w);
    accounts.insert_user(store::Tenant(w.id), out.user);
    out.token = start_session(app, tx, out.user.id, w.id, visit);
    record(app, tx, actor_of(out.user, w.id, visit), "workspace", w.id, "", "workspace.created",
           sentence("{} set {} up.", out.user.name, w.name));
    return out;
  });
}

Result<store::Workspace> change_workspace(const App& app, const Actor& actor, const json::value& body,
                                          std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::manage));
  return app.db.write([&](store::Tx& tx) -> Result<store::Workspace> {
    store::Workspace w = workspace_of(tx, actor);
    Fields in(body);
    const auto text = [&](const char* name, std::string& field, std::size_t max, bool required = false) {
      if (in.has(name))
        if (const auto value = in.text(name, {.required = required, .max = max})) field = *value;
    };
    text("name", w.name, 200, true);
    if (in.has("currency"))
      if (const auto currency = in.currency("currency", true)) w.currency = std::string(currency->code());
    text("timeZone", w.time_zone, 100, true);
    if (!is_zone(w.time_zone))
      in.complain("timeZone", "format", "A time zone such as Europe/Berlin is needed here.");
    text("locale", w.locale, 35, true);
    text("country", w.country, 2);
    text("taxId", w.tax_id, 100);
    text("bankDetails", w.bank_details, 2000);
    text("invoiceNotes", w.invoice_notes, 5000);
    text("invoiceFooter", w.invoice_footer, 2000);
    text("proposalText", w.proposal_text, 20'000);
    const std::string former = w.invoice_prefix;
    text("invoicePrefix", w.invoice_prefix, domain::kPrefixMax);
    if (w.invoice_prefix != former)
      for (const FieldError& one :
           domain::prefix_problems(w.invoice_prefix, store::Invoices(tx, actor.tenant).series()))
        in.complain(one.pointer.substr(1), one.code, one.detail);
    if (const auto digits = in.integer("invoiceDigits", 1, domain::kDigitsMax))
      w.invoice_digits = static_cast<int>(*digits);
    if (const auto days = in.integer("paymentTermsDays", 0, 365))
      w.payment_terms_days = static_cast<int>(*days);
    check_country(in, w.country);
    const domain::ClosedUntil were_closed = w.books_closed_until;
    if (in.has("booksClosedUntil")) w.books_closed_until = in.date("booksClosedUntil");
    if (w.books_closed_until != were_closed)
      if (const auto problem =
              domain::closing_problem(w.books_closed_until, local_date(app.now(), w.time_zone)))
        in.complain("booksClosedUntil", problem->code, problem->detail);
    // Once it is done the first run does not come back.
    if (const auto step = in.choice("setup", {"business", "invoices", "hubspot", "done"}))
      if (!w.setup_step.empty()) w.setup_step = *step == "done" ? "" : *step;
    std::vector<std::string> changed;
    read_address(in, w.address, changed);
    EVERY_CHECK(in.finish());
    if (domain::opens_again(were_closed, w.books_closed_until) && !require(actor, Permission::own).ok())
      return Error(Code::forbidden, "Only an owner can open the books again.",
                   "Ask an owner of the workspace.");
    w.updated_at = app.now();
    if (!store::Accounts(tx).update_workspace(w, expected_version))
      return Error(Code::stale, "The workspace was changed meanwhile.",
                   "Load it again and review the differences.");
    std::string fields;
    for (const auto& member : body.get_object()) fields += (fields.empty() ? "" : ", ") + ours(member.key());
    record(app, tx, actor, "workspace", w.id, "", "workspace.updated",
           sentence("Changed the workspace: {}.", fields));
    if (w.books_closed_until != were_closed)
      record(app, tx, actor, "workspace", w.id, "", "workspace.books",
             books_words(were_closed, w.books_closed_until));
    return workspace_of(tx, actor);
  });
}

Result<std::string> add_user(const App& app, const std::string& workspace, const std::string& name,
                             const std::string& email, const std::string& role, const std::string& password) {
  const auto normal = domain::normal_email(email);
  if (!normal) return Error(Code::validation, sentence("Not an email address: {}", email));
  EVERY_CHECK(check_password(password));
  EVERY_CHECK(check_role(role));
  const std::string hash = crypto::hash_password(password);
  return app.db.write([&](store::Tx& tx) -> Result<std::string> {
    store::Accounts accounts(tx);
    if (accounts.user_by_email(*normal))
      return Error(Code::validation, sentence("This email is used already: {}", *normal));
    auto found = accounts.workspace_named(workspace);
    if (!found) {
      store::Workspace fresh;
      fresh.id = app.id();
      fresh.name = workspace;
      fresh.created_at = fresh.updated_at = app.now();
      accounts.insert_workspace(fresh);
      found = fresh;
    }
    store::User user{.id = app.id(),
                     .name = name.empty() ? *normal : name,
                     .email = *normal,
                     .password_hash = hash,
                     .role = role,
                     .created_at = app.now()};
    accounts.insert_user(store::Tenant(found->id), user);
    record(app, tx, operator_of(found->id), "user", user.id, "", "person.joined",
           sentence("{} was added as {}.", user.name, ours(role)));
    return user.id;
  });
}

Status set_password(const App& app, const std::string& email, const std::string& password) {
  EVERY_CHECK(check_password(password));
  const std::string hash = crypto::hash_password(password);
  return app.db.write([&](store::Tx& tx) -> Status {
    store::Accounts accounts(tx);
    const auto user = accounts.user_by_email(domain::normal_email(email).value_or(email));
    if (!user) return Error(Code::not_found, sentence("Nobody here signs in with {}.", email));
    accounts.put_password(user->id, hash);
    accounts.clear_failures("email:" + user->email);
    store::spend_once_links(tx, "password_reset", user->id);
    store::end_all_sessions(tx, user->id);
    record(app, tx, operator_of(accounts.first_workspace_of(user->id)), "user", user->id, "",
           "password.reset", sentence("{} got a new password; every session ended.", user->name));
    return done();
  });
}

Result<std::string> create_token(const App& app, const std::string& workspace, const std::string& name,
                                 const std::string& role) {
  return app.db.write([&](store::Tx& tx) -> Result<std::string> {
    store::Accounts accounts(tx);
    const auto found = accounts.workspace_named(workspace);
    if (!found) return Error(Code::not_found, sentence("There is no workspace named {}.", workspace));
    EVERY_CHECK(check_role(role));
    const std::string token = token_secret();
    accounts.insert_token(
        store::Tenant(found->id),
        {.id = app.id(), .name = name, .role = role, .created_at = app.now(), .hint = token_hint(token)},
        crypto::sha256_hex(token));
    record(app, tx, operator_of(found->id), "workspace", found->id, "", "token.created",
           sentence("An API token was made: {}, {}.", name, ours(role)));
    return token;
  });
}

}  // namespace every::app
