#include "base/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

namespace every {

struct Metrics::Registry {
  prometheus::Registry all;
  std::mutex mutex;
  std::map<std::string, prometheus::Family<prometheus::Counter>*> counters;
  std::map<std::string, prometheus::Family<prometheus::Gauge>*> gauges;
  std::map<std::string, prometheus::Family<prometheus::Histogram>*> histograms;
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const std::string& name, const Labels& labels, double by) {
  const std::lock_guard lock(registry_->mutex);
  auto*& family = registry_->counters[name];
  if (family == nullptr) family = &prometheus::BuildCounter().Name(name).Register(registry_->all);
  family->Add(labels).Increment(by);
}

void Metrics::gauge(const std::string& name, const Labels& labels, double value) {
  const std::lock_guard lock(registry_->mutex);
  auto*& family = registry_->gauges[name];
  if (family == nullptr) family = &prometheus::BuildGauge().Name(name).Register(registry_->all);
  family->Add(labels).Set(value);
}

void Metrics::seconds(const std::string& name, const Labels& labels, double value) {
  static const prometheus::Histogram::BucketBoundaries kBounds{.001, .003, .01, .03, .1, .3,
                                                               1,    3,    10,  30,  60};
  const std::lock_guard lock(registry_->mutex);
  auto*& family = registry_->histograms[name];
  if (family == nullptr) family = &prometheus::BuildHistogram().Name(name).Register(registry_->all);
  family->Add(labels, kBounds).Observe(value);
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(registry_->all.Collect());
}

}  // namespace every
