#include "store/undo_log.h"

#include <map>

#include "store/clients.h"
#include "store/deals.h"
#include "store/review.h"
#include "store/tx.h"
#include "store/undo_codec.h"

namespace every::store {
namespace {

constexpr std::string_view kGone = "gone";
constexpr std::string_view kColumns = "kind, id, before_, after_, verdict, name";

UndoRow read(const Rows& r) {
  return {r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5)};
}

UndoRun read_run(const Rows& r) {
  return {r.text(0), r.time(1), r.integer(2), r.text(3), r.flag(4)};
}

// The whole row as text; "" when there is none.
std::string image(Tx& tx, const Tenant& tenant, const std::string& kind, const std::string& id) {
  if (kind == "client") {
    const auto row = Clients(tx, tenant).find(id);
    return row ? encode_row(*row) : "";
  }
  if (kind == "contact") {
    const auto row = Contacts(tx, tenant).find(id);
    return row ? encode_row(*row) : "";
  }
  if (kind == "deal") {
    const auto row = Deals(tx, tenant).find(id);
    return row ? encode_row(*row) : "";
  }
  if (kind == "decision") {
    const auto row = Review(tx, tenant).decision(id);
    return row ? encode_row(*row) : "";
  }
  return "";
}

}  // namespace

void UndoLog::open(const UndoRun& run) {
  tx_.run(
      tenant_,
      "INSERT INTO undo_runs (workspace_id, run_id, at, epoch, undone_by, undone) VALUES ($1, $2, $3, $4, "
      "'', 0) ON CONFLICT (workspace_id, run_id) DO UPDATE SET at = excluded.at",
      run.run_id, run.at, run.epoch);
}

std::optional<UndoRun> UndoLog::find(const std::string& run_id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT run_id, at, epoch, undone_by, undone FROM undo_runs WHERE workspace_id = $1 AND "
                    "run_id = $2",
                    run_id);
  if (!r.next()) return std::nullopt;
  return read_run(r);
}

std::vector<UndoRun> UndoLog::all() {
  std::vector<UndoRun> out;
  Rows r =
      tx_.rows(tenant_,
               "SELECT run_id, at, epoch, undone_by, undone FROM undo_runs WHERE workspace_id = $1 ORDER "
               "BY run_id DESC");
  while (r.next()) out.push_back(read_run(r));
  return out;
}

void UndoLog::set_undone(const std::string& run_id, const std::string& by, bool done) {
  tx_.run(tenant_, "UPDATE undo_runs SET undone_by = $3, undone = $4 WHERE workspace_id = $1 AND run_id = $2",
          run_id, by, done);
}

bool UndoLog::forget_before(Instant at, std::int64_t limit) {
  std::vector<std::string> old;
  {
    Rows r = tx_.rows(tenant_, "SELECT run_id FROM undo_runs WHERE workspace_id = $1 AND at < $2", at);
    while (r.next()) old.push_back(r.text(0));
  }
  for (const std::string& run_id : old) {
    const auto removed = tx_.run(
        tenant_,
        "DELETE FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 AND (kind, id) IN (SELECT kind, "
        "id FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 LIMIT $3)",
        run_id, limit);
    if (removed == limit) return true;
    tx_.run(tenant_, "DELETE FROM undo_runs WHERE workspace_id = $1 AND run_id = $2", run_id);
  }
  return false;
}

std::vector<UndoRow> UndoLog::after(const std::string& run_id, const std::string& kind,
                                    const std::string& after_id, std::int64_t limit) {
  std::vector<UndoRow> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 AND kind = $3 AND id > $4 "
                        "ORDER BY id LIMIT $5",
                    run_id, kind, after_id, limit);
  while (r.next()) out.push_back(read(r));
  return out;
}

std::optional<UndoRow> UndoLog::row(const std::string& run_id, const std::string& kind,
                                    const std::string& id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 AND kind = $3 AND id = $4",
                    run_id, kind, id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

void UndoLog::put(const std::string& run_id, const UndoRow& row) {
  tx_.run(
      tenant_,
      "INSERT INTO undo_rows (workspace_id, run_id, kind, id, before_, after_, verdict, name) VALUES ($1, "
      "$2, $3, $4, $5, $6, '', '') ON CONFLICT (workspace_id, run_id, kind, id) DO UPDATE SET after_ = "
      "excluded.after_",
      run_id, row.kind, row.id, row.before, row.after);
}

void UndoLog::set_verdict(const std::string& run_id, const std::string& kind, const std::string& id,
                          const std::string& verdict, const std::string& name) {
  tx_.run(
      tenant_,
      "UPDATE undo_rows SET verdict = $5, name = $6 WHERE workspace_id = $1 AND run_id = $2 AND kind = $3 "
      "AND id = $4",
      run_id, kind, id, verdict, name);
}

Window<UndoRow> UndoLog::staying(const std::string& run_id, const Slice& slice) {
  static constexpr std::string_view kWhere =
      " FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 AND verdict <> '' AND verdict <> 'undone' "
      "AND kind IN ('client', 'contact', 'deal')";
  Window<UndoRow> out;
  out.total = tx_.number(tenant_, "SELECT count(*)" + std::string(kWhere), run_id);
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) + std::string(kWhere) + " ORDER BY kind, id LIMIT $3 OFFSET $4",
      run_id, limit_of(slice), offset_of(slice));
  while (r.next()) out.items.push_back(read(r));
  return out;
}

std::int64_t UndoLog::count(const std::string& run_id, const std::string& kind, bool made) {
  return tx_.number(
      tenant_,
      "SELECT count(*) FROM undo_rows WHERE workspace_id = $1 AND run_id = $2 AND kind = $3 AND "
      "(before_ = '') = $4",
      run_id, kind, made);
}

std::string UndoLog::fingerprint(const std::string& kind, const std::string& id) {
  if (kind == "client" || kind == "deal" || kind == "contact") {
    std::string out;
    {
      Rows r = tx_.rows(tenant_, "SELECT version FROM " + kind + "s WHERE workspace_id = $1 AND id = $2", id);
      if (!r.next()) return std::string(kGone);
      out = "v" + std::to_string(r.integer(0));
    }
    if (kind != "contact") return out;
    Rows r =
        tx_.rows(tenant_,
                 "SELECT client_id, invoice_role, proposal_role, from_hubspot FROM client_contacts WHERE "
                 "workspace_id = $1 AND contact_id = $2 ORDER BY client_id",
                 id);
    while (r.next())
      out += " " + r.text(0) + "/" + r.text(1) + "/" + r.text(2) + (r.flag(3) ? "/hubspot" : "/here");
    return out;
  }
  if (kind == "selection") return Review(tx_, tenant_).selected(id) ? "selected" : std::string(kGone);
  std::string row = image(tx_, tenant_, kind, id);
  return row.empty() ? std::string(kGone) : row;
}

// What was touched in one transaction, as it was before its first write there.
class UndoRecorder::Notes final : public Witness {
 public:
  Notes(Tx& tx, const Tenant& tenant, const std::string& run_id) : tx_(tx), tenant_(tenant), own_(run_id) {
    for (UndoRun& run : UndoLog(tx, tenant).all())
      if (run.run_id != own_ && run.undone_by.empty()) others_.push_back(std::move(run.run_id));
    if (!own_.empty() || !others_.empty()) tx_.watch(this);
  }
  ~Notes() override { tx_.watch(nullptr); }

  void before(std::string_view kind, const std::string& id) override {
    const auto [at, fresh] = touched_.try_emplace({std::string(kind), id});
    if (!fresh) return;
    const auto& [what, key] = at->first;
    UndoLog log(tx_, tenant_);
    at->second.after = log.fingerprint(what, key);
    if (own_.empty() || at->second.after == kGone) return;
    at->second.known = log.row(own_, what, key).has_value();
    if (!at->second.known) at->second.image = image(tx_, tenant_, what, key);
  }

  void write() {
    tx_.watch(nullptr);
    UndoLog log(tx_, tenant_);
    for (const auto& [at, was] : touched_) {
      const auto& [kind, id] = at;
      const std::string now = log.fingerprint(kind, id);
      if (now == was.after) continue;
      if (!own_.empty()) log.put(own_, {kind, id, was.image, now, "", ""});
      for (const std::string& other : others_)
        tx_.run(
            tenant_,
            "UPDATE undo_rows SET after_ = $6 WHERE workspace_id = $1 AND run_id = $2 AND kind = $3 AND id "
            "= $4 AND after_ = $5",
            other, kind, id, was.after, now);
    }
    touched_.clear();
  }

 private:
  struct Was {
    std::string after, image;
    bool known = false;
  };
  Tx& tx_;
  Tenant tenant_;
  std::string own_;
  std::vector<std::string> others_;
  std::map<std::pair<std::string, std::string>, Was> touched_;
};

UndoRecorder::UndoRecorder(Tx& tx, const Tenant& tenant, const std::string& run_id)
    : notes_(std::make_unique<Notes>(tx, tenant, run_id)) {}

UndoRecorder::~UndoRecorder() = default;

void UndoRecorder::write() {
  notes_->write();
}

}  // namespace every::store
