#include "app/notes.h"

#include "store/clients.h"

namespace every::app {
namespace {

Error no_note() {
  return Error(Code::not_found, "This note does not exist.");
}

Error changed_meanwhile() {
  return Error(Code::stale, "This note was changed meanwhile.", "Load it again and review the differences.");
}

Result<std::string> read_text(const json::value& body) {
  Fields in(body);
  const auto text = in.text("text", {.required = true, .max = 10'000});
  EVERY_CHECK(in.finish());
  return *text;
}

Result<store::Note> own_note(store::Tx& tx, const Actor& actor, const std::string& id) {
  auto note = store::Notes(tx, actor.tenant).find(id);
  if (!note) return no_note();
  if (may_change(actor, *note)) return *std::move(note);
  return Error(Code::forbidden, "Only its author or an administrator can change this note.",
               "Ask an administrator of the workspace.");
}

// What it said is part of the line, so that the history can be read without the note.
void record_note(const App& app, store::Tx& tx, const Actor& actor, const store::Note& note,
                 std::string_view kind, std::string text, const std::string& from, const std::string& to) {
  json::array changes;
  if (from != to)
    changes.push_back(json::object{{"field", "note"}, {"label", "Note"}, {"from", from}, {"to", to}});
  record(app, tx, actor, "client", note.client_id, note.client_id, kind, std::move(text),
         json::serialize(json::object{{"note", note.id}, {"changes", std::move(changes)}}));
}

Result<store::Note> told(const App& app, const Actor& actor, Result<store::Note> note) {
  if (note.ok()) tell_changed(app, actor, "client", note->client_id);
  return note;
}

}  // namespace

bool may_change(const Actor& actor, const store::Note& note) {
  if (!require(actor, Permission::edit).ok()) return false;
  return (!note.author_id.empty() && note.author_id == actor.user_id) ||
         require(actor, Permission::notes).ok();
}

Result<store::Note> add_note(const App& app, const Actor& actor, const std::string& client_id,
                             const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_TRY(text, read_text(body));
  return told(app, actor, app.db.write([&](store::Tx& tx) -> Result<store::Note> {
    EVERY_CHECK(use_key(app, tx, actor));
    if (!store::Clients(tx, actor.tenant).find(client_id))
      return Error(Code::not_found, "This client does not exist.");
    store::Note note{app.id(), client_id, text, actor.name, app.now(), app.now(), actor.user_id};
    store::Notes(tx, actor.tenant).insert(note);
    record_note(app, tx, actor, note, "note.added", "A note was added.", "", "");
    return note;
  }));
}

Result<store::Note> change_note(const App& app, const Actor& actor, const std::string& id,
                                const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::edit));
  EVERY_TRY(text, read_text(body));
  return told(app, actor, app.db.write([&](store::Tx& tx) -> Result<store::Note> {
    store::Notes notes(tx, actor.tenant);
    EVERY_TRY(note, own_note(tx, actor, id));
    if (note.deleted_at) return no_note();
    if (expected_version != 0 && note.version != expected_version) return changed_meanwhile();
    if (text == note.text) return note;
    if (!notes.rewrite(note, text, actor.name, app.now(), expected_version)) return changed_meanwhile();
    record_note(app, tx, actor, note, "note.changed", "A note was changed.", note.text, text);
    return *notes.find(id);
  }));
}

Status delete_note(const App& app, const Actor& actor, const std::string& id, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::edit));
  const auto gone = told(app, actor, app.db.write([&](store::Tx& tx) -> Result<store::Note> {
    EVERY_TRY(note, own_note(tx, actor, id));
    if (note.deleted_at) return no_note();
    if (!store::Notes(tx, actor.tenant).remove(id, actor.name, app.now(), expected_version))
      return changed_meanwhile();
    record_note(app, tx, actor, note, "note.deleted", "A note was deleted.", note.text, "");
    return note;
  }));
  return gone.ok() ? done() : Status(gone.error());
}

Result<store::Note> restore_note(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::edit));
  return told(app, actor, app.db.write([&](store::Tx& tx) -> Result<store::Note> {
    store::Notes notes(tx, actor.tenant);
    EVERY_TRY(note, own_note(tx, actor, id));
    if (!notes.restore(id)) return note;  // it is there
    record_note(app, tx, actor, note, "note.restored", "A deleted note was put back.", "", note.text);
    return *notes.find(id);
  }));
}

Result<NotePast> note_past(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<NotePast> {
    store::Notes notes(tx, actor.tenant);
    auto note = notes.find(id);
    if (!note) return no_note();
    return NotePast{*std::move(note), notes.versions(id)};
  });
}

}  // namespace every::app
