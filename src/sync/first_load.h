// The first load, and the sweep, which is the same over a mirror that is complete: it finds what no search
// tells of (deletions, merges, purges, associations, recalculated values) by reading everything again. Every
// object type is listed by its own serial cursor, all at once, and the associations follow in batches as soon
// as ids are known. Each page is one short transaction with its cursor, so a killed load goes on where it
// stood and fetches at most one page of a cursor again. What is derived from a page (the review) is written
// while the next one is on its way.
//
// Lanes (durable cursors): "list/contact", "list/company", …, "associations/contact/company", …; "start"
// keeps HubSpot's time at the very beginning, from which the first increment looks back, and the portal.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "sync/run_context.h"

namespace every::sync {

inline constexpr std::string_view kLoadedMark =
    "first_load";  // the watermark that says: everything was read once

inline constexpr std::string_view kSweptMark = "sweep";  // when everything was last read

inline constexpr std::string_view kStartLane = "start";

// What the lanes tell each other.
class LaneBoard {
 public:
  LaneBoard(Tasks& tasks, std::stop_token stop) : tasks_(tasks), stop_(std::move(stop)) {}
  void listed(ObjectType type, std::int64_t count);  // after the commit
  void finish(ObjectType type, bool off);            // off: a scope is missing, there is nothing to follow
  void unordered(ObjectType type);  // a page did not ascend: followers must begin again when the list is done
  // Waits until more than `have` + `batch` records are listed or the list is done. False: the run is ending.
  bool wait_listed(ObjectType type, std::int64_t have, std::int64_t batch);
  bool wait_finished(ObjectType type);
  bool finished(ObjectType type);
  bool off(ObjectType type);
  bool in_order(ObjectType type);
  // Records that a count or a list said there are; what is unknown is 0.
  void expect(ObjectType type, std::int64_t total);
  bool counted(ObjectType type);  // whether anybody said
  std::int64_t expected(ObjectType type);

 private:
  struct List {
    std::int64_t count = 0, expected = 0;
    bool finished = false, off = false, in_order = true;
  };
  template <class Ready>
  bool wait(const Ready& ready);

  Tasks& tasks_;
  std::stop_token stop_;
  std::mutex mutex_;
  Signal moved_;
  std::map<ObjectType, List> lists_;
};

// One list cursor, from where it stands to its end.
class ListLane {
 public:
  ListLane(RunContext& run, LaneBoard& board, ObjectType type, store::Cursor cursor, Instant started);
  Status run();

 private:
  Status pages(const std::vector<std::string>& properties);
  Status write(const Page& page, bool last);
  Status review(const Page& page);
  Status switch_off(const Error& error);
  void tell_rest();
  void note_vanished(const Page& page, bool last);
  Status settle_vanished();

  RunContext& run_;
  LaneBoard& board_;
  ObjectType type_;
  store::Cursor cursor_;
  Instant started_;
  std::string last_id_;
  const bool sweeping_;
  std::vector<std::string> properties_;
  std::vector<std::string> vanished_;  // of a sweep: in the mirror, and not where the list should have them
};

// One kind of association, following a list.
class AssociationLane {
 public:
  AssociationLane(RunContext& run, LaneBoard& board, ObjectType from, ObjectType to, store::Cursor cursor);
  Status run();

 private:
  Status batches();
  Status write(std::span<const std::string> ids, std::span<const Association> found, bool last);

  RunContext& run_;
  LaneBoard& board_;
  ObjectType from_, to_;
  store::Cursor cursor_;
  bool in_order_ = true;
};

std::string list_lane_name(ObjectType type);
std::string association_lane_name(ObjectType from, ObjectType to);

// The pairs that are read, from the many to the few.
struct Pair {
  ObjectType from, to;
};
inline constexpr Pair kPairs[] = {{ObjectType::contact, ObjectType::company},
                                  {ObjectType::deal, ObjectType::company},
                                  {ObjectType::deal, ObjectType::contact},
                                  {ObjectType::deal, ObjectType::line_item}};

// Gives a new run the cursors of an earlier load of the same portal that did not get to its end, so that it
// goes on there instead of at zero. Call only while the mirror is not complete. False: there is none.
bool continue_load(store::Tx& tx, const store::Tenant& tenant, store::Run& run);

// Runs every lane beside the others; the first failure ends them all.
Status run_lanes(RunContext& run, const std::vector<std::function<Status()>>& lanes);

// Reads everything, or goes on with the cursors that the run's row already has.
Status first_load(RunContext& run);

// The associations of `from_ids`. When most records that had some suddenly have none, HubSpot is asked a
// second time, and that answer counts: an answer that left them out must not empty the mirror.
Result<std::vector<Association>> read_associations(RunContext& run, ObjectType from, ObjectType to,
                                                   std::span<const std::string> from_ids);

// Writes the associations of `from_ids` and refreshes the review rows that they touch.
void write_associations(store::Tx& tx, RunContext& run, ObjectType from, ObjectType to,
                        std::span<const std::string> from_ids, std::span<const Association> found);

}  // namespace every::sync
