// The floor that `./dev bench cost` measures Every against: pages by curl, walked by simdjson, written with
// one prepared upsert, each page durable before the next is asked for. No quota, no retry, no cursor, no
// progress: what remains when nobody may be late, gone or wrong. Built with the release only.
//
//   every_bench_floor URL TOKEN DATABASE PROPERTIES   ->   {"records":…,"pages":…,"seconds":…} of its
//   processor time
#include <curl/curl.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <sys/resource.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace od = simdjson::ondemand;

constexpr const char* kTable =
    "CREATE TABLE IF NOT EXISTS mirror_records (workspace_id TEXT NOT NULL, object_type TEXT NOT NULL, "
    "id_length INTEGER NOT NULL, id TEXT NOT NULL, hash TEXT NOT NULL, updated_at INTEGER NOT NULL, "
    "created_at INTEGER NOT NULL, gone_at INTEGER, gone_as TEXT NOT NULL, url TEXT NOT NULL, "
    "properties TEXT NOT NULL, PRIMARY KEY (workspace_id, object_type, id_length, id)) STRICT";
constexpr const char* kUpsert =
    "INSERT INTO mirror_records VALUES ('bench', 'contact', ?1, ?2, ?3, ?4, ?5, NULL, '', ?6, ?7) "
    "ON CONFLICT DO UPDATE SET hash = excluded.hash, updated_at = excluded.updated_at, created_at = "
    "excluded.created_at, gone_at = NULL, gone_as = '', url = excluded.url, properties = excluded.properties "
    "WHERE hash <> excluded.hash OR gone_at IS NOT NULL";

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::size_t take(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

// Milliseconds since 1970 of "2026-11-23T10:00:00.000Z".
std::int64_t time_of(std::string_view text) {
  const auto number = [&](std::size_t at, std::size_t size) {
    return std::atoi(std::string(text.substr(at, size)).c_str());
  };
  if (text.size() < 20) return 0;
  const std::chrono::sys_days day = std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2);
  const std::int64_t ms = text[19] == '.' ? number(20, 3) : 0;
  return (std::int64_t{day.time_since_epoch().count()} * 86'400 + number(11, 2) * 3'600 + number(14, 2) * 60 +
          number(17, 2)) *
             1'000 +
         ms;
}

void quote(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out.append({'\\', c});
    else if (static_cast<unsigned char>(c) >= 0x20)
      out.push_back(c);
    else if (const auto at = std::string_view("\b\f\n\r\t").find(c); at != std::string_view::npos)
      out.append({'\\', "bfnrt"[at]});
    else
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
  }
  out.push_back('"');
}

class Copy {
 public:
  explicit Copy(const char* path) {
    if (sqlite3_open(path, &db_) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
    for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                            "PRAGMA wal_autocheckpoint=8000", "PRAGMA cache_size=-16000", kTable})
      run(sql);
    sqlite3_prepare_v3(db_, kUpsert, -1, SQLITE_PREPARE_PERSISTENT, &upsert_, nullptr);
  }
  ~Copy() {
    sqlite3_finalize(upsert_);
    sqlite3_close(db_);
  }
  Copy(const Copy&) = delete;

  // The cursor of the next page, "" behind the last.
  std::string page(std::string& body) {
    body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
    od::document document = parser_.iterate(body.data(), body.size(), body.capacity());
    run("BEGIN IMMEDIATE");
    std::string after;
    for (auto field : od::object(document.get_object())) {
      const std::string_view key = field.unescaped_key();
      if (key == "results") {
        for (od::value one : od::array(field.value().get_array())) record(one.get_object());
      } else if (key == "paging") {
        std::string_view next;
        if (field.value()["next"]["after"].get_string().get(next) == simdjson::SUCCESS) after = next;
      }
    }
    run("COMMIT");
    ++pages;
    return after;
  }

  std::int64_t records = 0, pages = 0;

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db_));
  }
  void bind(int at, std::string_view text) {
    sqlite3_bind_text(upsert_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }

  void record(od::object object) {
    std::string_view id, url;
    std::int64_t created = 0, updated = 0;
    for (auto field : object) {
      const std::string_view key = field.unescaped_key();
      if (key == "id")
        id = field.value().get_string();
      else if (key == "createdAt")
        created = time_of(field.value().get_string());
      else if (key == "updatedAt")
        updated = time_of(field.value().get_string());
      else if (key == "url")
        url = field.value().get_string();
      else if (key == "properties")
        read_properties(field.value().get_object());
    }
    const std::string row = fmt::format("{}\n{}\n{}\n{}", json_, url, created, updated);
    const XXH128_hash_t hash = XXH3_128bits(row.data(), row.size());
    const std::string hex = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    sqlite3_bind_int64(upsert_, 1, static_cast<std::int64_t>(id.size()));
    bind(2, id);
    bind(3, hex);
    sqlite3_bind_int64(upsert_, 4, updated);
    sqlite3_bind_int64(upsert_, 5, created);
    bind(6, url);
    bind(7, json_);
    if (sqlite3_step(upsert_) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    sqlite3_reset(upsert_);
    ++records;
  }

  void read_properties(od::object object) {
    properties_.clear();
    for (auto field : object) {
      const std::string_view name = field.unescaped_key();
      std::string_view text;
      const bool is_text = field.value().get_string().get(text) == simdjson::SUCCESS;
      properties_.emplace_back(name, is_text ? std::optional(text) : std::nullopt);
    }
    std::sort(properties_.begin(), properties_.end());
    json_ = "{";
    for (const auto& [name, text] : properties_) {
      if (json_.size() > 1) json_.push_back(',');
      quote(json_, name);
      json_.push_back(':');
      if (text)
        quote(json_, *text);
      else
        json_ += "null";
    }
    json_.push_back('}');
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* upsert_ = nullptr;
  od::parser parser_;
  std::vector<std::pair<std::string_view, std::optional<std::string_view>>> properties_;
  std::string json_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    fmt::print(stderr, "usage: every_bench_floor URL TOKEN DATABASE PROPERTIES\n");
    return 2;
  }
  const std::string base =
      std::string(arguments[1]) +
      "/crm/objects/2026-09/contacts?limit=100&archived=false&properties=" + arguments[4];
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* curl = curl_easy_init();
  curl_slist* headers =
      curl_slist_append(nullptr, fmt::format("Authorization: Bearer {}", arguments[2]).c_str());
  std::string body;
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  int status = 0;
  try {
    Copy copy(arguments[3]);
    const double before = processor_seconds();
    std::string after;
    do {
      body.clear();
      curl_easy_setopt(curl, CURLOPT_URL, (base + (after.empty() ? "" : "&after=" + after)).c_str());
      if (curl_easy_perform(curl) != CURLE_OK) throw std::runtime_error("no answer");
      after = copy.page(body);
    } while (!after.empty());
    fmt::print("{{\"records\":{},\"pages\":{},\"seconds\":{}}}\n", copy.records, copy.pages,
               processor_seconds() - before);
  } catch (const std::exception& e) {
    fmt::print(stderr, "floor: {}\n", e.what());
    status = 1;
  }
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  return status;
}
