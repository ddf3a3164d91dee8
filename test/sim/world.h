// The whole system in one process: HubSpot's sandbox, the network, the database file and the process that
// runs over it; and the person who works with it. A step is carried out and told in plain words.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/hubspot_hub.h"
#include "app/invoices.h"
#include "process.h"
#include "sandbox/sandbox.h"
#include "step.h"

namespace every::sim {

// Ends the history: what is not as it must be.
struct Failure {
  std::string what;
};

using RecordKey = std::pair<sandbox::Kind, sandbox::RecordId>;

class World {
 public:
  World(const History& history, std::function<void(const std::string&)> stuck);
  ~World();

  // What was done, in words; "": nothing made sense. Throws Failure.
  std::string take(const Step& step);
  // A bug to plant into what the engine reads.
  void spoil(std::function<std::shared_ptr<sync::Source>(std::shared_ptr<sync::Source>)> how) {
    keep_.spoil = std::move(how);
  }

  // For the checks.
  store::Database& file() { return *file_; }
  const store::Tenant& tenant() const { return keep_.tenant; }
  const sandbox::Portal& portal() { return sandbox_.portal(); }
  Keep& keep() { return keep_; }
  const std::filesystem::path& folder() const { return folder_; }
  // Records whose last change moved no date: an increment need not have seen it.
  const std::set<RecordKey>& silent() const { return silent_; }
  // Properties that were deleted once: their last values stay here.
  const std::set<std::string>& frozen() const { return frozen_; }
  bool persons_made() const { return persons_ > 0; }
  // Issued and drafted documents as they were when a person last touched them, by id.
  const std::map<std::string, std::string>& documents() const { return documents_; }
  std::string document(const std::string& invoice_id);

 private:
  // portal_steps.cpp: what happens in HubSpot
  std::string in_hubspot(const Step& step);
  std::string create(const Step& step);
  std::string change(const Step& step);
  std::string merge(const Step& step);
  std::string associate(const Step& step, bool remove);
  std::string settings(const Step& step);
  std::string told(const Status& status, std::string words);
  sandbox::Kind kind(std::uint32_t dice) const;
  // A record that is live, archived or any; 0: there is none.
  enum class Which { live, archived };
  sandbox::RecordId pick(sandbox::Kind kind, std::uint32_t dice, Which which = Which::live);
  void quiet(sandbox::Kind kind, sandbox::RecordId id) { silent_.insert({kind, id}); }
  void loud(sandbox::Kind kind, sandbox::RecordId id) { silent_.erase({kind, id}); }
  void quiet_neighbours(sandbox::Kind kind, sandbox::RecordId id);

  // person_steps.cpp: what people do here
  std::string by_person(const Step& step);
  std::string start(sync::StartRequest request);
  std::string import(const Step& step, bool all);
  std::string decide(const Step& step);
  std::string person(const Step& step);
  std::string invoice(const Step& step);
  std::string pay(const Step& step);

  // world.cpp
  std::string between(const Step& step);
  std::string fault(const Step& step);
  void order(const std::string& verb, const json::object& body);
  void calm();
  void connect();
  void revive();
  // While time passes, HubSpot calls.
  void sleep(Millis time);
  void deliver();
  std::string manners(const Step& step);
  void drain();
  void come_to_rest();
  std::string settle(bool fully);
  Instant load_began(const store::Run& run);
  store::Run run_to_success(const std::string& kind);

  Stage stage_;
  Log log_{Log::Level::off};
  SeededRandom random_;
  sandbox::Sandbox sandbox_;
  Network network_;
  std::filesystem::path folder_;
  std::unique_ptr<store::Database> file_;
  Keep keep_;
  std::unique_ptr<Process> process_;
  int lag_ms_ = 0;
  int longest_lag_ms_ = 0;  // since everything settled: what changed then comes into the index this late

  app::Config config_;
  app::EventHub events_;
  std::unique_ptr<app::HubSpotHub> hub_;
  std::unique_ptr<app::App> app_;
  app::Actor dana_;

  std::set<RecordKey> silent_;
  std::set<std::string> frozen_;
  std::map<std::string, std::string> documents_;
  int persons_ = 0;
};

}  // namespace every::sim
