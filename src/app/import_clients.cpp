#include "app/import_clients.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/csv.h"
#include "base/sentence.h"
#include "base/text.h"
#include "sync/review.h"

namespace every::app {
namespace {

using State = PlannedRow::State;

struct Wanted {
  CsvFile file;
  std::vector<std::string> fields;
  std::set<std::int64_t> leave_out, anyway;
};

Error wrong(const char* pointer, std::string sentence, std::string fix) {
  Error error(Code::validation, sentence, std::move(fix));
  error.fields.push_back({pointer, "format", std::move(sentence)});
  return error;
}

std::set<std::int64_t> row_numbers(Fields& in, const char* name) {
  std::set<std::int64_t> out;
  const json::value* list = in.any(name);
  if (list == nullptr || list->is_null()) return out;
  if (!list->is_array()) in.complain(name, "type", "A list of row numbers is needed here.");
  if (list->is_array())
    for (const json::value& one : list->get_array()) {
      if (one.is_int64()) out.insert(one.get_int64());
      if (!one.is_int64()) in.complain(name, "type", "A list of row numbers is needed here.");
    }
  return out;
}

Result<Wanted> read(const json::value& body, bool decided) {
  Wanted out;
  Fields in(body);
  const auto text = in.text("text", {.required = true, .max = 2 * kImportBytesMax, .trimmed = false});
  auto fields = in.texts("fields", 1000, decided);
  if (decided) {
    out.leave_out = row_numbers(in, "leaveOut");
    out.anyway = row_numbers(in, "anyway");
  }
  EVERY_CHECK(in.finish());
  if (text->size() > kImportBytesMax)
    return wrong("/text", "The file is larger than 5 MB.", "Import it in parts.");
  auto file = read_csv(*text, kImportRowsMax);
  if (!file.ok()) return wrong("/text", file.error().detail, file.error().fix);
  out.file = std::move(*file);
  if (out.file.rows.size() < 2)
    return wrong("/text", "The file has no rows below its headings.", "Choose another file.");
  const auto& headings = out.file.rows.front().cells;
  out.fields = fields ? std::move(*fields) : domain::detect_fields(headings);
  if (out.fields.size() != headings.size())
    return wrong("/fields", sentence("The file has {} columns.", headings.size()),
                 "Say of each column what it is.");
  std::set<std::string> seen;
  for (const std::string& field : out.fields) {
    if (field.empty()) continue;
    if (!domain::is_import_field(field))
      return wrong("/fields", sentence("There is no field \"{}\".", shorten(field, 40)), "");
    if (!seen.insert(field).second)
      return wrong("/fields", sentence("Two columns are \"{}\".", field), "Choose one of them.");
  }
  return out;
}

// What earlier rows of the file say, so that a client with several contacts is one, and no row comes twice.
class Earlier {
 public:
  explicit Earlier(std::vector<PlannedRow>& rows) : rows_(rows) {}

  // Judges the row by the earlier ones; false when they say nothing about it.
  bool judge(PlannedRow& row) {
    if (const auto same = client_of(row)) {
      const PlannedRow& first = rows_[*same];
      row.other = first.row;
      row.same_client = row.values.contact && people_[*same].insert(person(row)).second;
      row.state = row.same_client && first.state != State::duplicate ? State::contact : State::duplicate;
      row.match = row.same_client ? first.match : ClientMatch{"", first.values.client.name, "row"};
      note_emails(row, *same);
      return true;
    }
    const auto repeats = [&](std::size_t other, const char* reason) {
      row.state = State::duplicate;
      row.other = rows_[other].row;
      row.match = ClientMatch{"", rows_[other].values.client.name, reason};
      return true;
    };
    for (const std::string& one : emails(row))
      if (const auto found = by_email_.find(one); found != by_email_.end())
        return repeats(found->second, "email");
    const auto named = by_name_.find(fold(row.values.client.name));
    if (named != by_name_.end() && !row.values.client.is_person) return repeats(named->second.first, "name");
    return false;
  }
  void add(const PlannedRow& row, std::size_t at) {
    Named& named = by_name_.try_emplace(fold(row.values.client.name), Named{at, {}}).first->second;
    named.by_email.emplace(domain::normal_email(row.values.client.email).value_or(""), at);
    if (row.values.contact) people_[at].insert(person(row));
    note_emails(row, at);
  }

 private:
  struct Named {
    std::size_t first = 0;
    std::map<std::string, std::size_t> by_email;  // the client's own address, "" without one
  };
  // The row whose client this one is about: by its name, unless their addresses differ.
  std::optional<std::size_t> client_of(const PlannedRow& row) const {
    const auto named = by_name_.find(fold(row.values.client.name));
    if (named == by_name_.end()) return std::nullopt;
    const auto email = domain::normal_email(row.values.client.email);
    if (!email) return row.values.client.is_person ? std::nullopt : std::optional(named->second.first);
    for (const std::string& one : {*email, std::string()})
      if (const auto at = named->second.by_email.find(one); at != named->second.by_email.end())
        return at->second;
    return std::nullopt;
  }
  static std::vector<std::string> emails(const PlannedRow& row) {
    std::vector<std::string> out;
    if (auto one = domain::normal_email(row.values.client.email)) out.push_back(*one);
    if (row.values.contact)
      if (auto one = domain::normal_email(row.values.contact->email)) out.push_back(*one);
    return out;
  }
  static std::string person(const PlannedRow& row) {
    const domain::Contact& c = *row.values.contact;
    return domain::normal_email(c.email).value_or(fold(c.display_name()));
  }
  void note_emails(const PlannedRow& row, std::size_t at) {
    for (const std::string& one : emails(row)) by_email_.emplace(one, at);
  }

  std::vector<PlannedRow>& rows_;
  std::map<std::string, Named> by_name_;
  std::map<std::string, std::size_t> by_email_;
  std::map<std::size_t, std::set<std::string>> people_;  // of a first row: who is at its client
};

std::vector<PlannedRow> plan(store::Tx& tx, const Actor& actor, const Wanted& wanted) {
  ClientMatcher matcher(tx, actor.tenant, workspace_of(tx, actor).country);
  std::vector<PlannedRow> rows;
  rows.reserve(wanted.file.rows.size());
  Earlier earlier(rows);
  for (std::size_t i = 1; i < wanted.file.rows.size(); ++i) {
    const CsvRow& line = wanted.file.rows[i];
    PlannedRow row;
    row.row = line.number;
    row.values = domain::read_import_row(wanted.fields, line.cells);
    if (!row.values.problem.empty()) {
      row.state = State::refused;
    } else if (!earlier.judge(row)) {
      row.match = matcher.find(row.values);
      row.state = row.match ? State::duplicate : State::fresh;
      earlier.add(row, rows.size());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// Writes the chosen rows, in the caller's transaction.
class Writer {
 public:
  Writer(const App& app, store::Tx& tx, const Actor& actor)
      : app_(app),
        tx_(tx),
        actor_(actor),
        clients_(tx, actor.tenant),
        contacts_(tx, actor.tenant),
        desk_(tx, actor.tenant),
        matcher_(tx, actor.tenant, "") {}

  void write(const PlannedRow& row) {
    // A further contact's client is that of its first row, or of the first of them that is imported.
    std::string& client = made_[row.same_client ? row.other : row.row];
    if (client.empty()) client = insert(row.values.client);
    if (row.values.contact) join(client, *row.values.contact);
  }
  ClientImportResult end() {
    for (const auto& [row, client] : made_) clients_.carry(client);
    return result_;
  }

 private:
  std::string insert(domain::Client client) {
    client.id = app_.id();
    client.created_at = client.updated_at = app_.now();
    clients_.insert(client, store::Carry::later);
    record(app_, tx_, actor_, "client", client.id, client.id, "client.created",
           sentence("{} was imported from a file.", client.name));
    ++result_.clients;
    return client.id;
  }
  void join(const std::string& client_id, domain::Contact contact) {
    // Whoever is known by this address is the same person, at one more client.
    std::string id = matcher_.contact_with(contact.email);
    if (id.empty()) {
      contact.id = id = app_.id();
      contact.created_at = contact.updated_at = app_.now();
      contacts_.insert(contact);
      desk_.person_changed(contact);
      ++result_.contacts;
    }
    const auto role = places_[client_id]++ == 0 ? domain::Role::primary : domain::Role::none;
    contacts_.put_membership({.client_id = client_id,
                              .client_name = "",
                              .contact_id = id,
                              .invoice_role = role,
                              .proposal_role = role,
                              .from_hubspot = false},
                             store::Carry::later);
  }

  const App& app_;
  store::Tx& tx_;
  const Actor& actor_;
  store::Clients clients_;
  store::Contacts contacts_;
  sync::ReviewDesk desk_;
  ClientMatcher matcher_;
  std::map<std::int64_t, std::string> made_;   // row -> client
  std::map<std::string, std::size_t> places_;  // client -> its contacts so far
  ClientImportResult result_;
};

}  // namespace

Result<ClientImportPlan> plan_client_import(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_TRY(wanted, read(body, false));
  ClientImportPlan out;
  out.separator = wanted.file.separator;
  const auto& headings = wanted.file.rows.front().cells;
  for (std::size_t column = 0; column < headings.size(); ++column) {
    ImportColumn one{trim(headings[column]), wanted.fields[column], {}};
    for (std::size_t i = 1; i < wanted.file.rows.size() && one.samples.size() < 3; ++i) {
      const auto& cells = wanted.file.rows[i].cells;
      if (column < cells.size() && !trim(cells[column]).empty())
        one.samples.push_back(shorten(trim(cells[column]), 60));
    }
    out.columns.push_back(std::move(one));
  }
  out.rows = app.db.read([&](store::Tx& tx) { return plan(tx, actor, wanted); });
  return out;
}

Result<ClientImportResult> import_clients(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_TRY(wanted, read(body, true));
  auto imported = app.db.write([&](store::Tx& tx) -> Result<ClientImportResult> {
    EVERY_CHECK(use_key(app, tx, actor));
    Writer writer(app, tx, actor);
    ClientImportResult left;
    for (const PlannedRow& row : plan(tx, actor, wanted)) {
      const bool anyway = wanted.anyway.contains(row.row);
      if (row.state == State::refused && anyway)
        return wrong("/anyway", sentence("Row {} cannot be imported. {}", row.row, ours(row.values.problem)),
                     "Correct it in the file.");
      if (row.state == State::refused)
        ++left.refused;
      else if (wanted.leave_out.contains(row.row))
        ++left.left_out;
      else if (row.state == State::duplicate && !anyway)
        ++left.duplicates;
      else
        writer.write(row);
    }
    ClientImportResult out = writer.end();
    out.left_out = left.left_out;
    out.duplicates = left.duplicates;
    out.refused = left.refused;
    return out;
  });
  if (imported.ok() && imported->clients + imported->contacts > 0)
    app.events.publish(actor.tenant, "records.changed",
                       json::object{{"kinds", json::array{"client", "contact"}}, {"ids", "many"}});
  return imported;
}

}  // namespace every::app
