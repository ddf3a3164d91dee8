#include "base/time.h"

#include <date/tz.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <thread>

#include "base/clock_ahead.h"

namespace every {
namespace {

std::atomic<std::int64_t*> clock_ahead{nullptr};  // stays mapped for as long as the process lives

bool digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (at + count > text.size()) return false;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  out = value;
  return true;
}

const date::time_zone* find_zone(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::exception&) {
    return nullptr;
  }
}

}  // namespace

std::string to_rfc3339(Instant t) {
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const Date ymd{day};
  const auto ms = (t - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), ms / 3600000,
                     ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const auto ymd = text.size() >= 10 ? parse_date(text.substr(0, 10)) : std::nullopt;
  if (!ymd || text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return std::nullopt;
  int hour = 0, minute = 0, second = 0;
  if (!digits(text, 11, 2, hour) || text[13] != ':' || !digits(text, 14, 2, minute) || text[16] != ':' ||
      !digits(text, 17, 2, second) || hour > 23 || minute > 59 || second > 60)
    return std::nullopt;
  std::size_t at = 19;
  int ms = 0;
  if (text[at] == '.') {
    int scale = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
      ms += (text[at] - '0') * scale;
      scale /= 10;
    }
    if (at == first) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  int offset_minutes = 0;
  if (text[at] == 'Z' || text[at] == 'z') {
    ++at;
  } else if (text[at] == '+' || text[at] == '-') {
    int oh = 0, om = 0;
    if (!digits(text, at + 1, 2, oh) || at + 3 >= text.size() || text[at + 3] != ':' ||
        !digits(text, at + 4, 2, om) || oh > 23 || om > 59)
      return std::nullopt;
    offset_minutes = (text[at] == '-' ? -1 : 1) * (oh * 60 + om);
    at += 6;
  }
  if (at != text.size()) return std::nullopt;
  const auto seconds =
      std::chrono::hours(hour) + std::chrono::minutes(minute - offset_minutes) + std::chrono::seconds(second);
  return Instant(std::chrono::sys_days(*ymd)) + seconds + Millis(ms);
}

std::string to_text(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Date> parse_date(std::string_view text) {
  int y = 0, m = 0, d = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !digits(text, 0, 4, y) ||
      !digits(text, 5, 2, m) || !digits(text, 8, 2, d))
    return std::nullopt;
  const Date date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
                  std::chrono::day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  return date;
}

bool is_plausible(Date date) {
  const int year = static_cast<int>(date.year());
  return date.ok() && year >= 1970 && year <= 2200;
}

Date add_days(Date date, int days) {
  return Date{std::chrono::sys_days(date) + std::chrono::days(days)};
}

bool is_zone(std::string_view zone) {
  return !zone.empty() && find_zone(zone) != nullptr;
}

Date local_date(Instant t, std::string_view zone) {
  const auto* tz = find_zone(zone);
  if (tz == nullptr) return Date{std::chrono::floor<std::chrono::days>(t)};
  const auto local = tz->to_local(date::sys_time<Millis>(t.time_since_epoch()));
  return Date{std::chrono::sys_days(std::chrono::floor<std::chrono::days>(local.time_since_epoch()))};
}

Instant start_of_day(Date day, std::string_view zone) {
  const auto days = std::chrono::sys_days(day).time_since_epoch();
  const auto* tz = find_zone(zone);
  if (tz == nullptr) return Instant(days);
  const auto sys = tz->to_sys(date::local_time<Millis>(days), date::choose::earliest);
  return Instant(sys.time_since_epoch());
}

Status follow_clock_ahead(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  void* page = file < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
  if (file >= 0) ::close(file);
  if (page == MAP_FAILED) return Error(Code::validation, "The clock's file cannot be read: " + path);
  clock_ahead.store(static_cast<std::int64_t*>(page));
  return done();
}

Instant SystemClock::now() const {
  const auto real = std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
  std::int64_t* const ahead = clock_ahead.load(std::memory_order_relaxed);
  return ahead == nullptr ? real : real + Millis(std::atomic_ref(*ahead).load(std::memory_order_relaxed));
}
std::chrono::steady_clock::time_point SystemClock::steady() const {
  return std::chrono::steady_clock::now();
}
void SystemClock::sleep_for(Millis d) {
  std::this_thread::sleep_for(d);
}

Instant ManualClock::now() const {
  return from_ms(std::atomic_ref(const_cast<std::int64_t&>(now_ms_)).load());
}
std::chrono::steady_clock::time_point ManualClock::steady() const {
  return std::chrono::steady_clock::time_point(Millis(to_ms(now())));
}
void ManualClock::sleep_for(Millis d) {
  advance(d);
}
void ManualClock::advance(Millis d) {
  std::atomic_ref(now_ms_).fetch_add(d.count());
}

}  // namespace every
