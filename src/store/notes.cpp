#include "store/notes.h"

#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, client_id, text, author, created_at, updated_at, author_id, version, deleted_at, deleted_by";

Note read(const Rows& r) {
  return {r.text(0), r.text(1), r.text(2),    r.text(3),       r.time(4),
          r.time(5), r.text(6), r.integer(7), r.maybe_time(8), r.text(9)};
}

}  // namespace

void Notes::insert(const Note& n) {
  tx_.run(tenant_,
          "INSERT INTO notes (workspace_id, id, client_id, text, author, created_at, updated_at, author_id, "
          "version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          n.id, n.client_id, n.text, n.author, n.created_at, n.updated_at, n.author_id, n.version);
}

std::vector<Note> Notes::of_client(const std::string& client_id) {
  std::vector<Note> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM notes WHERE workspace_id = $1 AND client_id = $2 AND deleted_at IS NULL "
                        "ORDER BY created_at DESC, id DESC",
                    client_id);
  while (r.next()) out.push_back(read(r));
  return out;
}

std::optional<Note> Notes::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_, "SELECT " + std::string(kColumns) + " FROM notes WHERE workspace_id = $1 AND id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<NoteVersion> Notes::versions(const std::string& id) {
  std::vector<NoteVersion> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT text, by_, at FROM note_versions WHERE workspace_id = $1 AND note_id = $2 "
                    "ORDER BY seq DESC",
                    id);
  while (r.next()) out.push_back({r.text(0), r.text(1), r.time(2)});
  return out;
}

bool Notes::rewrite(const Note& note, const std::string& text, const std::string& by, Instant at,
                    std::int64_t expected_version) {
  const bool written =
      tx_.run(
          tenant_,
          "UPDATE notes SET text = $3, updated_at = $4, version = version + 1 WHERE workspace_id = $1 AND "
          "id = $2 AND deleted_at IS NULL AND ($5 = 0 OR version = $5)",
          note.id, text, at, expected_version) == 1;
  if (!written) return false;
  tx_.run(tenant_,
          "INSERT INTO note_versions (workspace_id, note_id, seq, text, by_, at) SELECT $1, $2, "
          "coalesce(max(seq), 0) + 1, $3, $4, $5 FROM note_versions WHERE workspace_id = $1 AND note_id = $2",
          note.id, note.text, by, at);
  return true;
}

bool Notes::remove(const std::string& id, const std::string& by, Instant at, std::int64_t expected_version) {
  return tx_.run(
             tenant_,
             "UPDATE notes SET deleted_at = $3, deleted_by = $4, version = version + 1 WHERE workspace_id "
             "= $1 AND id = $2 AND deleted_at IS NULL AND ($5 = 0 OR version = $5)",
             id, at, by, expected_version) == 1;
}

bool Notes::restore(const std::string& id) {
  return tx_.run(tenant_,
                 "UPDATE notes SET deleted_at = NULL, deleted_by = '', version = version + 1 WHERE "
                 "workspace_id = $1 AND id = $2 AND deleted_at IS NOT NULL",
                 id) == 1;
}

std::int64_t Notes::forget(const std::string& client_id) {
  tx_.run(tenant_,
          "DELETE FROM note_versions WHERE workspace_id = $1 AND note_id IN (SELECT id FROM notes WHERE "
          "workspace_id = $1 AND client_id = $2)",
          client_id);
  return tx_.run(tenant_, "DELETE FROM notes WHERE workspace_id = $1 AND client_id = $2", client_id);
}

}  // namespace every::store
