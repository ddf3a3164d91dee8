#include "planted.h"

#include "run.h"

namespace every::sim {
namespace {

using sync::ObjectType;

// Passes everything on, but for one lie.
class Lying final : public sync::Source {
 public:
  Lying(std::string bug, std::shared_ptr<sync::Source> honest)
      : bug_(std::move(bug)), honest_(std::move(honest)) {}

  Result<sync::Account> account(std::stop_token stop) override { return honest_->account(stop); }
  Result<std::vector<sync::PropertyDefinition>> properties(ObjectType type, std::stop_token stop) override {
    return honest_->properties(type, stop);
  }
  Result<std::vector<domain::Pipeline>> pipelines(std::stop_token stop) override {
    return honest_->pipelines(stop);
  }
  Result<std::vector<sync::Owner>> owners(bool archived, std::stop_token stop) override {
    return honest_->owners(archived, stop);
  }
  Result<std::vector<sync::RecordList>> lists(std::stop_token stop) override { return honest_->lists(stop); }
  Result<std::vector<std::string>> list_members(const std::string& id, std::stop_token stop) override {
    return honest_->list_members(id, stop);
  }
  Result<sync::Page> list(ObjectType type, std::span<const std::string> properties, const std::string& after,
                          std::stop_token stop) override {
    auto page = honest_->list(type, properties, after, stop);
    if (page.ok() && bug_ == "a-page-drops-a-record" && page->records.size() > 2)
      page->records.erase(page->records.begin() + 1);
    if (page.ok() && bug_ == "a-value-is-old" && type == ObjectType::contact)
      for (auto& record : page->records)
        if (const std::string_view known = sync::value(record.properties, "firstname"); !known.empty())
          answer(record, "firstname", std::string(known) + " ");
    return page;
  }
  using sync::Source::changed_ids;
  Result<sync::IdPage> changed_ids(ObjectType type, std::span<const sync::Span> spans,
                                   const std::string& after_id, std::stop_token stop) override {
    // The window of an engine whose watermark ran ahead: what changed lately is never asked for.
    std::vector<sync::Span> asked(spans.begin(), spans.end());
    if (bug_ == "the-watermark-runs-ahead") {
      asked.erase(asked.begin(), asked.end() - 1);
      asked.front().from = std::max(asked.front().from, asked.front().to - std::chrono::seconds(30));
    }
    return honest_->changed_ids(type, asked, after_id, stop);
  }
  Result<sync::IdPage> last_ids(ObjectType type, const std::string& before_id,
                                std::stop_token stop) override {
    return honest_->last_ids(type, before_id, stop);
  }
  Result<std::int64_t> count(ObjectType type, std::stop_token stop) override {
    return honest_->count(type, stop);
  }
  Result<sync::BatchRead> read(ObjectType type, std::span<const std::string> ids,
                               std::span<const std::string> properties, std::stop_token stop) override {
    auto answer = honest_->read(type, ids, properties, stop);
    if (answer.ok() && bug_ == "nothing-is-ever-missing") answer->missing.clear();
    if (answer.ok() && bug_ == "merges-are-not-told") {
      answer->merged.clear();
      for (auto& record : answer->records) forget_merges(record);
    }
    return answer;
  }
  Result<sync::BatchRead> read_archived(ObjectType type, std::span<const std::string> ids,
                                        std::span<const std::string> properties,
                                        std::stop_token stop) override {
    return honest_->read_archived(type, ids, properties, stop);
  }
  Result<std::vector<sync::Association>> associations(ObjectType from, ObjectType to,
                                                      std::span<const std::string> ids,
                                                      std::stop_token stop) override {
    auto found = honest_->associations(from, to, ids, stop);
    if (found.ok() && bug_ == "the-primary-mark-is-lost")
      for (auto& association : *found) association.primary = false;
    return found;
  }
  Instant hubspot_now() const override { return honest_->hubspot_now(); }
  sync::Traffic traffic() const override { return honest_->traffic(); }
  Result<std::vector<sync::Record>> with_email(const std::string& email, std::stop_token stop) override {
    return honest_->with_email(email, stop);
  }
  void expect(ObjectType type, std::int64_t requests_left, bool serial) override {
    honest_->expect(type, requests_left, serial);
  }

 private:
  static void forget_merges(sync::Record& record) {
    if (record.properties.find("hs_merged_object_ids")) answer(record, "hs_merged_object_ids", std::nullopt);
  }
  static void answer(sync::Record& record, std::string_view property, std::optional<std::string> instead) {
    sync::Properties changed;
    for (const auto& [name, value] : record.properties)
      changed.emplace_back(name, name == property ? std::optional<std::string_view>(instead) : value);
    record.properties = std::move(changed);
  }
  const std::string bug_;
  const std::shared_ptr<sync::Source> honest_;
};

}  // namespace

const std::vector<Plant>& plants() {
  static const std::vector<Plant> kAll = {"a-page-drops-a-record",    "a-value-is-old",
                                          "the-watermark-runs-ahead", "nothing-is-ever-missing",
                                          "merges-are-not-told",      "the-primary-mark-is-lost"};
  return kAll;
}

std::shared_ptr<sync::Source> planted(const std::string& bug, std::shared_ptr<sync::Source> source) {
  return std::make_shared<Lying>(bug, std::move(source));
}

}  // namespace every::sim
