#include "sync/parity.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "base/text.h"
#include "sync/first_load.h"
#include "sync/mirror_write.h"
#include "sync/parity_heal.h"
#include "sync/property_plan.h"
#include "sync/side_by_side.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr int kPagesMax = 1'000'000;
constexpr std::int64_t kLinkBatch = 1'000;
constexpr std::int64_t kCertificatesKept = 20;

std::string key(ObjectType type) {
  return std::string(name(type));
}

void add(store::ContentSum& sum, const store::MirrorRecord& record) {
  sum.add(record.id + "\n" + store::content_hash(record));
}

store::CertificateLine& line_of(store::Certificate& certificate, ObjectType type) {
  for (auto& line : certificate.lines)
    if (line.object_type == name(type)) return line;
  certificate.lines.emplace_back().object_type = name(type);
  return certificate.lines.back();
}

using Links = std::map<std::string, bool>;  // id -> primary

std::string difference(const Links& hubspot, const Links& here, ObjectType to) {
  std::string missing, extra, marked;
  const auto append = [](std::string& out, const std::string& id) { out += (out.empty() ? "" : ", ") + id; };
  for (const auto& [id, primary] : hubspot)
    if (const auto at = here.find(id); at == here.end())
      append(missing, id);
    else if (at->second != primary)
      append(marked, id);
  for (const auto& [id, primary] : here)
    if (!hubspot.contains(id)) append(extra, id);
  std::string out;
  const auto part = [&](const char* what, const std::string& ids) {
    if (!ids.empty()) out += (out.empty() ? "" : "; ") + std::string(what) + " " + shorten(ids, 200);
  };
  part("missing", missing);
  part("extra", extra);
  part("primary differs", marked);
  return out.empty() ? out : key(to) + ": " + out;
}

// One object type: its records against the list, then its associations.
class TypeCheck {
 public:
  TypeCheck(RunContext& run, ObjectType type, Instant started)
      : run_(run), type_(type), started_(started), id_(run.snapshot().id) {}

  Status work() {
    auto defined = run_.source().properties(type_, run_.stop());
    if (!defined.ok()) return off(defined.error());
    EVERY_TRY(wanted, properties_to_read(run_, type_, *defined, false));
    properties_ = std::move(wanted);
    synced_ = run_.parts().db.read([&](store::Tx& tx) {
      return store::Runs(tx, run_.tenant()).watermark(key(type_)).value_or(started_);
    });
    EVERY_CHECK(records());
    for (const Pair pair : kPairs)
      if (pair.from == type_) EVERY_CHECK(links(pair.to));
    return done();
  }

 private:
  Status off(const Error& error) {
    if (error.code != Code::scope_missing) return error;
    return change(
        [&](store::Tx&, store::Certificate&, store::CertificateLine& line, Step&) { line.off = true; });
  }

  // One commit: the certificate with what `body` adds to this type's line.
  template <class F>
  Status change(F&& body) {
    return run_.commit([&](store::Tx& tx, Step& step) -> Status {
      store::Parity parity(tx, run_.tenant());
      store::Certificate certificate = parity.find(id_).value_or(store::Certificate{});
      body(tx, certificate, line_of(certificate, type_), step);
      certificate.requests = run_.snapshot().requests;
      parity.put(certificate);
      return done();
    });
  }

  store::Cursor cursor(const std::string& lane) {
    store::Cursor out;
    run_.parts().db.read([&](store::Tx& tx) {
      auto all = store::Runs(tx, run_.tenant()).cursors(id_);
      if (const auto at = all.find(lane); at != all.end()) out = at->second;
      return 0;
    });
    out.lane = lane;
    return out;
  }

  Status records() {
    store::Cursor at = cursor("parity/" + key(type_));
    for (int n = 0; n < kPagesMax && !at.finished; ++n) {
      // "<HubSpot's cursor> <last id>"
      const auto space = at.position.rfind(' ');
      const std::string after = at.position.substr(0, space == std::string::npos ? 0 : space);
      const std::string last_id = space == std::string::npos ? "" : at.position.substr(space + 1);
      auto page = run_.source().list(type_, properties_, after, run_.stop());
      if (!page.ok()) return off(page.error());
      EVERY_CHECK(check_page(*page, last_id, at));
    }
    return done();
  }

  Status check_page(const Page& page, const std::string& last_id, store::Cursor& at) {
    const bool last = page.next.empty();
    std::string upto = last_id;
    for (const Record& record : page.records) {
      if (!upto.empty() && !id_less(upto, record.id))
        return Error(Code::hubspot_bad_answer,
                     "HubSpot's list is out of order, so nothing can be proved by it.", "Check again later.");
      upto = record.id;
    }
    const bool empty_middle = page.records.empty() && !last;
    const auto here =
        empty_middle ? std::vector<store::CheckedRecord>() : run_.parts().db.read([&](store::Tx& tx) {
          return store::Parity(tx, run_.tenant()).records(key(type_), last_id, last ? "" : upto);
        });
    std::map<std::string, const store::CheckedRecord*> known;
    for (const auto& one : here) known[one.record.id] = &one;
    Doubts doubts;
    std::set<std::string> listed;
    std::vector<store::MirrorRecord> equal;
    for (const Record& record : page.records) {
      listed.insert(record.id);
      const auto mine = known.find(record.id);
      const auto row = row_of(type_, record, mine == known.end() ? nullptr : &mine->second->record);
      if (mine == known.end() || !sync::difference(row, *mine->second).empty())
        doubts.ids.push_back(record.id);
      else
        equal.push_back(row);
    }
    for (const auto& [id, one] : known)
      if (!listed.contains(id)) doubts.ids.push_back(id);
    if (!doubts.ids.empty()) EVERY_CHECK(ask_again(doubts));
    store::Cursor moved = at;
    moved.position = page.next + " " + upto;
    moved.processed += std::ssize(page.records);
    moved.finished = last;
    EVERY_CHECK(
        change([&](store::Tx& tx, store::Certificate& certificate, store::CertificateLine& line, Step& step) {
          for (const auto& row : equal) {
            ++line.hubspot;
            ++line.here;
            add(line.hubspot_sum, row);
            add(line.here_sum, row);
          }
          for (const auto& id : doubts.ids) judge(tx, id, doubts, certificate, line);
          store::Runs(tx, run_.tenant()).put_cursor(id_, moved);
          step.phase = "checking";
          step.processed = std::ssize(page.records);
        }));
    at = moved;
    return done();
  }

  // Ids that differ at the first look, and HubSpot's second answer about them.
  struct Doubts {
    std::vector<std::string> ids;
    std::map<std::string, Record> live;
    std::set<std::string> leaving;  // deleted or merged since the last sync
  };

  Status ask_again(Doubts& doubts) {
    EVERY_TRY(answer, run_.source().read(type_, doubts.ids, properties_, run_.stop()));
    for (Record& record : answer.records) {
      std::string id = record.id;
      doubts.live.emplace(std::move(id), std::move(record));
    }
    for (const auto& [old_id, survivor] : answer.merged)
      if (const auto at = doubts.live.find(survivor);
          at != doubts.live.end() && at->second.updated_at >= synced_)
        doubts.leaving.insert(old_id);
    if (answer.missing.empty()) return done();
    EVERY_TRY(bin, run_.source().read_archived(type_, answer.missing, properties_, run_.stop()));
    for (const Record& record : bin.records)
      if (record.archived_at && *record.archived_at >= synced_) doubts.leaving.insert(record.id);
    return done();
  }

  void judge(store::Tx& tx, const std::string& id, const Doubts& doubts, store::Certificate& certificate,
             store::CertificateLine& line) {
    // The mirror as it is by now: a webhook may have brought the record meanwhile.
    const auto here = store::Parity(tx, run_.tenant()).record(key(type_), id);
    const auto there = doubts.live.find(id);
    if (there == doubts.live.end()) {
      if (!here) return;
      ++line.here;
      if (doubts.leaving.contains(id)) {
        ++line.waiting;
        return;
      }
      add(line.here_sum, here->record);
      return find(tx, id, "extra", "", certificate, line.extra);
    }
    const auto row = row_of(type_, there->second, here ? &here->record : nullptr);
    const std::string what = here ? sync::difference(row, *here) : "";
    ++line.hubspot;
    if (here) ++line.here;
    // The same version was read before: then it has to be the same. A newer one comes with the next sync.
    const bool newer = row.updated_at >= synced_ && (!here || here->record.updated_at != row.updated_at);
    if ((!here || !what.empty()) && newer) {
      ++line.waiting;
      return;
    }
    add(line.hubspot_sum, row);
    if (here) add(line.here_sum, here->record);
    if (!here) return find(tx, id, "missing", "", certificate, line.missing);
    if (!what.empty()) find(tx, id, "stale", what, certificate, line.stale);
  }

  void find(store::Tx& tx, const std::string& id, const char* kind, const std::string& detail,
            store::Certificate& certificate, std::int64_t& count) {
    ++count;
    ++certificate.findings;
    store::Parity(tx, run_.tenant()).add_finding(id_, {0, key(type_), id, kind, shorten(detail, 500), false});
  }

  Status links(ObjectType to) {
    store::Cursor at = cursor("parity/" + key(type_) + "/" + key(to));
    for (int n = 0; n < kPagesMax && !at.finished; ++n) {
      const auto ids = run_.parts().db.read([&](store::Tx& tx) {
        return store::Parity(tx, run_.tenant()).ids(key(type_), at.position, kLinkBatch);
      });
      auto found = ids.empty() ? Result<std::vector<Association>>(std::vector<Association>())
                               : run_.source().associations(type_, to, ids, run_.stop());
      if (!found.ok() && found.error().code == Code::scope_missing) return done();
      if (!found.ok()) return found.error();
      EVERY_CHECK(check_links(to, ids, *found, at));
    }
    return done();
  }

  static std::map<std::string, Links> by_id(std::span<const Association> found) {
    std::map<std::string, Links> out;
    for (const Association& a : found) {
      bool& primary = out[a.from_id][a.to_id];
      primary = primary || a.primary;
    }
    return out;
  }
  std::map<std::string, Links> links_here(store::Tx& tx, ObjectType to, std::span<const std::string> ids) {
    std::map<std::string, Links> out;
    for (const auto& a : store::Mirror(tx, run_.tenant()).associations(key(type_), ids, key(to)))
      out[a.from_id][a.to_id] = a.primary;
    return out;
  }

  Status check_links(ObjectType to, const std::vector<std::string>& ids, std::span<const Association> found,
                     store::Cursor& at) {
    auto there = by_id(found);
    auto here = run_.parts().db.read([&](store::Tx& tx) { return links_here(tx, to, ids); });
    std::vector<std::string> doubted;
    for (const auto& id : ids)
      if (there[id] != here[id]) doubted.push_back(id);
    if (!doubted.empty()) {
      EVERY_TRY(again, run_.source().associations(type_, to, doubted, run_.stop()));
      auto truth = by_id(again);
      for (const auto& id : doubted) there[id] = truth[id];
    }
    store::Cursor moved = at;
    if (!ids.empty()) moved.position = ids.back();
    moved.finished = std::ssize(ids) < kLinkBatch;
    EVERY_CHECK(
        change([&](store::Tx& tx, store::Certificate& certificate, store::CertificateLine& line, Step& step) {
          auto now = links_here(tx, to, ids);
          for (const auto& id : ids) {
            line.hubspot_links += std::ssize(there[id]);
            line.here_links += std::ssize(now[id]);
            const std::string what = difference(there[id], now[id], to);
            // A record that is not in HubSpot has no associations there: it is named already.
            if (!what.empty() && !named_extra(tx, id)) find(tx, id, "links", what, certificate, line.links);
          }
          store::Runs(tx, run_.tenant()).put_cursor(id_, moved);
          step.phase = "checking";
        }));
    at = moved;
    return done();
  }

  bool named_extra(store::Tx& tx, const std::string& id) {
    return store::Parity(tx, run_.tenant()).is_found(id_, key(type_), id, "extra");
  }

  RunContext& run_;
  ObjectType type_;
  Instant started_;
  Instant synced_;
  std::string id_;
  std::vector<std::string> properties_;
};

// The certificate's row, made once for the run.
Result<Instant> begin(RunContext& run) {
  const std::string id = run.snapshot().id;
  const auto known =
      run.parts().db.read([&](store::Tx& tx) { return store::Parity(tx, run.tenant()).find(id); });
  if (known) return known->started_at;
  // The first answer tells HubSpot's time.
  EVERY_TRY(pipelines, run.source().pipelines(run.stop()));
  static_cast<void>(pipelines);
  const Instant started = run.source().hubspot_now();
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Parity parity(tx, run.tenant());
    store::Certificate certificate;
    certificate.id = id;
    certificate.source = "check";
    certificate.started_at = started;
    for (const ObjectType type : kObjectTypes) line_of(certificate, type);
    parity.put(certificate);
    parity.keep(kCertificatesKept);
    return done();
  }));
  return started;
}

}  // namespace

Status check_parity(RunContext& run, bool heal) {
  EVERY_TRY(started, begin(run));
  std::int64_t total = 0;
  run.parts().db.read([&](store::Tx& tx) {
    for (const ObjectType type : kObjectTypes) total += store::Mirror(tx, run.tenant()).count(key(type));
    return 0;
  });
  run.total("checking", total);
  std::vector<std::function<Status()>> lanes;
  for (const ObjectType type : kObjectTypes)
    lanes.emplace_back([&run, type, at = started] { return TypeCheck(run, type, at).work(); });
  EVERY_CHECK(side_by_side(run, lanes));
  if (heal) EVERY_CHECK(heal_findings(run));
  run.finish_phase("checking");
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Parity parity(tx, run.tenant());
    store::Certificate certificate = parity.find(run.snapshot().id).value_or(store::Certificate{});
    certificate.state = certificate.findings > certificate.healed ? "differences" : "exact";
    certificate.finished_at = run.now();
    certificate.requests = run.snapshot().requests;
    parity.put(certificate);
    return done();
  });
}

Status certify_read(RunContext& run, Instant started) {
  store::Certificate certificate;
  certificate.id = run.snapshot().id;
  certificate.source = run.snapshot().kind;
  certificate.state = "exact";
  certificate.started_at = started;
  run.parts().db.read([&](store::Tx& tx) {
    store::Mirror mirror(tx, run.tenant());
    store::Runs runs(tx, run.tenant());
    // Records that are suddenly missing in HubSpot were left as they are: then nothing is proved.
    if (runs.error_counts(certificate.id).contains(std::string(every::name(Code::removed_in_hubspot))))
      certificate.state = "unfinished";
    const auto cursors = runs.cursors(certificate.id);
    for (const ObjectType type : kObjectTypes) {
      auto& line = line_of(certificate, type);
      const auto lane = cursors.find(list_lane_name(type));
      line.off = lane != cursors.end() && lane->second.position == "off";
      line.hubspot = line.here = mirror.count(key(type));
      line.hubspot_sum = line.here_sum = store::Parity(tx, run.tenant()).sum(key(type));
      for (const Pair pair : kPairs)
        if (pair.from == type) line.here_links += mirror.count_associations(key(type), key(pair.to));
      line.hubspot_links = line.here_links;
    }
    return 0;
  });
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    certificate.finished_at = run.now();
    certificate.requests = run.snapshot().requests;
    store::Parity parity(tx, run.tenant());
    parity.put(certificate);
    parity.keep(kCertificatesKept);
    return done();
  });
}

}  // namespace every::sync
