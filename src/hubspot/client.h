// HubSpot as the sync engine's Source. It can only read: no method here changes anything in HubSpot.
//
// Thread-safe; every call blocks. Several clients may share one Portal: a background one for each run (its
// Traffic is the run's), an interactive one for people who wait.
#pragma once

#include <array>
#include <atomic>
#include <memory>

#include "hubspot/caller.h"
#include "hubspot/parse.h"
#include "hubspot/portal.h"

namespace every::hubspot {

class Client final : public sync::Source {
 public:
  using sync::Source::changed_ids;
  Client(std::shared_ptr<Portal> portal, Priority priority);
  ~Client() override;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Result<sync::Account> account(std::stop_token stop) override;
  Result<std::vector<sync::PropertyDefinition>> properties(sync::ObjectType type,
                                                           std::stop_token stop) override;
  Result<std::vector<domain::Pipeline>> pipelines(std::stop_token stop) override;
  Result<std::vector<sync::Owner>> owners(bool archived, std::stop_token stop) override;
  Result<std::vector<sync::RecordList>> lists(std::stop_token stop) override;
  Result<std::vector<std::string>> list_members(const std::string& list_id, std::stop_token stop) override;
  Result<sync::Page> list(sync::ObjectType type, std::span<const std::string> properties,
                          const std::string& after, std::stop_token stop) override;
  Result<sync::IdPage> changed_ids(sync::ObjectType type, std::span<const sync::Span> spans,
                                   const std::string& after_id, std::stop_token stop) override;
  Result<sync::IdPage> last_ids(sync::ObjectType type, const std::string& before_id,
                                std::stop_token stop) override;
  Result<std::int64_t> count(sync::ObjectType type, std::stop_token stop) override;
  Result<sync::BatchRead> read(sync::ObjectType type, std::span<const std::string> ids,
                               std::span<const std::string> properties, std::stop_token stop) override;
  Result<sync::BatchRead> read_archived(sync::ObjectType type, std::span<const std::string> ids,
                                        std::span<const std::string> properties,
                                        std::stop_token stop) override;
  Result<std::vector<sync::Association>> associations(sync::ObjectType from, sync::ObjectType to,
                                                      std::span<const std::string> from_ids,
                                                      std::stop_token stop) override;
  // Line items name theirs by id; the engine does not read them.
  Result<std::vector<TaxRate>> tax_rates(std::stop_token stop);
  Instant hubspot_now() const override { return caller_.hubspot_now(); }
  Result<std::vector<sync::Record>> with_email(const std::string& email, std::stop_token stop) override;
  sync::Traffic traffic() const override { return caller_.traffic(); }
  void expect(sync::ObjectType type, std::int64_t requests_left, bool serial) override;

 private:
  struct Fetched {
    RecordsPage page;
    std::size_t bytes = 0;
  };
  std::int64_t weight(sync::ObjectType type) const;
  static int chain_of(sync::ObjectType type) { return static_cast<int>(type) + 1; }
  Result<Fetched> fetch_records(Call call, const std::stop_token& stop);
  Result<RecordsPage> search(sync::ObjectType type, std::string body, const std::stop_token& stop);
  Result<Fetched> batch(sync::ObjectType type, std::span<const std::string> ids,
                        std::span<const std::string> properties, bool archived, const std::stop_token& stop);
  Result<sync::BatchRead> read_all(sync::ObjectType type, std::span<const std::string> ids,
                                   std::span<const std::string> properties, bool archived,
                                   const std::stop_token& stop);
  Result<sync::BatchRead> read_hundred(sync::ObjectType type, std::span<const std::string> ids,
                                       std::span<const std::string> properties, bool archived,
                                       const std::stop_token& stop);
  Result<sync::Page> list_by_ids(sync::ObjectType type, std::span<const std::string> properties,
                                 const std::string& after, const std::stop_token& stop);

  const std::shared_ptr<Portal> portal_;
  Caller caller_;
  std::array<std::atomic<std::int64_t>, 4> expected_{};
};

}  // namespace every::hubspot
