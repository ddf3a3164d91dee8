// Notes about clients, with what each said before it was changed. One that was deleted leaves its client and
// can still be found by its id, until the client itself goes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Note {
  std::string id, client_id, text, author;
  Instant created_at, updated_at;
  std::string author_id = {};  // "": of before it was kept
  std::int64_t version = 1;
  std::optional<Instant> deleted_at = {};
  std::string deleted_by = {};
};

// What a note said until `by` wrote something else, at `at`.
struct NoteVersion {
  std::string text, by;
  Instant at;
};

class Notes {
 public:
  Notes(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const Note& note);
  std::vector<Note> of_client(const std::string& client_id);  // newest first, without deleted ones
  std::optional<Note> find(const std::string& id);            // a deleted one too
  std::vector<NoteVersion> versions(const std::string& id);   // newest first
  // The new text, and that `by` wrote it. False: the version is not `expected_version` any more (0: whatever
  // it is), or the note is deleted.
  bool rewrite(const Note& note, const std::string& text, const std::string& by, Instant at,
               std::int64_t expected_version);
  // False: likewise, or it is not deleted.
  bool remove(const std::string& id, const std::string& by, Instant at, std::int64_t expected_version);
  bool restore(const std::string& id);
  // For good, with what they said before; returns how many.
  std::int64_t forget(const std::string& client_id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
