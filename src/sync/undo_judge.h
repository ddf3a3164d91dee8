// What may be taken back of an import and what stays, judged by its log and by how things are now. Reads
// only.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "store/undo_log.h"

namespace every::sync {

class UndoJudge {
 public:
  UndoJudge(store::Tx& tx, const store::Tenant& tenant, const std::string& import_id)
      : tx_(tx), tenant_(tenant), import_id_(import_id) {}

  // Goes over the whole log. Afterwards verdict() knows what hangs on what.
  void look();
  // "" when the row can be taken back, else why not (undo.h).
  std::string verdict(const store::UndoRow& row) const;
  std::int64_t staying() const { return static_cast<std::int64_t>(stays_.size()); }
  // Of this row alone, by how things are now: for the moment before it is written.
  std::string alone(const store::UndoRow& row);
  // Every row of a kind, in batches.
  void each(const std::string& kind, const std::function<void(const store::UndoRow&)>& body);

 private:
  using Key = std::pair<std::string, std::string>;
  std::string deal(const store::UndoRow& row);
  std::string contact(const store::UndoRow& row);
  std::string client(const store::UndoRow& row);
  bool goes(const std::string& kind, const std::string& id);
  bool stays(const std::string& kind, const std::string& id) const { return stays_.contains({kind, id}); }

  store::Tx& tx_;
  store::Tenant tenant_;
  std::string import_id_;
  std::map<Key, std::string> stays_;
};

}  // namespace every::sync
