#include "base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <boost/json/serialize.hpp>

#include "base/sentence.h"
#include "base/time.h"

namespace every {

// Sentences are said in English here.
LogField::LogField(std::string_view k, std::string_view v)
    : key(k), json(boost::json::serialize(boost::json::string(english(v)))) {}

struct Log::Sink {
  explicit Sink(Level t) : threshold(t), logger("every", std::make_shared<spdlog::sinks::stderr_sink_mt>()) {
    logger.set_pattern("%v");
    logger.set_level(spdlog::level::trace);
    logger.flush_on(spdlog::level::trace);
  }
  Level threshold;
  spdlog::logger logger;
};

Log::Log(Level threshold) : sink_(std::make_unique<Sink>(threshold)) {}
Log::~Log() = default;

void Log::write(Level level, std::string_view event, std::initializer_list<LogField> fields) {
  if (level < sink_->threshold) return;
  static constexpr std::string_view kNames[] = {"debug", "info", "warn", "error"};
  std::string line = R"({"t":")" + to_rfc3339(SystemClock().now()) + R"(","level":")" +
                     std::string(kNames[static_cast<int>(level)]) + R"(","event":")" + std::string(event) +
                     '"';
  for (const LogField& field : fields) line.append(",\"").append(field.key).append("\":").append(field.json);
  line.push_back('}');
  sink_->logger.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace every
