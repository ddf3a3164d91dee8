#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/internal_note.h"
#include "app/notes.h"
#include "store/clients.h"

namespace every::api {
namespace {

json::object note_json(const app::Actor& reader, const store::Note& n) {
  return {{"id", n.id},
          {"clientId", n.client_id},
          {"text", n.text},
          {"author", n.author},
          {"createdAt", time_json(n.created_at)},
          {"updatedAt", time_json(n.updated_at)},
          {"edited", n.updated_at != n.created_at},
          {"editable", !n.deleted_at && app::may_change(reader, n)}};
}

json::value past_json(const app::Actor& reader, const app::NotePast& past) {
  json::object out = note_json(reader, past.note);
  json::array before;
  for (const store::NoteVersion& one : past.versions)
    before.push_back(json::object{{"text", one.text}, {"by", one.by}, {"at", time_json(one.at)}});
  out["before"] = std::move(before);
  out["deletedAt"] = time_json(past.note.deleted_at);
  out["deletedBy"] = text_or_null(past.note.deleted_by);
  return out;
}

Result<http::Response> list(const Call& c) {
  const auto notes = c.app.db.read([&](store::Tx& tx) -> std::optional<std::vector<store::Note>> {
    if (!store::Clients(tx, c.actor.tenant).find(c.path("id"))) return std::nullopt;
    return store::Notes(tx, c.actor.tenant).of_client(c.path("id"));
  });
  if (!notes) return Error(Code::not_found, "This client does not exist.");
  json::array items;
  for (const store::Note& note : *notes) items.push_back(note_json(c.actor, note));
  return reply(200, list_json(std::move(items), std::ssize(*notes)));
}

Result<http::Response> one(const Call& c) {
  EVERY_TRY(past, app::note_past(c.app, c.actor, c.path("id")));
  return reply(200, past_json(c.actor, past), past.note.version);
}

http::Response internal(const store::InternalNote& note) {
  return reply(200,
               json::object{{"text", note.text}, {"by", text_or_null(note.by)}, {"at", time_json(note.at)}},
               note.version);
}

}  // namespace

void add_note_routes(Api& api) {
  api.add(http::Method::get, "/api/clients/{id}/notes", list);
  api.add(http::Method::post, "/api/clients/{id}/notes", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(note, app::add_note(c.app, c.actor, c.path("id"), c.body));
    return created("/api/notes/" + note.id, note_json(c.actor, note), note.version);
  });
  api.add(http::Method::get, "/api/notes/{id}", one);
  api.add(http::Method::patch, "/api/notes/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::change_note(c.app, c.actor, c.path("id"), c.body, version));
    return one(c);
  });
  api.add(http::Method::del, "/api/notes/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::delete_note(c.app, c.actor, c.path("id"), version));
    return no_content();
  });
  api.add(http::Method::post, "/api/notes/{id}/restore", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::restore_note(c.app, c.actor, c.path("id")));
    return one(c);
  });
  api.add(http::Method::get, "/api/invoices/{id}/internal-note", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(note, app::internal_note(c.app, c.actor, c.path("id")));
    return internal(note);
  });
  api.add(http::Method::put, "/api/invoices/{id}/internal-note", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(note, app::write_internal_note(c.app, c.actor, c.path("id"), c.body, version));
    return internal(note);
  });
}

}  // namespace every::api
