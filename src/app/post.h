// The post: puts news for the workspaces' people into the outbox (news.h), takes what is due out of it and
// hands it to the workspaces' mail servers, one after the other, on a thread of its own.
#pragma once

#include "app/context.h"
#include "base/rounds.h"

namespace every::app {

// One round: what is due now. Returns how many messages were tried. A message is marked as being sent, and
// that is committed, before anything leaves; what became of it is committed afterwards.
int deliver_due_mail(const App& app);

class Post {
 public:
  Post(const App& app, Tasks& tasks) : app_(app), rounds_(tasks, app.log, "mail.round_failed") {}
  // First tells which messages a killed process was sending.
  void start();
  void stop() { rounds_.stop(); }  // idempotent; a message under way is finished first

 private:
  const App& app_;
  Rounds rounds_;
};

}  // namespace every::app
