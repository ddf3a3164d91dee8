// The first load, and the sweep, which is the same over a mirror that is complete: it finds what no search
// tells of (deletions, merges, purges, associations, recalculated values) by reading everything again. Every
// object type is listed by its own serial cursor, all at once; a first load reads long types from their far
// end as well (far_lane); and the associations follow in batches as soon as ids are known. Each page is one
// short transaction with its cursor, so a killed load goes on where it stood and fetches at most one page of
// a cursor again. What is derived from the pages (the review) follows in a lane of its own (review_lane).
//
// Lanes (durable cursors): "list/contact", "list/company", …, "far/contact", "associations/contact/company",
// …; "start" keeps HubSpot's time at the very beginning, from which the first increment looks back, and the
// portal.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sync/lane_board.h"
#include "sync/run_context.h"

namespace every::sync {

inline constexpr std::string_view kLoadedMark =
    "first_load";  // the watermark that says: everything was read once

inline constexpr std::string_view kSweptMark = "sweep";  // when everything was last read

inline constexpr std::string_view kStartLane = "start";

// One list cursor, from where it stands to its end.
class ListLane {
 public:
  ListLane(RunContext& run, LaneBoard& board, ObjectType type, store::Cursor cursor, Instant started);
  Status run();

 private:
  Status pages(const std::vector<std::string>& properties);
  Status write(const Page& page, bool last);
  bool has_news(const Page& page, bool last);
  void pass_by(const Page& page);
  store::Cursor behind(const Page& page);
  void moved(const Page& page, store::Cursor after);
  Status switch_off(const Error& error);
  void tell_rest();
  void note_vanished(store::Tx& tx, const Page& page, bool last);
  Status settle_vanished();

  RunContext& run_;
  LaneBoard& board_;
  ObjectType type_;
  store::Cursor cursor_;
  Instant started_;
  std::string last_id_;
  const bool sweeping_;
  std::vector<std::string> properties_;
  std::int64_t passed_by_ = 0;         // of a sweep: records without news, not yet counted in the run
  std::optional<Instant> told_at_;     // when the run last was told
  std::vector<std::string> vanished_;  // of a sweep: in the mirror, and not where the list should have them
};

// One kind of association, following what is read of a type from both of its ends.
class AssociationLane {
 public:
  AssociationLane(RunContext& run, LaneBoard& board, ObjectType from, ObjectType to, store::Cursor cursor);
  Status run();

 private:
  // Where it stands: everything up to `low` is done, and from `high` on.
  struct Place {
    std::string low;
    std::int64_t near = 0;  // records from that end
    std::string high;
    std::int64_t far = 0;
  };
  struct Batch {
    std::vector<std::string> ids;
    Place after;
    bool last = false;
  };
  Status batches();
  Batch next(const LaneBoard::Reach& reach);
  Status write(const Batch& batch, std::span<const Association> found);

  RunContext& run_;
  LaneBoard& board_;
  ObjectType from_, to_;
  store::Cursor cursor_;
  Place place_;
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

// The totals of the phases, once somebody has said how many records of each type there are.
void tell_totals(RunContext& run, LaneBoard& board);

// Reads everything, or goes on with the cursors that the run's row already has.
Status first_load(RunContext& run);

// The associations of `from_ids`. When most records that had some suddenly have none, HubSpot is asked a
// second time, and that answer counts: an answer that left them out must not empty the mirror.
Result<std::vector<Association>> read_associations(RunContext& run, ObjectType from, ObjectType to,
                                                   std::span<const std::string> from_ids);

// Writes the associations of `from_ids` and refreshes the review rows that they touch. `changed` gets the ids
// that had others before.
void write_associations(store::Tx& tx, RunContext& run, ObjectType from, ObjectType to,
                        std::span<const std::string> from_ids, std::span<const Association> found,
                        std::vector<std::string>* changed = nullptr);

}  // namespace every::sync
