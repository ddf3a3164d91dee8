#include "domain/news.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace every::domain {
namespace {

constexpr std::chrono::hours kMorning{8};
constexpr std::chrono::minutes kFresh{15};

constexpr std::array kKinds = {
    NewsKind{"attention", "Sync with errors", Pace::daily, true},
    NewsKind{"sync_failing", "Sync failed twice in a row", Pace::at_once, true},
    NewsKind{"connection_lost", "Reconnection needed", Pace::at_once, true},
    NewsKind{"matches_waiting", "Matches waiting", Pace::weekly, true},
    NewsKind{"won_without_invoice", "Deal won", Pace::hourly, false},
    NewsKind{"drafts_made", "Drafts made by rules", Pace::hourly, false},
    NewsKind{"invoice_viewed", "Invoice viewed", Pace::hourly, false},
    NewsKind{"invoice_paid", "Invoice paid", Pace::at_once, false},
    NewsKind{"overdue_invoices", "Invoice overdue", Pace::morning, false},
    NewsKind{"proposal_accepted", "Proposal accepted", Pace::at_once, true},
    NewsKind{"proposal_declined", "Proposal declined", Pace::at_once, true},
    NewsKind{"import_done", "Long import done", Pace::at_once, true},
};

using Local = date::local_time<Millis>;

// Of what is no zone, as everywhere: UTC.
const date::time_zone* zone_of(std::string_view zone) {
  return is_zone(zone) ? date::locate_zone(std::string(zone)) : date::locate_zone("Etc/UTC");
}

Local local(Instant at, std::string_view zone) {
  return zone_of(zone)->to_local(date::sys_time<Millis>(at.time_since_epoch()));
}

// The wall-clock time of a local day; one that the clocks skip is the moment they skip to.
Instant morning_of(date::local_days day, std::string_view zone) {
  const auto at = zone_of(zone)->to_sys(Local(day + kMorning), date::choose::earliest);
  return Instant(at.time_since_epoch());
}

// What has no business in one line: C0, DEL, C1, the line and paragraph separators; and the marks,
// embeddings, overrides and isolates of bidirectional text, which reach beyond the name that brings them.
enum class Mark { none, blank, nothing };
Mark mark_of(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029) return Mark::blank;
  if (c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
      (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF)
    return Mark::nothing;
  return Mark::none;
}

}  // namespace

std::span<const NewsKind> news_kinds() {
  return kKinds;
}

const NewsKind* news_kind(std::string_view name) {
  const auto at =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const NewsKind& k) { return k.name == name; });
  return at == kKinds.end() ? nullptr : &*at;
}

Instant last_digest(Pace pace, Instant now, std::string_view zone) {
  auto day = date::floor<date::days>(local(now, zone));
  if (pace == Pace::weekly) day -= date::weekday(day) - date::Monday;
  Instant at = morning_of(day, zone);
  if (at > now) at = morning_of(day - date::days(pace == Pace::weekly ? 7 : 1), zone);
  return at;
}

bool may_mail(Pace pace, const NewsMark& mark, Instant now, std::string_view zone) {
  switch (pace) {
    case Pace::at_once:
      return !mark.mailed_at || now >= *mark.mailed_at + kFresh;
    case Pace::hourly:
      return !mark.mailed_at || now >= *mark.mailed_at + std::chrono::hours(1);
    case Pace::daily:
      return !mark.mailed_at || *mark.mailed_at < last_digest(pace, now, zone);
    case Pace::morning:
    case Pace::weekly:
      return mark.seen_at < last_digest(pace, now, zone);
  }
  return false;
}

std::int64_t new_matches(std::int64_t waiting, std::int64_t told, std::int64_t decided_since) {
  return std::max<std::int64_t>(0, waiting - std::max<std::int64_t>(0, told - decided_since));
}

std::string clock_time(Instant at, std::string_view zone) {
  const Local here = local(at, zone);
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(here - date::floor<date::days>(here)).count();
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string one_line(std::string_view text, std::size_t max) {
  std::string out;
  bool blank = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = std::min<std::size_t>(lead < 0x80   ? 1
                                                   : lead < 0xE0 ? 2
                                                   : lead < 0xF0 ? 3
                                                                 : 4,
                                                   text.size() - at);
    char32_t c = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    const Mark mark = mark_of(c);
    blank = blank || mark == Mark::blank || c == ' ';
    if (mark == Mark::none && c != ' ') {
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out += text.substr(at, size);
    }
    at += size;
  }
  return shorten(out, max);
}

}  // namespace every::domain
