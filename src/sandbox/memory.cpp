#include "sandbox/memory.h"

#include <sstream>

namespace every::sandbox {
namespace {

constexpr const char* kOrders = "orders.jsonl";
constexpr const char* kTokens = "tokens.json";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

json::object made_of(const Options& o) {
  return {{"contacts", o.contacts}, {"companies", o.companies}, {"deals", o.deals}, {"seed", o.seed}};
}

Error unusable(const std::filesystem::path& folder, const std::string& why) {
  return Error(Code::storage_failed,
               "The sandbox's folder " + folder.string() + " cannot be used: " + why + ".",
               "Remove it to begin with a new portal.");
}

std::int64_t number(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(json::string_view(name));
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}
std::string text(const json::object& from, std::string_view name) {
  const auto* value = from.if_contains(json::string_view(name));
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

}  // namespace

Result<std::unique_ptr<Memory>> Memory::open(const std::filesystem::path& folder, const Options& options,
                                             Instant now) {
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  std::unique_ptr<Memory> memory(new Memory(folder));
  const std::string kept = read_file(folder / kOrders);
  // What has no end of line was being written when the process was killed.
  const std::size_t whole = kept.rfind('\n') == std::string::npos ? 0 : kept.rfind('\n') + 1;
  bool first = true;
  for (std::size_t at = 0; at < whole; first = false) {
    const std::size_t end = kept.find('\n', at);
    const auto line = parse_json(std::string_view(kept).substr(at, end - at));
    at = end + 1;
    if (!line.ok() || !line->is_object()) return unusable(folder, "a line is no JSON");
    json::object o = line->get_object();
    if (!first) {
      memory->orders_.push_back({from_ms(number(o, "at")), text(o, "path"), text(o, "body")});
      continue;
    }
    memory->born_ = from_ms(number(o, "born"));
    o.erase("born");
    if (json::serialize(o) != json::serialize(made_of(options)))
      return unusable(folder, "it keeps a portal of another size or seed");
  }
  if (whole < kept.size()) std::filesystem::resize_file(folder / kOrders, whole, ec);
  memory->out_.open(folder / kOrders, std::ios::binary | std::ios::app);
  if (first) {
    memory->born_ = now;
    json::object made = made_of(options);
    made["born"] = to_ms(now);
    memory->out_ << json::serialize(made) << '\n' << std::flush;
  }
  if (!memory->out_) return unusable(folder, "it cannot be written");
  return memory;
}

json::value Memory::tokens() const {
  const auto value = parse_json(read_file(folder_ / kTokens));
  return value.ok() ? *value : json::value();
}

void Memory::append(const KeptOrder& order) {
  const json::object line{{"at", to_ms(order.at)}, {"path", order.path}, {"body", order.body}};
  out_ << json::serialize(line) << '\n' << std::flush;
}

void Memory::keep_tokens(const json::value& tokens) {
  const std::lock_guard lock(tokens_mutex_);
  const std::filesystem::path next = folder_ / "tokens.new";
  std::ofstream(next, std::ios::binary | std::ios::trunc) << json::serialize(tokens) << std::flush;
  std::error_code ec;
  std::filesystem::rename(next, folder_ / kTokens, ec);
}

}  // namespace every::sandbox
