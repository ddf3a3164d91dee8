// Counters, gauges and histograms for GET /metrics, in Prometheus' text format.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>

namespace every {

// Thread-safe. A name is registered at its first use; labels are few and bounded (never an id).
class Metrics {
 public:
  using Labels = std::map<std::string, std::string>;

  Metrics();
  ~Metrics();
  void count(const std::string& name, const Labels& labels = {}, double by = 1);
  void gauge(const std::string& name, const Labels& labels, double value);
  void seconds(const std::string& name, const Labels& labels, double value);  // a histogram, 1 ms to 60 s
  std::string text() const;

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace every
