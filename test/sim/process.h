// One life of Every's process: its database connection, its side of the HubSpot connection and its engine.
// When it dies, all of it goes; the file, the tokens and HubSpot stay.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hubspot/client.h"
#include "mortal.h"
#include "network.h"
#include "sandbox/webhooks.h"
#include "sync/engine.h"
#include "sync/watch.h"

namespace every::sim {

// What outlives the process.
struct Keep {
  store::Database& file;
  Stage& stage;
  Network& network;
  Random& random;
  Log& log;
  Metrics& metrics;
  store::Tenant tenant{"w1"};
  hubspot::Tokens tokens;              // sealed in the database, in the real application
  std::map<std::string, int> percent;  // that somebody has seen, by run
  std::string complaint;               // a percent that went back
  std::function<std::shared_ptr<sync::Source>(std::shared_ptr<sync::Source>)> spoil;  // for a planted bug
  int lives = 0;               // processes that were started
  std::optional<Millis> pace;  // between two looks at the search index; nothing: none
};

hubspot::OAuthApp oauth_app();
// What HubSpot was told to call.
inline constexpr const char* kWebhookUrl = "http://every/api/hubspot/webhooks";

class Process {
 public:
  explicit Process(Keep& keep);
  ~Process();  // an orderly stop, unless it was killed

  sync::Engine& engine() { return *engine_; }
  bool dead() const { return db_.dead(); }
  void die() { db_.die(); }
  void die_at(int commits, bool after) { db_.die_at(commits, after); }
  hubspot::Services services() const;
  // The connection was made anew.
  void forget_portal();
  // HubSpot's call; the status it is answered with, 0: none.
  int receive(const sandbox::Delivery& delivery);

 private:
  Result<std::shared_ptr<sync::Source>> source(hubspot::Priority priority);
  void progress(const store::Run& run);

  Keep& keep_;
  MortalDatabase db_;
  std::shared_ptr<hubspot::Portal> portal_;
  std::unique_ptr<sync::Engine> engine_;
  std::unique_ptr<sync::Watch> watch_;
};

}  // namespace every::sim
